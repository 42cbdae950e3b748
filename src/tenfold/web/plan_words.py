"""The plan in words: places on a ladder, doses, changes, and the numbers of a rule. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tenfold.exercises.describe import number
from tenfold.exercises.model import Exercise, variant
from tenfold.plan.basis import Basis
from tenfold.plan.change import Change, ChangeKind, DueBecause, Safety, Status
from tenfold.plan.course import PlanStatus
from tenfold.plan.day import DayKind
from tenfold.plan.ladder import DoseStep, Place
from tenfold.plan.rulebook import RuleId
from tenfold.web import wording
from tenfold.words import N_, NN_, Line

LEVEL_WORDS: Final[dict[int, Line]] = {
    -2: N_("Easiest"),
    -1: N_("Easier"),
    0: N_("As published"),
    1: N_("Harder"),
    2: N_("Hardest"),
}
STATUS_WORDS: Final[dict[PlanStatus, Line]] = {
    "in": N_("In your plan"),
    "later": N_("Later"),
    "by_rule": N_("Left out for now"),
    "by_wish": N_("Left out by you"),
    "by_caution": N_("Left out for you"),
}
DAY_WORDS: Final[dict[DayKind, Line]] = {
    "closed": N_("No practice today"),
    "normal": N_("An ordinary day"),
    "easy": N_("An easy day"),
    "gentle": N_("A gentle day"),
}
DAY_MEANS: Final[dict[DayKind, Line | None]] = {
    "closed": None,
    "normal": None,
    "easy": N_("About half of the usual, and nothing hard. That is enough for today."),
    "gentle": N_("Only the gentle set today. Resting is fine too."),
}
RULE_NAMES: Final[dict[RuleId, Line]] = {
    "more": N_("One exercise more"),
    "caution": N_("What you told us"),
}
"""Rules that have no number."""
FIRST_TITLES: Final[dict[Status, Line]] = {
    "unscreened": N_("Welcome"),
    "screen_due": N_("First, the ten questions again"),
    "screen_again": N_("One step more: the ten questions"),
    "questions_due": N_("First, two short questions"),
    "locked": N_("Practice is closed for now"),
    "not_offered": N_("Tenfold is for adults"),
}
FIRST_WORDS: Final[dict[Status, Line]] = {
    "unscreened": N_(
        "Ten exercises for the lower back and hips, led by pictures and voice, at your own pace. "
        "First come ten short questions, to see whether exercise at home suits you now and what "
        "to leave out. They take about three minutes."
    ),
    "screen_due": N_("It takes about three minutes. Then your exercises are here again."),
    "screen_again": N_(
        "You told us that somebody looked at it and that you may exercise. "
        "Answer the questions once more, and then you can go on."
    ),
    "questions_due": N_("They take half a minute. Then your exercises are here."),
    "locked": N_(
        "From what you told us, somebody should look at it before you exercise. "
        "The next page says what to do now."
    ),
    "not_offered": N_("Hips that are still growing need somebody who can look at them."),
}
FIRST_BECAUSE: Final[dict[DueBecause, Line]] = {
    "28_days": N_("Four weeks have passed since the last time."),
    "away": N_("You have been away for a while. Welcome back."),
    "red": N_("Something hurt more than it should. We want to be sure that all is well."),
    "numb_weak": N_("You marked that something felt numb or weak."),
    "weekly": N_("They come back once a week."),
    "anything_new": N_("You told us that something else is new."),
}
FIRST_BUTTONS: Final[dict[Status, Line]] = {
    "unscreened": N_("Begin the questions"),
    "screen_due": N_("To the questions"),
    "screen_again": N_("To the questions"),
    "questions_due": N_("To the questions"),
    "locked": N_("What to do now"),
    "not_offered": N_("Read more"),
}
_NUMBERS: Final[dict[str, Line]] = {
    "before": N_("Pain before"),
    "worst": N_("Worst pain during"),
    "rise": N_("Rise of pain during"),
    "morning": N_("Pain this morning"),
    "yesterday": N_("Pain yesterday morning"),
    "usual": N_("Your usual morning"),
    "sessions": N_("Full sessions in 7 days"),
    "sittings": N_("Days with practice in 7 days"),
    "of_days": N_("Days planned in 7 days"),
    "missed": N_("Days without practice"),
    "count": N_("How many"),
    "weeks": N_("Weeks since the start"),
}
OF_TEN: Final = frozenset({"before", "worst", "morning", "yesterday", "usual"})
"""Numbers that are pain, 0 to 10."""


# ------------------------------------------------------------------------- places and doses
def step_amount(dose: DoseStep) -> Line:
    """One side's work of one round: ``2 sets of 10``, ``40 seconds``."""
    work = wording.amount_in_words(dose.kind, dose.amount, dose.amount)
    if dose.sets == 1:
        return work
    if dose.kind == "reps":
        return NN_(
            "{sets} set of {number}",
            "{sets} sets of {number}",
            dose.sets,
            sets=dose.sets,
            number=number(dose.amount),
        )
    return NN_(
        "{sets} round of {work}", "{sets} rounds of {work}", dose.sets, sets=dose.sets, work=work
    )


def dose_line(exercise: Exercise, level: int, dose: DoseStep) -> Line:
    """One round of ``dose``: ``2 sets of 10, each leg``."""
    work = step_amount(dose)
    if variant(exercise, level).dose.sides.value != "each":
        return work
    if exercise.each == "leg":
        return N_("{work}, each leg", work=work)
    return N_("{work}, each side", work=work)


def whole_dose_line(exercise: Exercise, level: int, dose: DoseStep) -> Line:
    """A day's work: ``20 seconds, 5 rounds a day``."""
    once = dose_line(exercise, level, dose)
    if dose.times_per_day == 1:
        return once
    times = wording.per_day_words(dose.times_per_day, dose.times_per_day)
    return N_("{once}, {times}", once=once, times=times)


def level_line(exercise: Exercise, level: int) -> Line:
    """``Easier: Half depth, with a hand on a support``; ``As published``."""
    name = variant(exercise, level).level_name
    if name is None:
        return LEVEL_WORDS[level]
    return N_("{level}: {name}", level=LEVEL_WORDS[level], name=Line(name))


def place_line(basis: Basis, exercise_id: str, place: Place | None) -> Line | None:
    """A place in words: ``Easier: Half depth …; 1 set of 8, each leg``.

    None where there is no such place any more: the exercise's file has changed since.
    """
    if place is None or exercise_id not in basis.ladders:
        return None
    ladder = basis.ladders[exercise_id]
    if not ladder.has(place):
        return None
    exercise = basis.library.get(exercise_id)
    return N_(
        "{level}; {dose}",
        level=level_line(exercise, place.level),
        dose=whole_dose_line(exercise, place.level, ladder.dose(place)),
    )


# ------------------------------------------------------------------------- changes
def numbers_in_words(change: Change) -> Iterator[tuple[Line, Line]]:
    """What the rule was given, by name: ``Pain before``, ``2 of 10``."""
    for name, value in change.numbers:
        label = _NUMBERS.get(name)
        if label is None:
            continue  # words that the sentence has already
        shown = (
            N_("{number} of 10", number=value) if name in OF_TEN else N_("{number}", number=value)
        )
        yield label, shown


def rule_line(basis: Basis, rule: RuleId) -> Line:
    """``2: Pain in the amber zone, twice``."""
    if rule in RULE_NAMES:
        return RULE_NAMES[rule]
    return N_("{number}: {label}", number=rule, label=basis.book.rules[rule].label)


_KIND_WORDS: Final[dict[ChangeKind, Line]] = {
    "easier": N_("Easier"),
    "harder": N_("One step up"),
    "add": N_("New in your plan"),
    "drop": N_("Left out"),
    "stay": N_("Rests today"),
    "easy_day": N_("Easy day"),
    "gentle": N_("Gentle days"),
    "shorter": N_("A shorter plan"),
    "alternate": N_("Every other day"),
    "daily": N_("Every day"),
}


def kind_line(kind: ChangeKind) -> Line:
    """A change in two words."""
    return _KIND_WORDS[kind]


# ------------------------------------------------------------------------- what comes first
def first_line(safe: Safety) -> tuple[Line, tuple[Line, ...], Line]:
    """Title, sentences and button of the one card that Today has while practice is closed."""
    sentences = [FIRST_WORDS[safe.status]]
    if safe.because:
        sentences.insert(0, FIRST_BECAUSE[safe.because])
    return FIRST_TITLES[safe.status], tuple(sentences), FIRST_BUTTONS[safe.status]
