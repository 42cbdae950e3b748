"""Whether a condition of the exercise file holds in a frame: yes, no, or cannot be seen."""

from __future__ import annotations

from collections.abc import Iterable

from tenfold.body.landmarks import OTHER, BodySide
from tenfold.body.measures import Sight
from tenfold.exercises.coach_model import Condition

BOTH_SIDES: tuple[BodySide, BodySide] = ("left", "right")


def values(sight: Sight, measure: str, of: str, working: BodySide | None) -> tuple[float, ...]:
    """The seen values that ``of`` picks: none when nothing needed is seen.

    ``working`` is the side that works; None while it is unknown or there is no side.
    """
    if of == "body":
        one = sight.value(measure)
    elif of in ("working", "other"):
        if working is None:
            return ()
        one = sight.value(measure, working if of == "working" else OTHER[working])
    else:
        found = (sight.value(measure, "left"), sight.value(measure, "right"))
        return tuple([value for value in found if value is not None])
    return () if one is None else (one,)


def one_value(sight: Sight, measure: str, of: str, working: BodySide | None) -> float | None:
    """The values that ``of`` picks as one number (their mean); None when unseen."""
    seen = values(sight, measure, of, working)
    return sum(seen) / len(seen) if seen else None


def limit_above(condition: Condition, personal_deg: float | None) -> float | None:
    """The lower limit in force, given the person's own range so far."""
    if condition.above is None or condition.personal is None or personal_deg is None:
        return condition.above
    assert condition.least is not None  # the format gives it with `personal`
    own = max(condition.least, condition.personal * personal_deg)
    return min(condition.above, own)


def holds(
    condition: Condition,
    sight: Sight,
    working: BodySide | None,
    personal_deg: float | None = None,
) -> bool | None:
    """Whether ``condition``, or what else may stand for it, holds; None when that cannot be
    seen (True for a mere guard)."""
    answer = _holds(condition, sight, working, personal_deg)
    if answer or condition.otherwise is None:
        return answer
    other = holds(condition.otherwise, sight, working, personal_deg)
    return other if other or answer is False else None


def _holds(
    condition: Condition, sight: Sight, working: BodySide | None, personal_deg: float | None
) -> bool | None:
    """A condition by itself.

    ``both`` asks all sides that are seen, ``either`` any of them, ``mean`` their mean: in a
    side view the far leg is often hidden, and the near one then speaks for both.
    """
    of = condition.of
    value = sight.value(condition.measure) if of == "body" else None
    if of != "body" and (seen := values(sight, condition.measure, of, working)):
        value = sum(seen) / len(seen) if of == "mean" else _deciding(condition, seen)
    if value is None:
        return True if condition.if_seen else None
    if condition.below is not None:
        return value < condition.below
    above = limit_above(condition, personal_deg)
    assert above is not None  # the format gives one of the two
    return value > above


def _deciding(condition: Condition, seen: tuple[float, ...]) -> float:
    """Of several values the one that decides: the largest where any will do, else the smallest."""
    largest = (condition.above is not None) == (condition.of == "either")
    return max(seen) if largest else min(seen)


def all_hold(
    conditions: Iterable[Condition],
    sight: Sight,
    working: BodySide | None,
    personal_deg: float | None = None,
) -> bool | None:
    """Whether all conditions hold: False as soon as one is seen broken, else None if any is
    unseen."""
    unseen = False
    for condition in conditions:
        answer = holds(condition, sight, working, personal_deg)
        if answer is False:
            return False
        unseen = unseen or answer is None
    return None if unseen else True
