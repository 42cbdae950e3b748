"""Answers to the questions that are not all given yet.

They wait in the person's own settings, so that going back, loading anew or a flat battery loses
none of them. They mean nothing until the last one is given: then they are handed over and gone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tenfold.plan.screen import Question

Given = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers so far, by question id. They are of one day: what was true yesterday may not be."""

    day: date
    answers: Mapping[str, Given] = field(default_factory=dict)

    def with_answer(self, question: Question, given: Given) -> Draft:
        return replace(self, answers={**self.answers, question.id: given})

    def text(self) -> str:
        return json.dumps({"day": self.day.isoformat(), "answers": dict(self.answers)})


def read_draft(text: str, today: date, questions: tuple[Question, ...]) -> Draft:
    """What was saved; an empty draft where that is of another day, or makes no sense."""
    try:
        saved = json.loads(text) if text else {}
        if saved.get("day") != today.isoformat():
            return Draft(today)
        kept = {one.id: known(one, _ids(saved["answers"].get(one.id))) for one in questions}
    except (ValueError, KeyError, AttributeError, TypeError):
        return Draft(today)
    return Draft(today, {name: given for name, given in kept.items() if given})


def known(question: Question, ids: tuple[str, ...]) -> Given:
    """The answer with these ids; empty where there is none such.

    Of several, those that are no answers are left out. "None of these" beside others is a slip:
    the others count, for they are the more careful answer.
    """
    found = tuple(one for one in question.choices if one in ids)
    if not question.many:
        return found[0] if len(found) == 1 else ""
    several = tuple(one for one in found if one != "none")
    return several or found


def _ids(raw: Any) -> tuple[str, ...]:
    if isinstance(raw, str):
        return (raw,)
    return tuple(str(one) for one in raw or ())
