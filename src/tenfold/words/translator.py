"""Turn lines into words of one language. What is not translated stays English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from gettext import c2py
from pathlib import Path
from string import Formatter
from typing import Final

from babel import UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.numbers import get_decimal_symbol

from tenfold.words.catalogue import ENGLISH, PACKAGED_LOCALES, read_catalogues
from tenfold.words.line import Line, Param

_FORMATTER: Final = Formatter()


class Translator:
    """The words of one language.

    Parameters
    ----------
    language : str
        ``en``, ``de``, ``pt_BR``.
    catalogues : iterable of Catalog
        Where its words are; the last one that knows a sentence wins.
    problems : iterable of str
        What could not be read when the catalogues were made.
    """

    def __init__(
        self,
        language: str = ENGLISH,
        catalogues: Iterable[Catalog] = (),
        problems: Iterable[str] = (),
    ) -> None:
        self.language = language
        self.problems = tuple(problems)
        self._catalogues = tuple(reversed(tuple(catalogues)))
        try:
            self._decimal_point = get_decimal_symbol(language)
        except (ValueError, UnknownLocaleError):
            self._decimal_point = "."

    def text(self, line: Line) -> str:
        """``line`` in words. Nested lines are translated first.

        A translation whose placeholders do not fit is passed over for the English sentence;
        an English sentence whose placeholders do not fit is given as it stands.
        """
        params = {name: self._param(value) for name, value in line.params.items()}
        if line.plural is None:
            english, translated = line.msgid, self.gettext(line.msgid)
        else:
            english = line.msgid if line.count == 1 else line.plural
            translated = self.ngettext(line.msgid, line.plural, line.count)
        for template in (translated, english):
            filled = fill(template, params)
            if filled is not None:
                return filled
        return english

    def gettext(self, msgid: str) -> str:
        """The translation as it stands, placeholders unfilled; ``msgid`` where there is none."""
        found = self._find(msgid)
        return _forms(found[1])[0] if found else msgid

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The form for ``count``, placeholders unfilled."""
        found = self._find(singular)
        if found is None:
            return singular if count == 1 else plural
        catalogue, message = found
        forms = _forms(message)
        return forms[min(_plural_index(catalogue.plural_expr, count), len(forms) - 1)]

    def words_of(self, place: str) -> dict[str, str]:
        """The translations of sentences used in files whose path begins with ``place``.

        For the page, whose script looks its words up by the English sentence:
        ``words_of("frontend/")``. Empty in English.
        """
        words: dict[str, str] = {}
        for catalogue in reversed(self._catalogues):
            for message in catalogue:
                if not any(path.startswith(place) for path, _ in message.locations):
                    continue
                msgid = message.id if isinstance(message.id, str) else message.id[0]
                if msgid and (translated := self.gettext(msgid)) != msgid:
                    words[msgid] = translated
        return words

    def _find(self, msgid: str) -> tuple[Catalog, Message] | None:
        for catalogue in self._catalogues:
            message = catalogue.get(msgid) if msgid else None
            # A fuzzy message is a guess, and one with a form missing is not finished.
            if message is not None and not message.fuzzy and all(_forms(message)):
                return catalogue, message
        return None

    def _param(self, value: Param | Line) -> str:
        if isinstance(value, Line):
            return self.text(value)
        if isinstance(value, float):
            whole = value.is_integer() and abs(value) < 1e15
            text = str(int(value)) if whole else str(round(value, 2))
            return text.replace(".", self._decimal_point)
        return str(value)


def _forms(message: Message) -> tuple[str, ...]:
    if isinstance(message.string, str) or message.string is None:
        return (message.string or "",)
    return tuple(message.string)


@lru_cache(maxsize=1024)
def _plural_index(expression: str, count: int) -> int:
    """Which form ``Plural-Forms`` picks for ``count``."""
    try:
        return int(c2py(expression)(count))
    except ValueError:
        return 0 if count == 1 else 1


def placeholders(template: str) -> frozenset[str] | None:
    """Names in braces; None when the braces are broken or hold more than a name."""
    try:
        parts = list(_FORMATTER.parse(template))
    except ValueError:
        return None
    names = set()
    for _, name, spec, conversion in parts:
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            return None
        names.add(name)
    return frozenset(names)


def fill(template: str, params: Mapping[str, str]) -> str | None:
    """``template`` with its placeholders filled; None when they do not fit ``params``.

    Only plain names are filled, so that a catalogue from elsewhere cannot reach into objects.
    """
    names = placeholders(template)
    if names is None or not names <= params.keys():
        return None
    return template.format_map(params)


def read_translator(
    language: str = ENGLISH, folders: Iterable[Path] = (PACKAGED_LOCALES,)
) -> Translator:
    """The translator for ``language`` from the ``.po`` files in ``folders``, the last one first.

    A language without a file is English.
    """
    catalogues, problems = read_catalogues(language, folders)
    return Translator(language if catalogues else ENGLISH, catalogues, problems)
