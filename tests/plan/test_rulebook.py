"""The rules as data: read strictly, and about exercises that exist."""

from __future__ import annotations

import pytest

from tenfold.exercises.packaged import library_text
from tenfold.plan.basis import packaged_basis
from tenfold.plan.reading import DataError
from tenfold.plan.rulebook import packaged_rulebook, read_rulebook
from tenfold.words.translator import placeholders
from tests.plan.course_made import english

RULES, ZONES = library_text("rules.toml"), library_text("zones.toml")
BANNED = ("treat", "cure", "diagnos", "prevent", "correct posture", "%", "probab", "risk of")


def test_the_rules_name_exercises_that_exist() -> None:
    book, ids = packaged_rulebook(), set(packaged_basis().library.ids)
    named = {*book.sessions_of, *book.nerve_safe, *book.sore_exercises}
    assert named | {name for name, _ in book.gentle} <= ids


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('id = "2"', 'id = "22"', "id must be"),
        ('id = "2"', 'id = "1"', "id must be"),
        ('answer = "undo"', 'answer = "perhaps"', "answer must be"),
        ("amber_needed = 2", "ambers_needed = 2", "amber_needed is missing"),
        ("amber_needed = 2", "amber_needed = 2, other = 1", "other is not known"),
        ("amber_needed = 2", 'amber_needed = "two"', "wrong kind"),
        ("hold_s = 10", "hold = 10", "missing"),
    ],
)
def test_a_mistake_is_refused_with_its_place(old: str, new: str, where: str) -> None:
    assert old in RULES
    with pytest.raises(DataError, match=where):
        read_rulebook(RULES.replace(old, new, 1), ZONES)


def test_a_rule_that_is_missing_is_refused() -> None:
    begin, end = RULES.index('[[rule]]\nid = "2"'), RULES.index('[[rule]]\nid = "3"')
    with pytest.raises(DataError, match="rule"):
        read_rulebook(RULES[:begin] + RULES[end:], ZONES)


def test_sentences_promise_nothing_and_name_no_illness() -> None:
    texts = [RULES, ZONES, library_text("screen.toml")]
    said = [line for text in texts for line in text.splitlines() if not line.startswith("#")]
    assert [line for line in said for word in BANNED if word in line.casefold()] == []


def test_every_sentence_has_placeholders_that_can_be_filled() -> None:
    book = packaged_rulebook()
    for rule in book.rules.values():
        for sentence in (*rule.because.values(), *book.advice.values()):
            assert placeholders(sentence) is not None, sentence
    assert english(book.advise("high_before", before=8)).startswith("Pain is 8 before you start.")
