"""Form rules: when a fault begins and ends, and when it may be spoken of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from tenfold.body.landmarks import BodySide
from tenfold.body.measures import Sight
from tenfold.coach.conditions import holds, one_value, values
from tenfold.coach.events import FaultMended, FaultShown
from tenfold.exercises.model import Condition, FormRule, View

Side = Literal["left", "right", "both"]

# The camera cannot tell how high it stands, so the raised side view is a side view here.
_SAME_VIEW: dict[View, str] = {
    "front": "front",
    "oblique": "oblique",
    "side": "side",
    "raised_side": "side",
    "raised_oblique": "oblique",
    "top": "top",
}
FRONT_BELOW_DEG = 30.0
SIDE_ABOVE_DEG = 60.0
VIEW_SETTLES_S = 1.0


@dataclass(slots=True)
class ViewGuess:
    """From which side the camera sees the person, from a slowly followed turn of the hips."""

    turned_deg: float | None = None
    _last_s: float = 0.0

    def advance(self, sight: Sight, t_s: float) -> None:
        now = sight.value("turned_deg")
        if now is None:
            return
        if self.turned_deg is None:
            self.turned_deg = now
        else:
            share = min(1.0, max(0.0, t_s - self._last_s) / VIEW_SETTLES_S)
            self.turned_deg += share * (now - self.turned_deg)
        self._last_s = t_s

    @property
    def name(self) -> str | None:
        if self.turned_deg is None:
            return None
        if self.turned_deg < FRONT_BELOW_DEG:
            return "front"
        return "side" if self.turned_deg > SIDE_ABOVE_DEG else "oblique"


@dataclass(slots=True)
class Manners:
    """What has been said, so that nobody is nagged."""

    gap_s: float = 6.0
    """Least time between two cues."""
    per_rule: int = 1
    """How often one rule may speak in a set."""
    _last_s: float | None = None
    _said: dict[str, int] = field(default_factory=dict)

    def may_speak(self, rule_id: str, t_s: float) -> bool:
        soon = self._last_s is not None and t_s - self._last_s < self.gap_s
        return not soon and self._said.get(rule_id, 0) < self.per_rule

    def spoke(self, rule_id: str, t_s: float) -> None:
        self._last_s = t_s
        self._said[rule_id] = self._said.get(rule_id, 0) + 1

    def begin_set(self) -> None:
        self._said.clear()


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
    on: bool = False
    bad_since_s: float | None = None
    good_since_s: float | None = None


class FormWatch:
    """Follows all measured rules of an exercise at once.

    ``advance`` gives the faults that begin and end in a frame; whether a fault is spoken of
    is decided by priority and :class:`Manners`.
    """

    def __init__(self, rules: Iterable[FormRule]) -> None:
        measured = [rule for rule in rules if rule.when is not None and rule.views]
        self._moments = [
            _RuleState(rule, _opposite(rule.when, rule.clear))
            for rule in measured
            if rule.per == "moment" and rule.when is not None
        ]
        self._per_rep = [rule for rule in measured if rule.per == "rep"]
        self.manners = Manners()

    def advance(
        self,
        sight: Sight,
        t_s: float,
        activity: str | None,
        working: BodySide | None,
        view: str | None,
        quiet: bool,
    ) -> list[FaultShown | FaultMended]:
        """One tracked frame. ``quiet`` logs faults without speaking (the first rep)."""
        side: Side = working or "both"
        begun: list[tuple[FormRule, float]] = []
        events: list[FaultShown | FaultMended] = []
        for state in self._moments:
            rule = state.rule
            assert rule.when is not None
            watched = activity in rule.phases and _seen_from(rule, view)
            bad = holds(rule.when, sight, working) if watched else None
            if state.on:
                good = True if not watched else holds(state.mended, sight, working)
                state.good_since_s = _since(state.good_since_s, good, t_s)
                if _lasted(state.good_since_s, t_s, rule.min_s):
                    state.on, state.bad_since_s, state.good_since_s = False, None, None
                    if watched:  # leaving the phase ends the episode without mending it
                        events.append(FaultMended(t_s, rule.id, side))
                continue
            state.bad_since_s = _since(state.bad_since_s, bad, t_s)
            if _lasted(state.bad_since_s, t_s, rule.min_s):
                state.on = True
                begun.append((rule, _value(rule.when, sight, working)))
        return events + self._show(begun, t_s, side, quiet)

    def judge_rep(
        self, figures: dict[str, float], t_s: float, side: Side, view: str | None, quiet: bool
    ) -> list[FaultShown]:
        """Rules about a whole rep, given its figures (``REP_MEASURES`` names)."""
        begun: list[tuple[FormRule, float]] = []
        for rule in self._per_rep:
            assert rule.when is not None
            value = figures.get(rule.when.measure)
            if value is None or not _seen_from(rule, view):
                continue
            above, below = rule.when.above, rule.when.below
            if (above is not None and value > above) or (below is not None and value < below):
                begun.append((rule, value))
        return self._show(begun, t_s, side, quiet)

    def _show(
        self, begun: list[tuple[FormRule, float]], t_s: float, side: Side, quiet: bool
    ) -> list[FaultShown]:
        shown = []
        for rule, value in sorted(begun, key=lambda pair: pair[0].priority):
            speak = not quiet and self.manners.may_speak(rule.id, t_s)
            if speak:
                self.manners.spoke(rule.id, t_s)
            shown.append(FaultShown(t_s, rule.id, side, round(value, 2), rule.cue, speak))
        return shown


def _seen_from(rule: FormRule, view: str | None) -> bool:
    return view in {_SAME_VIEW[name] for name in rule.views}


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
