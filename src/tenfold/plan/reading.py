"""Read the plan's data files strictly: an unknown or missing field is an error with its place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any


class DataError(ValueError):
    """A data file of the plan that does not say what it must."""


def read_table(text: str, file: str) -> Table:
    """The whole file as a :class:`Table`."""
    try:
        return Table(tomllib.loads(text), file)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{file}: {error}") from None


class Table:
    """A TOML table whose every field must be asked for.

    Parameters
    ----------
    raw
        As ``tomllib`` gives it.
    place
        Where it stands, for messages: ``rules.toml: rule[3]``.
    """

    def __init__(self, raw: Mapping[str, Any], place: str) -> None:
        self._raw, self._left, self.place = raw, set(raw), place

    def text(self, field: str, default: str | None = None) -> str:
        return str(self._get(field, str, default))

    def whole(self, field: str, default: int | None = None) -> int:
        return int(self._get(field, int, default))

    def truth(self, field: str, default: bool = False) -> bool:
        value = self._raw.get(field, default)
        self._left.discard(field)
        if not isinstance(value, bool):
            raise self.wrong(field, "must be true or false")
        return value

    def number(self, field: str) -> float:
        return float(self._get(field, (int, float), None))

    def wholes(self, field: str) -> tuple[int, ...]:
        return tuple(self._list(field, int))

    def texts(self, field: str) -> tuple[str, ...]:
        return tuple(self._list(field, str))

    def table(self, field: str) -> Table:
        value = self._raw.get(field, {})
        self._left.discard(field)
        if not isinstance(value, dict):
            raise self.wrong(field, "must be a table")
        return Table(value, f"{self.place}.{field}")

    def tables(self, field: str) -> tuple[Table, ...]:
        return tuple(
            Table(one, f"{self.place}: {field}[{index}]")
            for index, one in enumerate(self._list(field, dict))
        )

    def has(self, field: str) -> bool:
        return field in self._raw

    def fields(self) -> tuple[str, ...]:
        return tuple(self._raw)

    def end(self) -> None:
        """Refuse what nobody asked for: a misspelled field would otherwise be lost."""
        if self._left:
            raise self.wrong(min(self._left), "is not known here")

    def wrong(self, field: str, what: str) -> DataError:
        return DataError(f"{self.place}.{field} {what}")

    def _get(self, field: str, kind: Any, default: Any) -> Any:
        value = self._raw.get(field, default)
        self._left.discard(field)
        if value is None:
            raise self.wrong(field, "is missing")
        if not isinstance(value, kind) or isinstance(value, bool):
            raise self.wrong(field, "has the wrong kind of value")
        return value

    def _list(self, field: str, kind: Any) -> list[Any]:
        value = self._raw.get(field, [])
        self._left.discard(field)
        if not isinstance(value, list) or not all(isinstance(one, kind) for one in value):
            raise self.wrong(field, "must be a list")
        return value
