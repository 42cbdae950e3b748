"""Frozen values to plain JSON values and back. Strict both ways.

The fields' own types are the format: dataclasses and named tuples become objects, tuples and sets
lists, days text like ``2026-11-23``. What does not fit (an unknown field, a wrong type) is a
:class:`ValueError` that names the place. Nothing is converted on the quiet: ``"3"`` is no number
and ``true`` is no count.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Plain = dict[str, Any]
T = TypeVar("T")


def to_plain(value: Any) -> Plain:
    """A dataclass or named tuple as a plain object."""
    return {name: _plain(getattr(value, name)) for name in _names(type(value))}  # type: ignore[arg-type]


def from_plain(cls: type[T], plain: Any, where: str) -> T:
    """The value that :func:`to_plain` wrote. A field that has a default may be missing.

    Raises
    ------
    ValueError
        If it does not fit, naming the place, which begins with ``where``.
    """
    if not isinstance(plain, dict):
        raise ValueError(f"{where}: expected an object")
    types, required = _shape(cls)  # type: ignore[arg-type]
    if unknown := plain.keys() - types.keys():
        raise ValueError(f"{where}: unknown field {min(map(str, unknown))!r}")
    if missing := required - plain.keys():
        raise ValueError(f"{where}: missing field {min(missing)!r}")
    values = {name: _value(types[name], raw, f"{where}.{name}") for name, raw in plain.items()}
    return cls(**values)


def taken_kind(plain: Any, kinds: Mapping[str, T], where: str) -> tuple[str, Plain]:
    """The ``kind`` that a plain object says it is, and the rest of it.

    Raises
    ------
    ValueError
        If it is no object, or its kind is none of ``kinds``.
    """
    if not isinstance(plain, dict):
        raise ValueError(f"{where}: expected an object")
    rest = dict(plain)
    kind = rest.pop("kind", None)
    if not isinstance(kind, str) or kind not in kinds:
        raise ValueError(f"{where}.kind: unknown kind {kind!r}")
    return kind, rest


def _is_named_tuple(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")


@cache
def _names(cls: type) -> tuple[str, ...]:
    if _is_named_tuple(cls):
        return cast(tuple[str, ...], cls._fields)  # type: ignore[attr-defined]
    return tuple(field.name for field in fields(cls))


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted((_plain(item) for item in value), key=str)
    if isinstance(value, tuple) and not _is_named_tuple(type(value)):
        return [_plain(item) for item in value]
    if isinstance(value, tuple) or is_dataclass(value):
        return to_plain(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return value


@cache
def _shape(cls: Any) -> tuple[dict[str, Any], frozenset[str]]:
    """The types of a class's fields, and the names that must be given."""
    if _is_named_tuple(cls):
        required = frozenset(cls._fields) - cls._field_defaults.keys()
    else:
        required = frozenset(
            field.name
            for field in fields(cls)
            if field.default is MISSING and field.default_factory is MISSING
        )
    types = get_type_hints(cls)
    return {name: types[name] for name in _names(cls)}, required


def _value(expected: Any, raw: Any, where: str) -> Any:
    origin = get_origin(expected)
    if origin is Literal:
        # The type too: 1 == True, and True is no level.
        if any(raw == one and type(raw) is type(one) for one in get_args(expected)):
            return raw
    elif origin in (Union, UnionType):
        return _either(get_args(expected), raw, where)
    elif origin in (tuple, frozenset):
        if isinstance(raw, list | tuple):
            return origin(_items(origin, get_args(expected), raw, where))
    elif origin is Mapping:
        if isinstance(raw, dict) and all(isinstance(key, str) for key in raw):
            kind = get_args(expected)[1]
            return {key: _value(kind, item, f"{where}.{key}") for key, item in raw.items()}
    elif is_dataclass(expected) or _is_named_tuple(expected):
        return from_plain(cast(type[Any], expected), raw, where)
    elif expected is date:
        return _date(raw, where)
    elif expected is float:
        if type(raw) in (int, float) and math.isfinite(raw):
            return float(raw)
    elif type(raw) is expected:
        return raw
    raise ValueError(f"{where}: {raw!r} does not fit")


def _either(kinds: tuple[Any, ...], raw: Any, where: str) -> Any:
    """What it says it is: an object is the one class among ``kinds``, the rest goes by type."""
    if raw is None and NoneType in kinds:
        return None
    others = [kind for kind in kinds if kind is not NoneType]
    if len(others) > 1:
        classes = [kind for kind in others if is_dataclass(kind)]
        # A number stays what it was: 3 is not made 3.0 because that would be allowed too.
        exact = [kind for kind in others if type(raw) is kind]
        others = classes if isinstance(raw, dict) and len(classes) == 1 else exact
        if not others:
            raise ValueError(f"{where}: {raw!r} does not fit")
    return _value(others[0], raw, where)


def _date(raw: Any, where: str) -> date:
    try:
        return date.fromisoformat(raw)
    except (TypeError, ValueError):
        raise ValueError(f"{where}: {raw!r} is no day") from None


def _items(origin: Any, kinds: tuple[Any, ...], raw: Any, where: str) -> list[Any]:
    if origin is frozenset or kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(raw)
    if len(kinds) != len(raw):
        raise ValueError(f"{where}: expected {len(kinds)} items")
    return [
        _value(kind, item, f"{where}[{i}]")
        for i, (kind, item) in enumerate(zip(kinds, raw, strict=True))
    ]
