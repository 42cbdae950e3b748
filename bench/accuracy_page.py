"""docs/accuracy.md: what the coach gets right, and which rules may speak."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Final

from bench import recognised
from bench.accuracy import Result
from bench.accuracy_set import BODIES, CLEAN_SEED, accuracy_set
from bench.cost import cost_table
from bench.fault_clips import FAULT_BODIES, FAULT_SEED, FAULTS, SHARES
from bench.fault_kinds import NONE_CAN_BE_MADE
from bench.render import studio_digest
from bench.tables import (
    exact_clips,
    exercise_table,
    right_holds,
    rule_table,
    silent_list,
    total_sides,
)
from bench.track import model_digest
from tenfold.exercises.rights import LEAST_BAD, LEAST_GOOD_S, LEAST_RECALL, MOST_FALSE_PER_5_MIN

REAL_HEADING: Final = "## Real people"
_GOALS: Final = ((0.99, "counts exact"), (0.98, "holds within 0.5 s"), (1.0, "sides right"))


def page(results: Sequence[Result], about_real: str) -> str:
    """The whole page."""
    parts = [
        _INTRODUCTION,
        synthetic(results),
        _rules(results),
        _made(results),
        recognised.section(),
        _cost(),
        about_real,
    ]
    return "\n".join(parts).rstrip() + "\n"


_INTRODUCTION: Final = """\
# How accurate the camera coach is

Measured, not hoped for. The first part uses drawn people: the exercises' own movements, done by
bodies of different builds in different rooms, filmed by a drawn camera and followed by the same
pose model that follows you. All that they do is exactly known. The second part uses real people.

Drawn people are not real ones: figures here are a comparison between views, rules and versions,
and an upper limit of what to hope for at home.
"""


def synthetic(results: Sequence[Result]) -> str:
    """Counts, holds and sides."""
    planned = accuracy_set()
    clean = [one for one in results if one.planned.part == "clean"]
    minutes = sum(one.length_s for one in results) / 60
    counted = [one.counted for one in clean]
    sides = total_sides(counted)
    reached = (
        exact_clips(counted),
        right_holds(counted),
        (sides.right, sides.right + sides.wrong),
    )
    goals = [
        f"- {name}: {got} of {of} ({got / of if of else 0:.1%}); "
        f"to reach: {goal:.0%}{'' if not of or got / of >= goal else ' (**not reached**)'}"
        for (goal, name), (got, of) in zip(_GOALS, reached, strict=True)
    ]
    short = ""
    if len(results) < len(planned):
        short = (
            f"\n**{len(planned) - len(results)} of {len(planned)} planned clips are not in these "
            "figures**: they are not filmed yet, or their level has no camera coach.\n"
        )
    return f"""\
## Counting and timing, drawn people

`python -m bench accuracy` (`make accuracy`): {len(results)} clips of {len(planned)} planned,
{minutes:.0f} minutes. Good form first:

{chr(10).join(goals)}

Of the sides asked about, {sides.silent} were told as "both": no side was claimed.
{short}
Per exercise, level and camera. "Counts" is clips in which every repetition was counted and none
else (for holds: every hold found, and no other); "holds" is holds timed within 0.5 s. "True
landmarks" says the same of a coach that is given exact landmarks: what is missing there is the
coach's own doing, the rest is the pose model's.

{exercise_table(clean)}"""


def _rules(results: Sequence[Result]) -> str:
    rules_of: dict[str, list[str]] = {}
    for (one, rule), why in NONE_CAN_BE_MADE.items():
        rules_of.setdefault(why, []).append(f"{one}, {rule}".replace("_", " "))
    reasons = [f"- {'; '.join(rules)}: {why}" for why, rules in rules_of.items()]
    return f"""\
## The right to speak

A rule may speak at a level and in a view if it called at least {LEAST_RECALL:.0%} of at least
{LEAST_BAD} faults, with at most {MOST_FALSE_PER_5_MIN:g} cue in five minutes of good form, of which
there must be at least {LEAST_GOOD_S:g} s. Where it may not, the player asks a question instead, or
says nothing. The view is the one that the coach takes it for (front, oblique or side), for that is
all it knows at home.

"Recall" counts faults whose true measure was beyond the rule's limit for as long as the rule waits,
and that were called while they lasted or within 1.5 s. "False" is spoken cues in five minutes of
good form; in brackets faults that were seen to begin there, spoken of or not (a reminder is spoken
without one). "True" is the recall with exact landmarks.

{rule_table(results)}
### Not earned in any view

{silent_list(results)}

Rules for which no fault can be made, and which can so win no right here:

{chr(10).join(reasons)}
"""


def _made(results: Sequence[Result]) -> str:
    frames = sum(one.frames for one in results)
    kinds = ", ".join(
        sorted({make.kind.replace("_", " ") for some in FAULTS.values() for make in some})
    )
    return f"""\
### How this was made

- {len(results)} clips, {frames} frames; good form by {len(BODIES)} bodies (seeds from
  {CLEAN_SEED}), faults by {FAULT_BODIES} of them in {len(SHARES)} sizes (seeds from {FAULT_SEED})
- faults: {kinds}
- pose model `full`, checksum {model_digest()}; studio {studio_digest()}
- holds at 6 pictures a second and repetitions at 10, of 480 x 360 points; holds of 3 s; ways into
  floor positions at 1.6 times the drawn pace
- limits of rules come from what is known of the exercises or from the drawn movements; none was
  changed to fit a clip
"""


def _cost() -> str:
    return f"""\
## What a frame costs

`python -m bench cost`: processor time of the coach for a frame, of a tracked trace over and over,
with every measured rule watched in every view it might speak in. To reach: a median under 100 µs,
a 99th percentile under 300 µs. The command also says how much memory the coach holds after six
minutes and after an hour of frames.

{cost_table()}"""


def real() -> str:
    """The part about real people, which is made elsewhere; a plain sentence where it cannot be."""
    try:
        module = importlib.import_module("bench.real")
        return str(module.section())
    except (ImportError, AttributeError):
        return (
            "## Real people\n\nNot measured in this run: its data is not part of the repository.\n"
        )
    except (FileNotFoundError, NotADirectoryError) as missing:
        name = missing.filename or "its data"
        return f"## Real people\n\nNot measured in this run: {name} is not here.\n"
