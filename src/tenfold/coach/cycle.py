"""The cycle of phases: recognises reps and holds from conditions alone.

The person goes from phase to phase in the exercise's order. A phase is entered
when its conditions have held on end for ``enter_s``; what cannot be seen is no
evidence either way. A rep is one trip out of the first phase, through all the
others and back.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tenfold.body.landmarks import BodySide
from tenfold.body.measures import Sight
from tenfold.coach.arrival import Arrival
from tenfold.coach.conditions import one_value
from tenfold.coach.never import Ruling
from tenfold.coach.own_range import OwnRange
from tenfold.coach.passage import RangePassage
from tenfold.coach.sides import Side, Sides
from tenfold.coach.spells import Spell
from tenfold.coach.stillness import Stillness
from tenfold.exercises.coach_model import CoachSpec, Condition

GAP_S = 0.8
"""After a longer gap between frames nothing counts as having held on end."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A phase was entered."""

    phase: str
    side: Side


@dataclass(frozen=True, slots=True)
class Trip:
    """A whole rep."""

    start_s: float
    side: Side
    peak: float
    """Largest value of the range measure."""
    descent_s: float
    """From leaving rest to (nearly) the largest value, seconds."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The hold phase has lasted long enough to be a hold."""

    start_s: float
    side: Side
    descent_s: float | None
    """As in :class:`Trip`; None when the way there was not seen."""


@dataclass(frozen=True, slots=True)
class Left:
    """The hold phase was left."""

    start_s: float
    end_s: float
    side: Side


CycleEvent = Entered | Trip | Settled | Left


SINKING_S = 0.3
"""A new depth this recent means that the person is still going down, seconds."""
FIDGET_S = 3.0
"""Somebody in position whose legs never come to rest is taken to hold it after so long."""
BACK_S = 4.0
"""The way out of a hold is looked for at most so far back."""


@dataclass(slots=True)
class Cycle:
    """Follows one person through the phases of ``spec``."""

    spec: CoachSpec
    at: int | None = None
    """Index of the phase last entered; None before the first."""
    inside: bool = False
    """Whether its conditions still hold (else the person is on the way to the next)."""
    personal: float | None = None
    """The person's own range: see ``CoachSpec.range``."""
    _sides: Sides = field(init=False)
    _next: Spell = field(default_factory=Spell)
    _first: Spell = field(default_factory=Spell)
    _again: Spell = field(default_factory=Spell)
    _broken: Spell = field(default_factory=Spell)
    _mended: Spell = field(default_factory=Spell)
    _last_s: float | None = None
    _range: OwnRange = field(default_factory=OwnRange)
    _latest: float = 0.0
    """Of the range measure."""
    _arrival: Arrival = field(default_factory=Arrival)
    _never: Ruling = field(init=False)
    _passage: RangePassage = field(init=False)
    _entered_s: float = 0.0
    _settled: bool = False
    _held_since_s: float = 0.0
    _stillness: Stillness = field(default_factory=Stillness)
    _left_moving_since_s: float | None = None
    """When the movement began that broke the hold's conditions; None if none did."""

    def __post_init__(self) -> None:
        self._sides = Sides(self.spec.sided)
        self._never = Ruling(self.spec.never)
        self._passage = RangePassage(self.spec)

    @property
    def working(self) -> BodySide | None:
        """The side that works, as far as the votes tell."""
        return self._sides.working

    @property
    def side(self) -> Side:
        return self._sides.name

    @property
    def activity(self) -> str | None:
        """The phase the person is in (``"bottom"``), or the way to the next (``"to_stand"``).

        Someone still sinking into a hold is on the way there.
        """
        if self.at is None:
            return None
        if self.inside:
            name = self.spec.phases[self.at].name
            return f"to_{name}" if self._in_hold_phase() and self._still_sinking() else name
        return f"to_{self.spec.phases[(self.at + 1) % len(self.spec.phases)].name}"

    def reset(self) -> list[CycleEvent]:
        """Forget where the person was (they went out of view); a hold ends."""
        ended = self._leave_hold(self._last_s or 0.0)
        self.at = None
        self.inside = False
        self._clear_spells()
        self._range = OwnRange()
        self._arrival = Arrival()
        self._never.begin()
        self._sides.forget()
        self._stillness.forget()
        self._passage.forget()
        return ended

    def advance(self, sight: Sight, t_s: float) -> list[CycleEvent]:
        """Take one frame in which the person is tracked."""
        if self._last_s is not None and t_s - self._last_s > GAP_S:
            self._clear_spells()
        self._last_s = t_s
        if self.spec.hold_phase is not None:
            self._stillness.advance(sight, t_s)
            self._passage.note(sight, t_s)
        events: list[CycleEvent] = []
        if self.at is not None:
            events += self._stay(sight, t_s)
        self._note_range(sight, t_s)
        if self.at == 0 and self._range.began_s == t_s:
            self._never.begin()
        if not self._settled:  # a hold that has begun is one
            self._never.advance(sight, t_s, self.working)
        events += self._move_on(sight, t_s)
        return events + self._settle(t_s)

    def _still_sinking(self) -> bool:
        reached_s, now_s = self._range.reached_s, self._last_s
        if self._settled or reached_s is None or now_s is None:
            return False
        return now_s - reached_s < SINKING_S

    def _settle(self, t_s: float) -> list[CycleEvent]:
        """The hold begins once the person is there and goes no deeper."""
        if self._settled or not (self.inside and self._in_hold_phase()):
            return []
        if self._broken.since_s is not None or self._never.out:
            return []
        latest_s = t_s - self.spec.hold_settle_s + 1e-6
        if self._entered_s > latest_s or (self._stillness.body_moved_s or 0.0) > latest_s:
            return []  # whatever the rest says: looking for it costs more
        here_since_s = max(self._entered_s, self._came_to_rest_s(t_s))
        if here_since_s > latest_s:
            return []
        self._settled = True
        self._held_since_s = here_since_s
        return [Settled(here_since_s, self.side, self._range.descent_s)]

    def _came_to_rest_s(self, t_s: float) -> float:
        if self.spec.range.times_hold == "end":
            return self._stillness.body_moved_s or 0.0
        arrived_s = self._passage.arrived_s(self.working, t_s)
        body_moved_s = self._stillness.body_moved_s or 0.0
        if self.spec.range.times_hold == "alone":
            return max(arrived_s, body_moved_s)
        # Legs that the model mixes up seem to go on arriving: not for longer than somebody fidgets.
        latest_s = self._entered_s + FIDGET_S
        return max(
            min(arrived_s, latest_s),
            self._range.reached_s or 0.0,
            min(self._stillness.moved_s or 0.0, latest_s),
            body_moved_s,
        )

    # ------------------------------------------------------------------ staying
    def _stay(self, sight: Sight, t_s: float) -> list[CycleEvent]:
        assert self.at is not None
        phase = self.spec.phases[self.at]
        if self.inside:
            fits = self._fits(phase.stay or phase.enter, sight)
            was_whole = self._broken.since_s is None
            self._mended.update(fits is not False, t_s)
            if fits is False or self._mended.lasted(t_s, phase.mend_s):
                self._broken.update(fits is False, t_s)
            if was_whole and self._broken.since_s is not None:
                moves = self._stillness.moves(t_s)
                self._left_moving_since_s = self._stillness.moving_since_s if moves else None
            elif self._broken.since_s is None:
                self._left_moving_since_s = None
            if self._broken.lasted(t_s, phase.leave_s):
                self.inside = False
                return self._leave_hold(self._broken.since(t_s))
            return []
        # Back in the same phase without having been in another one.
        self._again.update(self._fits(phase.enter, sight), t_s)
        if self._again.lasted(t_s, phase.enter_s):
            self._enter(self.at, self._again.since(t_s))
        return []

    def _in_hold_phase(self) -> bool:
        return self.at is not None and self.spec.phases[self.at].name == self.spec.hold_phase

    def _leave_hold(self, end_s: float) -> list[CycleEvent]:
        if not self._settled:
            return []
        self._settled = False
        return [Left(self._held_since_s, self._way_out_s(end_s), self.side)]

    def _way_out_s(self, end_s: float) -> float:
        """When the movement began in which the position was left."""
        since_s = self._left_moving_since_s
        passing_s = self._passage.leaving_s(self.working, self._held_since_s, end_s)
        ways = [end_s, passing_s or end_s]
        if since_s is not None and end_s - BACK_S <= since_s:
            ways.append(since_s)
        return max(min(ways), self._held_since_s)

    # ----------------------------------------------------------------- going on
    def _move_on(self, sight: Sight, t_s: float) -> list[CycleEvent]:
        phases = self.spec.phases
        following = 0 if self.at is None else (self.at + 1) % len(phases)
        arrived = self._fits(phases[following].enter, sight)
        if following == 0 and self.at is not None and self._fits(phases[self.at].enter, sight):
            arrived = False  # where limits overlap, a rep is not over while its depth still holds
        self._next.update(arrived, t_s)
        if self._next.lasted(t_s, phases[following].enter_s):
            return self._arrive(following, self._next.since(t_s), t_s)
        if self.at == 0 and self._next.since_s is None:
            self._sides.forget()  # stray votes while nothing happens
        if self.at is None:
            return self._begin_under_way(sight, t_s)
        if 0 < self.at < len(phases) - 1:
            # Gave up half-way and went back to the beginning: no rep.
            self._first.update(self._fits(phases[0].enter, sight), t_s)
            if self._first.lasted(t_s, phases[0].enter_s):
                ended = self._leave_hold(t_s)
                self._enter(0, t_s)
                return ended
        return []

    def _begin_under_way(self, sight: Sight, t_s: float) -> list[CycleEvent]:
        """Someone already in the hold when the coach starts is in it; no rep comes of it. One
        comes of a way down that was seen, from wherever."""
        for index, phase in enumerate(self.spec.phases):
            began_s = self._arrival.began_s if index == 1 else None
            if phase.name == self.spec.begins_in:
                began_s = t_s
            if index and (phase.name == self.spec.hold_phase or began_s is not None):
                self._first.update(self._fits(phase.enter, sight), t_s)
                if self._first.lasted(t_s, phase.enter_s):
                    self._range.began_s = began_s
                    self._enter(index, self._first.since(t_s))
                    return [Entered(phase.name, self.side)]
        return []

    def _arrive(self, index: int, since_s: float, t_s: float) -> list[CycleEvent]:
        events = self._leave_hold(since_s)
        came_from = self.at
        if index == 0 and came_from is not None:
            events += self._finish_trip(t_s)
        self._enter(index, since_s)
        events.append(Entered(self.spec.phases[index].name, self.side))
        return events

    def _finish_trip(self, t_s: float) -> list[CycleEvent]:
        start_s, descent_s = self._range.began_s, self._range.descent_s
        if (
            self._never.out
            or start_s is None
            or descent_s is None
            or not self.spec.rep_min_s <= t_s - start_s <= self.spec.rep_max_s
        ):
            return []
        side = self.side
        if self.spec.sided and side == "both":
            return []  # no side was ever told apart: not a movement of this exercise
        if start_s == self._arrival.began_s and not self._arrival.enough(
            self._range.peak, self._latest
        ):
            return []
        self.personal = self._range.peak
        return [Trip(start_s, side, self._range.peak, descent_s)]

    def _enter(self, index: int, since_s: float) -> None:
        self.at = index
        self.inside = True
        self._entered_s = since_s
        self._settled = False
        self._clear_spells()
        if index == 0:
            self._range = OwnRange()
            self._sides.forget()

    def _clear_spells(self) -> None:
        for spell in (self._next, self._first, self._again, self._broken, self._mended):
            spell.since_s = None

    def _fits(self, conditions: tuple[Condition, ...], sight: Sight) -> bool | None:
        return self._sides.fit(conditions, sight, self.personal)

    def _note_range(self, sight: Sight, t_s: float) -> None:
        wanted = self.spec.range
        unsided = wanted.of in ("working", "other") and self.working is None
        of = "mean" if unsided else wanted.of
        value = one_value(sight, wanted.measure, of, self.working)
        if value is None:
            return
        if self.at == 0:
            self._range.resting(value, t_s, wanted.rest_within)
        elif self._range.began_s is None:
            self._arrival.note(value, f"{of} {self.side}", t_s, wanted.rest_within)
            if self.at is not None:
                self._range.began_s = self._arrival.began_s
        self._range.moving(value, t_s)
        self._latest = value
        if self._settled and self.personal is None:
            self.personal = value  # the first settled hold sets the range, till a whole rep does
