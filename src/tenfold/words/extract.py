"""Gather every sentence of the program into ``locale/tenfold.pot``, for translators.

``python -m tenfold.words.extract`` in a source tree writes the file. Sentences come from
Python (``N_``, ``NN_``, ``_``), templates, the page's script (``t("...")``) and the
exercise library.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

SOURCE_ROOT: Final = Path(__file__).parents[3]
POT_FILE: Final = Path(__file__).parent / "locale" / "tenfold.pot"

TRANSLATABLE: Final = frozenset(
    {
        "ask",
        "avoid_if",
        "cue",
        "first_side_note",
        "label",
        "means",
        "name",
        "note",
        "open",
        "other_side",
        "print",
        "reading",
        "say",
        "side_means",
        "summary",
        "why",
    }
)
"""Fields of the library files that a person reads or hears."""
NOT_WORDS: Final = frozenset({"coach", "motion", "rights"})
"""Tables whose names are for the program."""
SIDE_COMMENT: Final = "{side} and {other} become left and right."
TRANSLATOR_TAG: Final = "TRANSLATORS:"
_HEADER: Final = """\
# Every sentence of Tenfold. To make a language: copy this file to de.po (or pt_BR.po ...), fill
# in the msgstr lines, and put it into Tenfold's data folder, in "locale".
msgid ""
msgstr ""
"Project-Id-Version: Tenfold\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

Found = Iterator[tuple[int, str, str, list[str]]]
Keywords = Mapping[str, tuple[int, ...] | None]

_PYTHON_WORDS: Final[Keywords] = {"N_": None, "NN_": (1, 2), "_": None, "ngettext": (1, 2)}
_TEMPLATE_WORDS: Final[Keywords] = {"_": None, "gettext": None, "ngettext": (1, 2)}
_SCRIPT_WORDS: Final[Keywords] = {"t": None}


def extract_toml(
    fileobj: IO[bytes],
    keywords: Collection[str],  # noqa: ARG001 - Babel's signature
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> Found:
    """Babel extractor for the files of the exercise library."""
    data = tomllib.loads(fileobj.read().decode("utf-8"))
    for path, text in _texts(data, ""):
        comments = [path]
        if "{side}" in text or "{other}" in text:
            comments.append(SIDE_COMMENT)
        yield 0, "", text, comments


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for item in value:
            yield from _texts(item, path)
    elif isinstance(value, dict):
        for key, inner in value.items():
            here = f"{path}.{key}" if path else key
            if isinstance(inner, str):
                if key in TRANSLATABLE:
                    yield here, inner
            elif key not in NOT_WORDS:
                yield from _texts(inner, here)


def _files(root: Path) -> Iterator[tuple[Path, Any, Keywords, dict[str, Any]]]:
    """Every file with words: its path, how to read it, what marks a sentence, options."""
    package = root / "src" / "tenfold"
    kinds: tuple[tuple[Path, str, Any, Keywords, dict[str, Any]], ...] = (
        (package / "library", "*.toml", extract_toml, {"": None}, {}),
        (package, "*.py", "python", _PYTHON_WORDS, {}),
        (package / "web" / "templates", "*.html", "jinja2", _TEMPLATE_WORDS, {"silent": "false"}),
        (
            root / "frontend" / "src",
            "*.ts",
            "javascript",
            _SCRIPT_WORDS,
            {"parse_template_string": True},
        ),
    )
    for folder, pattern, method, keywords, options in kinds:
        for path in sorted(folder.rglob(pattern)):
            if not path.name.endswith((".test.ts", ".d.ts")):
                yield path, method, keywords, options


def gather(root: Path = SOURCE_ROOT) -> Catalog:
    """All sentences in the source tree ``root``, each with the files it stands in."""
    catalog = Catalog(fuzzy=False)
    for path, method, keywords, options in _files(root):
        place = path.relative_to(root).as_posix()
        with path.open("rb") as file:
            found = extract(method, file, dict(keywords), (TRANSLATOR_TAG,), options)
            for _line, message, comments, context in found:
                catalog.add(
                    message, locations=[(place, 0)], auto_comments=comments, context=context
                )
    return catalog


def pot_text(root: Path = SOURCE_ROOT) -> str:
    """The ``.pot`` file for the source tree ``root``."""
    buffer = BytesIO()
    write_po(buffer, gather(root), include_lineno=False, omit_header=True, width=100)
    return _HEADER + buffer.getvalue().decode("utf-8")


def main(root: Path = SOURCE_ROOT, target: Path = POT_FILE) -> None:
    """Write the file."""
    text = pot_text(root)
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
