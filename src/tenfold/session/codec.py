"""Inputs, sittings and records to plain JSON values and back. Strict both ways.

What does not fit (an unknown kind or field, a wrong type, a number out of its
range) is a :class:`ValueError` that names the place. Nothing is converted on the
quiet: ``"3"`` is no number and ``true`` is no count.
"""

from __future__ import annotations

import math
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from tenfold.session.commands import BlockEnded
from tenfold.session.inputs import (
    CameraChanged,
    Disconnected,
    HintGiven,
    Input,
    PainSaid,
    PositionSeen,
    Press,
    RepSeen,
    StopForPain,
    Tick,
)
from tenfold.session.sitting import Sitting

Plain = dict[str, Any]
T = TypeVar("T")

KINDS: Final[dict[str, type[Input]]] = {
    "tick": Tick,
    "press": Press,
    "stop_for_pain": StopForPain,
    "pain_said": PainSaid,
    "camera_changed": CameraChanged,
    "rep_seen": RepSeen,
    "position_seen": PositionSeen,
    "hint_given": HintGiven,
    "disconnected": Disconnected,
}
_KIND_OF: Final = {cls: kind for kind, cls in KINDS.items()}
RANGES: Final[dict[str, tuple[float, float]]] = {
    "nrs": (0, 10),
    "pain_nrs": (0, 10),
    "at_s": (0, math.inf),
    "block_index": (0, math.inf),
}


def input_to_dict(given: Input) -> Plain:
    """``{"kind": "press", "at_s": 3.5, "button": "pause"}``."""
    return {"kind": _KIND_OF[type(given)], **_plain_fields(given)}


def input_from_dict(plain: Plain) -> Input:
    """The input that :func:`input_to_dict` wrote."""
    if not isinstance(plain, dict):
        raise ValueError("input: expected an object")
    rest = dict(plain)
    kind = rest.pop("kind", None)
    if not isinstance(kind, str) or kind not in KINDS:
        raise ValueError(f"input.kind: unknown kind {kind!r}")
    return _read(KINDS[kind], rest, "input")


def sitting_to_dict(sitting: Sitting) -> Plain:
    return _plain_fields(sitting)


def sitting_from_dict(plain: Plain) -> Sitting:
    return _read(Sitting, plain, "sitting")


def block_ended_to_dict(ended: BlockEnded) -> Plain:
    return _plain_fields(ended)


def block_ended_from_dict(plain: Plain) -> BlockEnded:
    return _read(BlockEnded, plain, "block_ended")


def _plain_fields(value: Any) -> Plain:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return _plain_fields(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


@cache
def _shape(cls: type) -> tuple[dict[str, Any], frozenset[str]]:
    """The types of a dataclass's fields, and the names that must be given."""
    required = frozenset(
        field.name
        for field in fields(cls)
        if field.default is MISSING and field.default_factory is MISSING
    )
    return get_type_hints(cls), required


def _read(cls: type[T], plain: Any, where: str) -> T:
    if not isinstance(plain, dict):
        raise ValueError(f"{where}: expected an object")
    types, required = _shape(cls)  # type: ignore[arg-type]
    if unknown := plain.keys() - types.keys():
        raise ValueError(f"{where}: unknown field {min(map(str, unknown))!r}")
    if missing := required - plain.keys():
        raise ValueError(f"{where}: missing field {min(missing)!r}")
    values = {name: _value(types[name], raw, f"{where}.{name}") for name, raw in plain.items()}
    for name, (low, high) in RANGES.items():
        number = values.get(name)
        if number is not None and not low <= number <= high:
            raise ValueError(f"{where}.{name}: {number} is out of range")
    return cls(**values)


def _value(expected: Any, raw: Any, where: str) -> Any:
    origin = get_origin(expected)
    if origin is Literal:
        # The type too: 1 == True, and True is no level.
        if any(raw == one and type(raw) is type(one) for one in get_args(expected)):
            return raw
    elif origin in (Union, UnionType):
        if raw is None:
            return None
        (inner,) = (one for one in get_args(expected) if one is not NoneType)
        return _value(inner, raw, where)
    elif origin is tuple:
        if isinstance(raw, list | tuple):
            return _items(get_args(expected), raw, where)
    elif is_dataclass(expected):
        return _read(expected, raw, where)  # type: ignore[arg-type]
    elif expected is float:
        if type(raw) in (int, float) and math.isfinite(raw):
            return float(raw)
    elif type(raw) is expected:
        return raw
    raise ValueError(f"{where}: {raw!r} does not fit")


def _items(kinds: tuple[Any, ...], raw: Any, where: str) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(raw)
    if len(kinds) != len(raw):
        raise ValueError(f"{where}: expected {len(kinds)} items")
    return tuple(
        _value(kind, item, f"{where}[{i}]")
        for i, (kind, item) in enumerate(zip(kinds, raw, strict=True))
    )
