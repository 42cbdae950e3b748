"""How long things take: every number of the player that is a matter of taste.

Lengths are in whole milliseconds (``_MS``). All of these are ours; amounts of
exercise are not here but in each block's dose.
"""

from __future__ import annotations

from typing import Final, Literal

from tenfold.exercises.model import Start
from tenfold.words.line import Line

COUNT_IN_MS: Final = 3000
"""The 3-2-1 before work."""
LAST_COUNT_S: Final = 5
"""The seconds counted aloud at the end of a hold."""
HALFWAY_FROM_MS: Final = 20_000
"""Shorter holds have no "Halfway"."""
HALFWAY_FROM_REPS: Final = 6
ONE_MORE_FROM_REPS: Final = 4
ASK_AFTER_BREATHS: Final = 2
ASK_AFTER_REPS: Final = 3
ASK_TWICE_FROM_MS: Final = 45_000
"""Shorter holds have one self-check question, longer ones two."""
ASK_QUIET_MS: Final = 3000
"""Silence around a question."""
SPOKEN_BREATHS: Final = 2
"""So many first breaths are led by voice; then only the last one."""
BREATH_IN: Final = 0.4
"""The part of a breath that goes in: 3.2 s of 8 s. Breathing out takes longer."""

MORE_TIME_MS: Final = 10_000
BACK_WITHIN_MS: Final = 3000
"""Within this time of a side's start, "back" means the one before."""
BETWEEN_MS: Final = 20_000
"""Rest after an exercise of reps, before the next exercise is prepared."""
AFTER_PAIN_MS: Final = 30_000

CAMERA_LOST_MS: Final = 5000
"""Out of view for longer: go by time."""
EXIT_MS: Final = 300
"""Out of position for longer: the hold clock stops. The coach itself waits a second before it
says that somebody is out, so that a short loss stops nothing."""
OTHER_SIDE_MS: Final = 10_000
"""Told that it is the other side, and still on it: the plan gives way."""
OTHER_SIDE_REPS: Final = 3
"""And so many reps on a side that was finished."""
REGAIN_MS: Final = 2000
"""After being out of view, the coach gets this long to see the position again."""
UNSURE_MS: Final = 20_000
"""In view but not in position for so long since the start: go by time."""
QUIET_MS: Final = 20_000
"""No rep for so long: one gentle word."""
STALE_MS: Final = 60_000
"""The camera tells nothing useful for so long: go by time, it is never a gate."""

DEFAULT_REP_MS: Final = 4000
"""For a dose that does not say how long a rep takes."""

Phase = Literal["start", "move", "hold", "return"]
REP_PHASES: Final[tuple[tuple[float, Phase], ...]] = (
    (0.0, "move"),
    (0.45, "hold"),
    (0.6, "return"),
)
"""From which part of a rep the figure is in which phase."""

WORDS_PER_S: Final = 2.5
GAP_MS: Final = 800
"""Silence between two sentences."""
SETTLE_MS: Final[dict[Start, int]] = {
    "standing": 0,
    "chair": 3000,
    "sitting": 5000,
    "kneeling": 5000,
    "supine": 3000,
}
"""Time to get into position (again) after the last word and before the 3-2-1."""
HOLD_WORDS_FROM_MS: Final = 3000
"""Words about a hold begin so long after it began, to let the person settle."""
CAPTION_MS: Final = 4000
"""A passing remark stays on the screen at least so long."""


def word_count(line: Line) -> int:
    """Words of the English sentence, with nested sentences in place."""
    nested = (word_count(part) - 1 for part in line.params.values() if isinstance(part, Line))
    return len(line.msgid.split()) + sum(nested)


def speech_ms(line: Line) -> int:
    """How long ``line`` takes to say: estimated from its words, the same in every language."""
    return round(word_count(line) / WORDS_PER_S * 1000)
