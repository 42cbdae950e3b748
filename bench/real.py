"""The coach on real people: footage, motion capture, and what others count.

``python -m bench.real`` prints the section of ``docs/accuracy.md`` about them. What lies beside
the checkout (``../shared``) is needed; where it is missing the section says so.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from bench import real_material
from bench.baseline import DOWN_DEG, UP_DEG, knee_counter, trackerfit_counts
from bench.real_material import CLIPS, WORSE, Footage
from bench.skeletons import MOVEMENTS, Capture, Movement, View, recordings, seen_from
from bench.skeletons_noise import noisy
from tenfold.body.frame import Frame
from tenfold.coach.engine import Coach
from tenfold.coach.events import FaultShown, HoldEntered, RepCompleted
from tenfold.exercises.load import packaged_library
from tenfold.exercises.model import Variant, variant

FRONTAL: Final = ("front", "oblique", "side")
SEEDS: Final = (0, 1)
_RULES: Final = ("trunk_upright", "front_knee_in_line", "front_heel_down")
"""The rules of the reverse lunge that apply to a split lunge; limits from the exercise file. Nobody
steps back in one, so it takes less time: what is said of hurry is not among them."""


@cache
def coached(name: str) -> Variant:
    """The exercises of this section, with every rule that could be measured."""
    exercise_id, level = {
        "squat": ("deep_squat_rest", 0),
        "lunge": ("reverse_lunge", 0),
        "sit to stand": ("reverse_lunge", -2),
    }[name]
    return variant(packaged_library().get(exercise_id), level, measured_only=False)


@dataclass
class Heard:
    """What a coach said of some frames."""

    rep_times_s: list[float] = field(default_factory=list)
    holds: int = 0
    faults: list[tuple[str, float]] = field(default_factory=list)

    @property
    def reps(self) -> int:
        return len(self.rep_times_s)


def hear(name: str, frames: Iterable[Frame]) -> Heard:
    coach, heard = Coach(coached(name)), Heard()
    for frame in frames:
        for event in coach.advance(frame):
            match event:
                case RepCompleted(t_s=t_s):
                    heard.rep_times_s.append(t_s)
                case HoldEntered():
                    heard.holds += 1
                case FaultShown(t_s=t_s, rule_id=rule_id, again=False):
                    heard.faults.append((rule_id, t_s))
    return heard


# ------------------------------------------------------------------------ footage
@dataclass(frozen=True)
class Copy:
    """A clip, or a worse copy of it."""

    clip: Footage
    how: str
    squats: Heard
    lunges: Heard
    one_knee: int

    @property
    def exact(self) -> bool:
        early = [t for t in self.squats.rep_times_s if t < self.earliest_s]
        counts = (self.squats.reps, self.lunges.reps)
        return counts == (self.clip.squats, self.clip.lunges) and not early

    @property
    def earliest_s(self) -> float:
        speed = {"half speed": 0.5}.get(self.how, 1.0)
        if self.how.startswith("speed "):
            speed = float(self.how.removeprefix("speed "))
        return self.clip.none_before_s / speed


def footage() -> list[Copy]:
    """Every clip that is there, in every copy."""
    copies = []
    for clip in CLIPS:
        if not real_material.there(clip.name):
            continue
        frames = real_material.read(clip.name)
        for how, worse in WORSE.items():
            these = worse(frames)
            copies.append(
                Copy(clip, how, hear("squat", these), hear("lunge", these), knee_counter(these))
            )
    return copies


def footage_table(copies: Sequence[Copy]) -> str:
    lines = [
        "| clip | squats, lunges | as filmed | worse copies exact | one knee angle | trackerfit |",
        "|---|---|---|---:|---|---|",
    ]
    others = trackerfit_counts()
    for clip in CLIPS:
        mine = [one for one in copies if one.clip == clip]
        if not mine:
            continue
        plain, worse = mine[0], mine[1:]
        wrong = [
            f"{one.how}: {one.squats.reps}, {one.lunges.reps}" for one in worse if not one.exact
        ]
        spread = sorted({one.one_knee for one in mine})
        knees = str(spread[0]) if len(spread) == 1 else f"{spread[0]} to {spread[-1]}"
        says = others.get(clip.name, {})
        right, left = says.get("right knee", "-"), says.get("left knee", "-")
        lines.append(
            f"| {clip.what} (`{clip.name}`) | {clip.squats}, {clip.lunges} | "
            f"{plain.squats.reps}, {plain.lunges.reps} | "
            f"{sum(one.exact for one in worse)} of {len(worse)}"
            f"{' (' + '; '.join(wrong) + ')' if wrong else ''} | {knees} | "
            f"{right} by the right, {left} by the left |"
        )
    return "\n".join(lines) + "\n"


# ----------------------------------------------------------------- motion capture
@dataclass(frozen=True)
class Seen:
    """A recording before a camera."""

    capture: Capture
    camera: str
    heard: dict[str, Heard]
    one_knee: int


Eye = Callable[[View], Iterable[list[Frame]]]


def exactly(view: View) -> Iterable[list[Frame]]:
    """Full landmarks."""
    return (view.frames(),)


def through_a_camera(view: View) -> Iterable[list[Frame]]:
    """With the pose model's measured noise, once for each seed."""
    return (noisy(view, seed) for seed in SEEDS)


def look(eye: Eye, movements: Sequence[Movement] = tuple(MOVEMENTS)) -> list[Seen]:
    """All recordings of these movements, from in front, half from the side and from the side."""
    found = []
    for movement in movements:
        for capture in recordings(movement):
            for camera in FRONTAL:
                for frames in eye(seen_from(capture, camera)):
                    names = ("lunge",) if movement == "m03" else ("squat", "lunge", "sit to stand")
                    heard = {name: hear(name, frames) for name in names}
                    found.append(Seen(capture, camera, heard, knee_counter(frames)))
    return found


_ASKED: Final[tuple[tuple[Movement, str, str, int], ...]] = (
    ("m01", "squat", "squat descents", 10),
    ("m01", "lunge", "lunges", 0),
    ("m02", "lunge", "lunges", 0),
    ("m02", "squat", "squat descents", 0),
    ("m03", "lunge", "lunges", 10),
    ("m05", "sit to stand", "stood up (easier level)", 10),
    ("m05", "squat", "squat descents", 0),
    ("m05", "lunge", "lunges", 0),
)


def capture_table(seen: Sequence[Seen]) -> str:
    lines = [
        "| movement | counted | true | front | oblique | side | otherwise | one knee |",
        "|---|---|---:|---:|---:|---:|---|---|",
    ]
    for movement, name, what, true in _ASKED:
        mine = [one for one in seen if one.capture.movement == movement]
        cells = []
        for camera in FRONTAL:
            these = [one.heard[name].reps for one in mine if one.camera == camera]
            cells.append(f"{sum(reps == true for reps in these)} of {len(these)}")
        lines.append(
            f"| {MOVEMENTS[movement]} | {what} | {true} | {' | '.join(cells)} | "
            f"{_otherwise(mine, name, true)} | {_one_knee(mine)} |"
        )
    holds = [one for one in seen if one.capture.movement == "m05"]
    cells = []
    for camera in FRONTAL:
        these = [one.heard["squat"].holds for one in holds if one.camera == camera]
        cells.append(f"{sum(not held for held in these)} of {len(these)}")
    lines.append(f"| sit to stand | squat rests held | 0 | {' | '.join(cells)} |  |  |")
    return "\n".join(lines) + "\n"


def _one_knee(seen: Sequence[Seen]) -> str:
    counts = sorted(one.one_knee for one in seen)
    return f"{counts[0]} to {counts[-1]}" if counts else "-"


def _otherwise(seen: Sequence[Seen], name: str, true: int) -> str:
    """Which recordings are not exact, and what was counted, fewest to most."""
    counts: dict[str, list[int]] = {}
    for one in seen:
        counts.setdefault(one.capture.name.split("_", 1)[1], []).append(one.heard[name].reps)
    wrong = {key: sorted(set(reps)) for key, reps in counts.items() if set(reps) != {true}}
    if len(wrong) > 6:
        every = [reps for values in counts.values() for reps in values]
        return f"{len(wrong)} recordings, {min(every)} to {max(every)}; in all {sum(every)}"
    return "; ".join(
        f"{key} {reps[0]}" if len(reps) == 1 else f"{key} {reps[0]} to {reps[-1]}"
        for key, reps in wrong.items()
    )


def cue_table(seen: Sequence[Seen]) -> str:
    """How many repetitions of the in-line lunge each rule speaks of, done well and badly."""
    lines = ["| rule | camera | bad reps | good reps |", "|---|---|---:|---:|"]
    mine = [one for one in seen if one.capture.movement == "m03"]
    for rule in (*_RULES, "any of them"):
        for camera in FRONTAL:
            told: Counter[bool] = Counter()
            reps: Counter[bool] = Counter()
            for one in mine:
                if one.camera != camera:
                    continue
                hit = {
                    one.capture.rep_at(t_s)
                    for rule_id, t_s in one.heard["lunge"].faults
                    if rule_id == rule or (rule == "any of them" and rule_id in _RULES)
                }
                told[one.capture.good] += len(hit)
                reps[one.capture.good] += len(one.capture.rep_start_s)
            if told[True] or told[False] or rule == "any of them":
                lines.append(
                    f"| {rule.replace('_', ' ')} | {camera} | {_rate(told, reps, good=False)} | "
                    f"{_rate(told, reps, good=True)} |"
                )
    return "\n".join(lines) + "\n"


def _rate(told: Counter[bool], reps: Counter[bool], *, good: bool) -> str:
    of = reps[good]
    return f"{told[good]} of {of} ({told[good] / of:.0%})" if of else "-"


# ------------------------------------------------------------------------ the page
def section() -> str:
    """The Markdown about real people in ``docs/accuracy.md``."""
    copies, exact, filmed = footage(), look(exactly), look(through_a_camera)
    parts = [f"## Real people\n\nMade by `python -m bench.real`.\n\n{_ABOUT_FOOTAGE}"]
    parts.append(footage_table(copies) if copies else "The footage is not here.\n")
    parts.append(_ABOUT_OTHERS)
    if exact:
        parts += [
            _ABOUT_CAPTURE,
            "Full landmarks:\n",
            capture_table(exact),
            f"Through a camera with the pose model's noise ({len(SEEDS)} seeds):\n",
            capture_table(filmed),
            _WHAT_IS_NOT,
            _ABOUT_CUES,
            "Full landmarks:\n",
            cue_table(exact),
            "Through a camera with noise:\n",
            cue_table(filmed),
        ]
    else:
        parts.append("The motion capture is not here.\n")
    return "\n".join(parts)


_ABOUT_FOOTAGE: Final = """\
Clips of real people, counted by eye, as the pose model saw them. *Worse copies*: 10 frames a
second, 20 % of frames dropped, 2 cm of noise on every landmark, mirrored, and at 0.5, 0.75, 1.25
and 1.5 times the speed. Counts are squats and lunges; both coaches see every clip.
"""
_ABOUT_OTHERS: Final = f"""\
*One knee angle* is the simplest counter there is: the mean bend of the knees beyond {DOWN_DEG:g}°
and back below {UP_DEG:g}°, over all copies. `trackerfit` 1.0.2 (PyPI, mediapipe 0.10.21, in an
environment of its own) counts squats in the videos themselves by the knee of one side; how to run
it is said in `bench/baseline.py`. On clean squats all are right. What else bends a knee is a
squat to such counters: see the last column of the tables of motion capture.
"""
_ABOUT_CAPTURE: Final = """\
### Motion capture

UI-PRMD: optical motion capture of five healthy people, ten repetitions a recording, one recording
done well and one badly on purpose. The cells are recordings that are counted exactly; *one knee*
is what one knee angle counts in a recording. The noise is what the pose model was measured to add
on the synthetic clips (`bench/noise.json`, made by `python -m bench.skeletons_noise`): of drawn
people, but put on by chance, so that joints may bend as no body would.
"""
_WHAT_IS_NOT: Final = """\
What is not exact with full landmarks, and why:

- The recording of the good in-line lunges of s01 begins in the middle of the first one's way
  down. A way down counts when half of it was seen, and from the side it seems less than that.
- The bad in-line lunges of s02 are nine; the tenth part of the recording is standing up. One of
  the bad ones of s04 keeps the back leg nearly straight, its knee hardly lower than the front one.
- s02 *sits down* with the weight over the feet all the time, trunk forward, and does not rest on
  the chair: by all that landmarks can tell that is a squat to chair depth, and it is counted as
  one. It never becomes a rest. The other four are told by the end of their way down: the trunk
  comes upright with the weight behind the heels.

What tells sitting from squatting, and the lunge's own limits for knee and back thigh, were chosen
with these recordings and other real clips in view: for counts, only other people decide.

Through the camera most of it is lost again where depth matters: from in front the model does not
see how far the weight is behind the feet. What would win it back is a real camera's noise instead
of drawn people's, and a smoother of the landmarks before the measures.
"""
_ABOUT_CUES: Final = """\
### The lunge's rules on motion capture

The share of repetitions in which a rule of the reverse lunge found a fault. The limits are those
that were there before these recordings were looked at (trunk 20°, the upper end of the tolerance;
knee 10°); the heel's is half way from a flat foot to a lifted one. Asked for were at least 87 % of
bad and at most 13 % of good repetitions. That is not reached: the good ones are left alone, and
many of the bad ones are missed, half of which lean less than 18° for 0.3 s.
"""


def main() -> int:
    print(section())
    return 0


if __name__ == "__main__":
    sys.exit(main())
