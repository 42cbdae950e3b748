"""Lines become words of a language; what does not fit falls back to English."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenfold.words import (
    N_,
    NN_,
    Language,
    Line,
    Translator,
    available_languages,
    read_translator,
)
from tenfold.words.translator import fill, placeholders

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)


def po(folder: Path, language: str, *entries: str, header: str = HEADER) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{language}.po"
    path.write_text(header + "\n\n".join(entries) + "\n", encoding="utf-8")
    return path


def entry(msgid: str, msgstr: str, flag: str = "", place: str = "") -> str:
    lines = [f"#: {place}"] if place else []
    lines += [f"#, {flag}"] if flag else []
    return "\n".join([*lines, f'msgid "{msgid}"', f'msgstr "{msgstr}"'])


def german(folder: Path, *entries: str) -> Translator:
    po(folder, "de", *entries)
    return read_translator("de", [folder])


def test_english_needs_no_file() -> None:
    english = read_translator()
    assert english.language == "en"
    assert english.text(N_("Swap sides")) == "Swap sides"
    assert english.text(N_("Rest now: {n}", n=30)) == "Rest now: 30"
    assert english.gettext("Hold") == "Hold"
    assert english.ngettext("{n} breath", "{n} breaths", 2) == "{n} breaths"
    assert english.words_of("frontend/") == {}
    assert english.problems == ()


def test_a_line_is_translated_with_its_nested_lines(tmp_path: Path) -> None:
    words = german(
        tmp_path,
        entry("Step your {side} foot back.", "Fuß nach hinten: {side}."),
        entry("left", "links"),
    )
    assert words.language == "de"
    line = N_("Step your {side} foot back.", side=N_("left"))
    assert words.text(line) == "Fuß nach hinten: links."


def test_what_has_no_translation_stays_english(tmp_path: Path) -> None:
    words = german(tmp_path, entry("left", "links"), entry("right", ""))
    assert words.text(N_("Press {side}", side=N_("left"))) == "Press links"
    assert words.gettext("right") == "right"
    assert words.gettext("") == ""


def test_a_fuzzy_translation_is_not_used(tmp_path: Path) -> None:
    assert german(tmp_path, entry("left", "rechts", flag="fuzzy")).gettext("left") == "left"


@pytest.mark.parametrize(
    "bad",
    [
        "Pause: {sekunden}",
        "Pause: {n",
        "Pause: n}",
        "Pause: {n.__class__}",
        "Pause: {n[0]}",
        "Pause: {n!r}",
        "Pause: {n:>9}",
        "Pause: {}",
        "Pause: {0}",
    ],
)
def test_a_translation_with_bad_placeholders_falls_back_to_english(
    tmp_path: Path, bad: str
) -> None:
    words = german(tmp_path, entry("Rest now: {n}", bad))
    assert words.text(N_("Rest now: {n}", n=30)) == "Rest now: 30"


def test_a_translation_may_leave_a_placeholder_out_or_use_it_twice(tmp_path: Path) -> None:
    words = german(tmp_path, entry("{a} and {b}", "{b}, {b}"))
    assert words.text(N_("{a} and {b}", a=1, b=2)) == "2, 2"


def test_an_english_line_whose_placeholders_do_not_fit_is_given_as_it_stands() -> None:
    assert Translator().text(Line("Hold {it}")) == "Hold {it}"
    assert Translator().text(Line("A brace { alone")) == "A brace { alone"


def test_decimal_numbers_are_written_as_the_language_does(tmp_path: Path) -> None:
    line = N_("{n} s", n=4.5)
    assert Translator().text(line) == "4.5 s"
    assert german(tmp_path, entry("x", "y")).text(line) == "4,5 s"
    assert Translator().text(N_("{n} s", n=30)) == "30 s"


def test_the_form_for_a_number_follows_the_language(tmp_path: Path) -> None:
    po(
        tmp_path,
        "pl",
        'msgid "{n} breath"\nmsgid_plural "{n} breaths"\n'
        'msgstr[0] "{n} oddech"\nmsgstr[1] "{n} oddechy"\nmsgstr[2] "{n} oddechów"',
        header='msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && '
        '(n%100<10 || n%100>=20) ? 1 : 2);\\n"\n\n',
    )
    polish = read_translator("pl", [tmp_path])

    def breaths(n: int) -> Line:
        return NN_("{n} breath", "{n} breaths", n, n=n)

    assert [polish.text(breaths(n)) for n in (1, 3, 5, 22)] == [
        "1 oddech",
        "3 oddechy",
        "5 oddechów",
        "22 oddechy",
    ]
    assert polish.ngettext("{n} breath", "{n} breaths", 3) == "{n} oddechy"
    assert polish.gettext("{n} breath") == "{n} oddech"
    assert [Translator().text(breaths(n)) for n in (1, 3)] == ["1 breath", "3 breaths"]


def test_an_unfinished_or_odd_plural_does_not_crash(tmp_path: Path) -> None:
    plural = 'msgid "{n} breath"\nmsgid_plural "{n} breaths"\n'
    unfinished = german(tmp_path / "a", plural + 'msgstr[0] "{n} Atemzug"\nmsgstr[1] ""')
    assert unfinished.ngettext("{n} breath", "{n} breaths", 5) == "{n} breaths"
    po(
        tmp_path / "b",
        "de",
        plural + 'msgstr[0] "{n} Atemzug"\nmsgstr[1] "{n} Atemzüge"',
        header=HEADER.replace("(n != 1)", "import os"),
    )
    odd = read_translator("de", [tmp_path / "b"])
    assert odd.ngettext("{n} breath", "{n} breaths", 5) in ("{n} Atemzüge", "{n} breaths")
    flat = german(tmp_path / "c", entry("{n} breath", "{n} Atem"))
    assert flat.ngettext("{n} breath", "{n} breaths", 5) == "{n} Atem"


def test_a_users_own_file_goes_before_the_packaged_one(tmp_path: Path) -> None:
    po(tmp_path / "packaged", "de", entry("left", "links"), entry("right", "rechts"))
    po(tmp_path / "own", "de", entry("left", "zur Linken"))
    words = read_translator("de", [tmp_path / "packaged", tmp_path / "own", tmp_path / "none"])
    assert words.gettext("left") == "zur Linken"
    assert words.gettext("right") == "rechts"


def test_a_file_that_cannot_be_read_costs_its_words_only(tmp_path: Path) -> None:
    po(tmp_path / "packaged", "de", entry("left", "links"))
    po(tmp_path / "own", "de", "nonsense")
    words = read_translator("de", [tmp_path / "packaged", tmp_path / "own"])
    assert words.gettext("left") == "links"
    assert len(words.problems) == 1
    assert words.problems[0].startswith("de.po: ")
    (tmp_path / "own" / "de.po").write_bytes(b'msgid "a"\nmsgstr "\xff\xfe"\n')
    assert read_translator("de", [tmp_path / "own"]).gettext("a") == "a"


PIECES_OF_PO = r"""
msgid "a"
msgstr "b"
msgid ""
msgstr ""
"x
"
#, fuzzy
#~
#:
msgid
msgctxt
msgstr[0] "b"
msgstr[
msgid_plural "c"
"Plural-Forms: ;"
"Plural-Forms: nplurals=2; plural=x;"
"Content-Type: text/plain; charset=nope\n"
""".strip().splitlines()
lines_of_po = st.lists(st.sampled_from(PIECES_OF_PO) | st.text(max_size=12), max_size=8)


@given(lines=lines_of_po)
def test_no_file_however_broken_stops_the_program(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("po")
    (folder / "de.po").write_text("\n".join(lines), encoding="utf-8", errors="replace")
    words = read_translator("de", [folder])
    assert isinstance(words.gettext("a"), str)
    assert isinstance(words.ngettext("a", "c", 3), str)
    assert isinstance(words.words_of(""), dict)


def test_a_language_without_a_file_is_english(tmp_path: Path) -> None:
    assert read_translator("sv", [tmp_path]).language == "en"


def test_a_file_named_after_no_language_can_still_be_used_but_is_not_offered(
    tmp_path: Path,
) -> None:
    po(tmp_path, "qqqq", entry("left", "qqq"))
    assert available_languages([tmp_path]) == (Language("en", "English"),)
    words = Translator("qqqq")
    assert words.text(N_("{n} s", n=1.5)) == "1.5 s"
    assert read_translator("qqqq", [tmp_path]).text(N_("left")) in ("left", "qqq")


def test_languages_call_themselves_by_their_own_name_english_first(tmp_path: Path) -> None:
    for code in ("sv", "de", "pt_BR", "en"):
        po(tmp_path / "a", code)
    po(tmp_path / "b", "nl")
    assert available_languages([tmp_path / "a", tmp_path / "b", tmp_path / "none"]) == (
        Language("en", "English"),
        Language("de", "Deutsch"),
        Language("nl", "Nederlands"),
        Language("pt_BR", "Português (Brasil)"),
        Language("sv", "Svenska"),
    )
    assert available_languages()[0] == Language("en", "English")


def test_the_pages_script_gets_the_words_it_uses(tmp_path: Path) -> None:
    words = german(
        tmp_path,
        entry("Camera off", "Kamera aus", place="frontend/src/practice.ts"),
        entry("Pause", "", place="frontend/src/practice.ts"),
        entry("left", "links", place="src/tenfold/session/phrases.py"),
        '#: frontend/src/practice.ts\nmsgid "{n} rep"\nmsgid_plural "{n} reps"\n'
        'msgstr[0] "{n} Mal"\nmsgstr[1] "{n} Male"',
    )
    assert words.words_of("frontend/") == {"Camera off": "Kamera aus", "{n} rep": "{n} Mal"}


names = st.text(string.ascii_lowercase, min_size=1, max_size=5)


@given(template=st.text(max_size=40), params=st.dictionaries(names, st.text(max_size=9)))
def test_filling_never_fails(template: str, params: dict[str, str]) -> None:
    filled = fill(template, params)
    named = placeholders(template)
    assert (filled is None) == (named is None or not named <= params.keys())


@given(msgid=st.text(max_size=40), name=names, value=st.text(max_size=9) | st.floats())
def test_any_line_becomes_some_words(msgid: str, name: str, value: str | float) -> None:
    assert isinstance(Translator().text(N_(msgid, **{name: value})), str)


@given(parts=st.lists(st.text(string.ascii_letters + " .,!", max_size=9), min_size=2, max_size=4))
def test_params_stand_where_the_sentence_says(parts: list[str]) -> None:
    template = "{x}".join(parts)
    assert Translator().text(N_(template, x="{x}")) == "{x}".join(parts)
