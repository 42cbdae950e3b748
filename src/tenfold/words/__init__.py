"""Words: sentences for page, voice and paper, through one catalogue."""

from tenfold.words.catalogue import PACKAGED_LOCALES, Language, available_languages
from tenfold.words.line import N_, NN_, Line
from tenfold.words.translator import Translator, read_translator

__all__ = [
    "NN_",
    "N_",
    "PACKAGED_LOCALES",
    "Language",
    "Line",
    "Translator",
    "available_languages",
    "read_translator",
]
