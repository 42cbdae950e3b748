"""Form rules: when a fault begins and ends, and when it may be spoken of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tenfold.body.landmarks import BodySide
from tenfold.body.measures import MEASURES, Sight
from tenfold.coach.conditions import holds, one_value, values
from tenfold.coach.events import FaultMended, FaultShown
from tenfold.coach.manners import REMIND_AFTER_S, Manners
from tenfold.exercises.coach_model import VIEW_CLASS, Condition, FormRule, ViewClass

Side = Literal["left", "right", "both"]


def _opposite(when: Condition, clear: float | None) -> Condition:
    """The condition of being mended: back across ``clear`` (or the limit itself)."""
    if when.above is not None:
        return Condition(
            measure=when.measure, of=when.of, below=when.above if clear is None else clear
        )
    return Condition(measure=when.measure, of=when.of, above=when.below if clear is None else clear)


@dataclass(slots=True)
class _RuleState:
    rule: FormRule
    mended: Condition
    views: frozenset[ViewClass | None]
    """In which it may speak."""
    on: bool = False
    bad_since_s: float | None = None
    good_since_s: float | None = None
    told_s: float | None = None
    """When it was last spoken of in this episode."""
    in_this_rep: bool = False

    def begin(self) -> None:
        self.on, self.good_since_s, self.told_s, self.in_this_rep = True, None, None, True

    def end(self) -> None:
        self.on, self.bad_since_s, self.good_since_s = False, None, None

    def wants_a_word(self, t_s: float) -> bool:
        return self.on and (self.told_s is None or t_s - self.told_s >= REMIND_AFTER_S)


class FormWatch:
    """Follows all measured rules of an exercise at once.

    ``advance`` gives the faults that begin and end in a frame; whether a fault is spoken of
    is decided by priority and :class:`Manners`.

    Parameters
    ----------
    by_rep : bool
        Whether a fault counts as mended when a whole rep went without it. A lean that ends
        because the rep does is not mended. Otherwise it is mended as soon as it is over.
    """

    def __init__(self, rules: Iterable[FormRule], *, by_rep: bool = False) -> None:
        self._by_rep = by_rep
        measured = [rule for rule in rules if rule.when is not None and rule.views]
        self._moments = [
            _RuleState(rule, _opposite(rule.when, rule.clear), _classes(rule))
            for rule in measured
            if rule.per == "moment" and rule.when is not None
        ]
        self._per_rep = [rule for rule in measured if rule.per == "rep"]
        self._bad_reps: set[str] = set()
        """Rules about whole reps that the last rep broke."""
        self.manners = Manners()

    def needs(self, view: ViewClass | None) -> frozenset[str]:
        """Landmark names without their side that the rules which may speak want to see."""
        return frozenset(
            part.removeprefix("other_").removeprefix("left_").removeprefix("right_")
            for state in self._moments
            if state.rule.when is not None and view in state.views
            for part in MEASURES[state.rule.when.measure].needs
        )

    def advance(
        self,
        sight: Sight,
        t_s: float,
        activity: str | None,
        working: BodySide | None,
        view: ViewClass | None,
        quiet: bool,
    ) -> list[FaultShown | FaultMended]:
        """One tracked frame. ``quiet`` logs faults without speaking (the first rep)."""
        side: Side = working or "both"
        begun: list[_RuleState] = []
        events: list[FaultShown | FaultMended] = []
        for state in self._moments:
            rule = state.rule
            assert rule.when is not None
            watched = activity in rule.phases and view in state.views
            bad = holds(rule.when, sight, working) if watched else None
            if state.on:
                good = True if not watched else holds(state.mended, sight, working)
                state.good_since_s = _since(state.good_since_s, good, t_s)
                if _lasted(state.good_since_s, t_s, rule.min_s):
                    state.end()
                    if watched:  # leaving the phase ends the episode without mending it
                        praise = not self._by_rep and self.manners.praises(rule.id)
                        events.append(FaultMended(t_s, rule.id, side, praise))
                continue
            state.bad_since_s = _since(state.bad_since_s, bad, t_s)
            if _lasted(state.bad_since_s, t_s, rule.min_s):
                state.begin()
                begun.append(state)
        return events + self._show(begun, sight, t_s, working, quiet)

    def _show(
        self,
        begun: list[_RuleState],
        sight: Sight,
        t_s: float,
        working: BodySide | None,
        quiet: bool,
    ) -> list[FaultShown]:
        """What has begun, and the one thing that is said now."""
        spoken = None if quiet else self._worth_a_word(sight, t_s, working)
        if spoken is not None:
            spoken.told_s = t_s
            self.manners.spoke(spoken.rule.id, t_s)
        told = [spoken] if spoken is not None and spoken not in begun else []
        shown = []
        for state in (*sorted(begun, key=lambda one: one.rule.priority), *told):
            rule = state.rule
            assert rule.when is not None
            value = round(_value(rule.when, sight, working), 2)
            speak, again = state is spoken, state not in begun
            shown.append(FaultShown(t_s, rule.id, working or "both", value, rule.cue, speak, again))
        return shown

    def _worth_a_word(
        self, sight: Sight, t_s: float, working: BodySide | None
    ) -> _RuleState | None:
        """The most important fault that is still there, and of which something may be said."""
        waiting = [
            state
            for state in self._moments
            if state.wants_a_word(t_s)
            and state.good_since_s is None
            and state.rule.when is not None
            and holds(state.rule.when, sight, working)
            and self.manners.may_speak(state.rule.id, t_s)
        ]
        return min(waiting, key=lambda state: state.rule.priority, default=None)

    def judge_rep(
        self, figures: dict[str, float], t_s: float, side: Side, view: ViewClass | None, quiet: bool
    ) -> list[FaultShown | FaultMended]:
        """Rules about a whole rep, given its figures (``REP_MEASURES`` names)."""
        events: list[FaultShown | FaultMended] = []
        for state in self._moments if self._by_rep else ():
            if not state.in_this_rep and self.manners.praises(state.rule.id):
                events.append(FaultMended(t_s, state.rule.id, side, praise=True))
            state.in_this_rep = state.on
        for rule in sorted(self._per_rep, key=lambda one: one.priority):
            assert rule.when is not None
            value = figures.get(rule.when.measure)
            if value is None or view not in _classes(rule):
                continue
            above, below = rule.when.above, rule.when.below
            if (above is not None and value > above) or (below is not None and value < below):
                self._bad_reps.add(rule.id)
                speak = not quiet and self.manners.may_speak(rule.id, t_s)
                if speak:
                    self.manners.spoke(rule.id, t_s)
                events.append(FaultShown(t_s, rule.id, side, round(value, 2), rule.cue, speak))
            elif rule.id in self._bad_reps:
                self._bad_reps.discard(rule.id)
                praise = self.manners.praises(rule.id)
                events.append(FaultMended(t_s, rule.id, side, praise))
        return events


def _classes(rule: FormRule) -> frozenset[ViewClass | None]:
    return frozenset(VIEW_CLASS[name] for name in rule.views) - {None}


def _since(since_s: float | None, is_so: bool | None, t_s: float) -> float | None:
    if not is_so:
        return None
    return t_s if since_s is None else since_s


def _lasted(since_s: float | None, t_s: float, least_s: float) -> bool:
    return since_s is not None and t_s - since_s >= least_s - 1e-6


def _value(when: Condition, sight: Sight, working: BodySide | None) -> float:
    if when.of in ("both", "either"):
        seen = values(sight, when.measure, when.of, working)
        return max(seen) if when.above is not None else min(seen)
    value = one_value(sight, when.measure, when.of, working)
    assert value is not None  # the fault was just seen
    return value
