"""The options of ``tenfold diary``, and from them to the fields of the diary's forms."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from tenfold.cli.asking import check_level, find_exercise, refuse
from tenfold.cli.keeping import Open, day_given, name_given, number
from tenfold.exercises.model import variant
from tenfold.plan.diary import EFFORTS, ExerciseReport, SittingEntry
from tenfold.plan.zones import FLAGS
from tenfold.session.sitting import Side
from tenfold.web.diary_forms import LEGS, Asked

_SIDES: Final[tuple[str, ...]] = ("left", "right", "both")
_FLAG_NAMES: Final = ", ".join(flag.replace("_", "-") for flag in FLAGS)
_LEG_NAMES: Final = ", ".join(leg.replace("_", "-") for leg in LEGS)
DayText = Annotated[
    str | None, typer.Option("--day", help="today, yesterday, or a date like 2026-11-20.")
]
LegText = Annotated[str | None, typer.Option("--leg", help=f"A feeling in the leg: {_LEG_NAMES}.")]
FlagList = Annotated[
    list[str] | None, typer.Option("--flag", help=f"What was not right: {_FLAG_NAMES}.")
]
EffortText = Annotated[
    str | None, typer.Option("--effort", help=f"How hard it felt: {', '.join(EFFORTS)}, or 0-10.")
]
WorstText = Annotated[str | None, typer.Option("--worst", help="Worst pain during, 0 to 10.")]


def flags_given(given: list[str] | None) -> list[str]:
    return [name_given(one, "--flag", FLAGS) for one in given or []]


def effort_given(text: str | None) -> tuple[str, str]:
    """A word, or a number from 0 to 10."""
    given = (text or "").strip().casefold()
    if given.isdigit():
        return "", number(given, "--effort")
    return name_given(text, "--effort", EFFORTS), ""


def said_of_all(
    worst: str | None, effort: str | None, flag: list[str] | None, side: str | None
) -> dict[str, str]:
    if flag or side:
        refuse("Say of which exercise: --exercise NAME.")
    word, rpe = effort_given(effort)
    if rpe:
        word = "easy" if int(rpe) <= 4 else "right" if int(rpe) <= 6 else "hard"
    return {"all_worst": number(worst, "--worst"), "all_effort": word}


def said_of_one(
    record: Open,
    asked: list[Asked],
    exercise: str,
    side: str | None,
    worst: str | None,
    effort: str | None,
    flag: list[str] | None,
) -> dict[str, str]:
    wanted = find_exercise(record.keeper.basis.library, exercise).id
    index = next((i for i, one in enumerate(asked) if one.report.exercise_id == wanted), None)
    if index is None:
        refuse(f"{wanted} was not part of that practice.")
    one_side = name_given(side, "--side", _SIDES)
    sides = [one for one in asked[index].sides if one_side in ("", one)]
    if not sides:
        refuse(f"{wanted} is not done one side at a time: leave --side out.")
    word, rpe = effort_given(effort)
    fields = {f"effort_{index}": word, f"rpe_{index}": rpe}
    for each in sides:
        fields[f"worst_{index}_{each}"] = number(worst, "--worst")
        fields |= {f"flag_{index}_{each}_{one}": "yes" for one in flags_given(flag)}
    return fields


def newest_sitting(record: Open, day: str | None) -> SittingEntry:
    when = day_given(day, record.keeper.day) if day else None
    found = [
        one
        for one in record.keeper.entries
        if isinstance(one, SittingEntry) and when in (None, one.day)
    ]
    if not found:
        refuse(
            "There is no practice to tell of. "
            "What was done without the app: tenfold diary add --exercise NAME"
        )
    return max(found, key=lambda one: (one.day, one.seq))


def done_without_app(record: Open, text: str, part: float) -> ExerciseReport:
    exercise = find_exercise(record.keeper.basis.library, text)
    plan = record.keeper.plan
    planned = plan.exercises.get(exercise.id) if plan is not None else None
    level = planned.place.level if planned is not None else 0
    check_level(exercise, level)
    return ExerciseReport(exercise.id, level, done_fraction=part)


def sides_of(record: Open, report: ExerciseReport) -> tuple[Side, ...]:
    told = tuple(dict.fromkeys(one.side for one in report.sides))
    library = record.keeper.basis.library
    if report.exercise_id not in library:
        return told or ("both",)
    exercise = library.get(report.exercise_id)
    level = report.level if report.level in exercise.levels else 0
    each = variant(exercise, level).dose.sides.value == "each"
    sides: tuple[Side, ...] = ("left", "right") if each else ("both",)
    return sides if "both" not in told or not each else ("both", *sides)
