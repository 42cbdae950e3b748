"""A line of words that is not yet in any language.

Engines never speak English: they hand out a :class:`Line`, which is a message
id (the English sentence, as gettext has it) and its parameters. The edge of the
program (page, voice, paper) turns it into words with a
:class:`tenfold.words.Translator`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Param = str | int | float
_NO_PARAMS: Mapping[str, Param | Line] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Line:
    """A translatable sentence.

    Parameters
    ----------
    msgid : str
        The English sentence with ``{name}`` placeholders; the catalogue's key.
    params : mapping of str to str, int, float or Line
        What fills the placeholders. A nested ``Line`` is translated first, so a
        side or an exercise name is translated too.
    plural : str or None
        The English sentence for more than one, where ``count`` decides which form is used.
    count : int
        The number that decides; some languages have more than two forms.
    """

    msgid: str
    params: Mapping[str, Param | Line] = field(default_factory=lambda: _NO_PARAMS)
    plural: str | None = None
    count: int = 1


def N_(msgid: str, /, **params: Param | Line) -> Line:  # noqa: N802 - gettext's own name
    """Mark a sentence for the catalogue and make it a :class:`Line`."""
    return Line(msgid, MappingProxyType(params))


def NN_(msgid: str, plural: str, count: int, /, **params: Param | Line) -> Line:  # noqa: N802
    """Like :func:`N_` for a sentence with a number: one form for one, another for more."""
    return Line(msgid, MappingProxyType(params), plural, count)
