"""Catalogues of words: one ``.po`` file a language, read as it is (no compile step)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

PACKAGED_LOCALES: Final = Path(__file__).parent / "locale"
ENGLISH: Final = "en"


@dataclass(frozen=True, slots=True)
class Language:
    """A language one can choose."""

    code: str
    """``de``, ``pt_BR``: the name of its file."""
    name: str
    """Its own name for itself ("Deutsch")."""


def available_languages(folders: Iterable[Path] = (PACKAGED_LOCALES,)) -> tuple[Language, ...]:
    """English first, then every language that has a ``.po`` file in one of ``folders``."""
    found = {path.stem for folder in folders for path in _po_files(folder)} - {ENGLISH}
    others = [Language(code, name) for code in found if (name := _own_name(code)) is not None]
    others.sort(key=lambda language: language.name.casefold())
    return (Language(ENGLISH, "English"), *others)


def _po_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.po")) if folder.is_dir() else []


def _own_name(code: str) -> str | None:
    """None for a file that is not named after a language."""
    try:
        name = Locale.parse(code).get_display_name()
    except (ValueError, UnknownLocaleError):
        return None
    return name[:1].upper() + name[1:] if name else code


def read_catalogues(
    language: str, folders: Iterable[Path]
) -> tuple[tuple[Catalog, ...], list[str]]:
    """The catalogues of ``language``, one a folder, and what could not be read.

    A file that cannot be read costs its words, never the program.
    """
    catalogues, problems = [], []
    for folder in folders:
        path = folder / f"{language}.po"
        if not path.is_file():
            continue
        try:
            with path.open("rb") as file:
                catalogues.append(read_po(file, locale=language, abort_invalid=True))
        except (OSError, PoFileError, ValueError, UnknownLocaleError) as error:
            problems.append(f"{path.name}: {error}")
    return tuple(catalogues), problems
