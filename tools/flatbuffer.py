"""Write small FlatBuffers in front of an existing one, and read single fields back.

A FlatBuffer refers to its parts by unsigned offsets that only point forward. New tables placed
*before* an old file can therefore refer to any part of it, and not one byte of the old file has to
move relative to another: that is how metadata is added to a model without rewriting the model.
Only what the pose model needs is here: tables, vectors, strings and plain numbers.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_OFFSET = struct.Struct("<I")
_VTABLE_DISTANCE = struct.Struct("<i")
_SLOT = struct.Struct("<H")


@dataclass(frozen=True)
class Number:
    """A number stored inside its table; ``code`` is as in ``struct``: ``"I"``, ``"b"`` ..."""

    code: str
    value: int | float


@dataclass(frozen=True)
class Text:
    """A string."""

    value: str


@dataclass(frozen=True)
class Numbers:
    """A vector of numbers; its first element is placed on a multiple of ``align`` bytes."""

    code: str
    values: Sequence[int | float]
    align: int = 4


@dataclass(frozen=True)
class Old:
    """A part of the old file, by its position in that file (bytes)."""

    position: int


@dataclass(frozen=True)
class Vector:
    """A vector of references."""

    items: Sequence[Node]


@dataclass(frozen=True)
class Table:
    """A table: slot number to value, as numbered by the schema (0 is the first field)."""

    slots: Mapping[int, Number | Node]


Node = Text | Numbers | Old | Vector | Table


def write(root: Table, identifier: bytes, old: bytes = b"") -> bytes:
    """Return a FlatBuffer file of ``root``, followed by ``old`` unchanged.

    Parameters
    ----------
    root
        The root table. It may refer to parts of ``old``.
    identifier
        Four bytes that name the file's schema.
    old
        A whole file, kept byte for byte; it starts on a multiple of 16 bytes, so that all that was
        aligned in it stays aligned.
    """
    writer = _Writer(identifier)
    writer.refer(0, root)
    return writer.finish(old)


class _Writer:
    def __init__(self, identifier: bytes) -> None:
        self._bytes = bytearray(4) + identifier
        self._waiting: list[tuple[int, Old]] = []

    def refer(self, place: int, node: Node) -> None:
        """Put ``node`` after all that is written, and its distance at ``place``."""
        if isinstance(node, Old):
            self._waiting.append((place, node))
            return
        position = self._put(node)
        _OFFSET.pack_into(self._bytes, place, position - place)

    def finish(self, old: bytes) -> bytes:
        self._pad(16)
        start = len(self._bytes)
        for place, node in self._waiting:
            _OFFSET.pack_into(self._bytes, place, start + node.position - place)
        return bytes(self._bytes) + old

    def _pad(self, align: int, before: int = 0) -> None:
        """Pad so that the byte ``before`` bytes from now lies on a multiple of ``align``."""
        self._bytes += bytes(-(len(self._bytes) + before) % align)

    def _put(self, node: Text | Numbers | Vector | Table) -> int:
        match node:
            case Text(value):
                data = value.encode()
                self._pad(4)
                position = len(self._bytes)
                self._bytes += _OFFSET.pack(len(data)) + data + b"\0"
                return position
            case Numbers(code, values, align):
                self._pad(align, before=4)
                position = len(self._bytes)
                self._bytes += _OFFSET.pack(len(values))
                self._bytes += struct.pack(f"<{len(values)}{code}", *values)
                return position
            case Vector(items):
                self._pad(4)
                position = len(self._bytes)
                self._bytes += _OFFSET.pack(len(items)) + bytes(4 * len(items))
                for index, item in enumerate(items):
                    self.refer(position + 4 + 4 * index, item)
                return position
            case Table(slots):
                return self._put_table(slots)

    def _put_table(self, slots: Mapping[int, Number | Node]) -> int:
        # Wide fields first: then each is aligned without gaps.
        def width(slot: int) -> int:
            value = slots[slot]
            return struct.calcsize("<" + value.code) if isinstance(value, Number) else 4

        places: dict[int, int] = {}
        size = 4
        for slot in sorted(slots, key=lambda slot: (-width(slot), slot)):
            places[slot] = size
            size += width(slot)
        slot_count = max(slots, default=-1) + 1
        vtable_size = 4 + 2 * slot_count
        self._pad(4, before=vtable_size)
        self._bytes += _SLOT.pack(vtable_size) + _SLOT.pack(size)
        for slot in range(slot_count):
            self._bytes += _SLOT.pack(places.get(slot, 0))
        position = len(self._bytes)
        self._bytes += _VTABLE_DISTANCE.pack(vtable_size) + bytes(size - 4)
        for slot in sorted(slots):
            value, place = slots[slot], position + places[slot]
            if isinstance(value, Number):
                struct.pack_into("<" + value.code, self._bytes, place, value.value)
            else:
                self.refer(place, value)
        return position


class Reader:
    """A FlatBuffer file, read field by field. Positions are bytes from the start of the file."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def root(self) -> int:
        return self.target(0)

    def target(self, place: int) -> int:
        """Where the reference stored at ``place`` points to."""
        (distance,) = _OFFSET.unpack_from(self._data, place)
        return place + int(distance)

    def slot(self, table: int, slot: int) -> int | None:
        """Where field ``slot`` of ``table`` is stored, or None where it is left out."""
        (distance,) = _VTABLE_DISTANCE.unpack_from(self._data, table)
        vtable = table - distance
        (vtable_size,) = _SLOT.unpack_from(self._data, vtable)
        if 4 + 2 * slot >= vtable_size:
            return None
        (place,) = _SLOT.unpack_from(self._data, vtable + 4 + 2 * slot)
        return table + place if place else None

    def slot_count(self, table: int) -> int:
        """How many fields the table's writer knew."""
        (distance,) = _VTABLE_DISTANCE.unpack_from(self._data, table)
        (vtable_size,) = _SLOT.unpack_from(self._data, table - distance)
        return (int(vtable_size) - 4) // 2

    def number(self, table: int, slot: int, code: str = "I", default: int = 0) -> int:
        place = self.slot(table, slot)
        return (
            default if place is None else int(struct.unpack_from("<" + code, self._data, place)[0])
        )

    def vector(self, table: int, slot: int) -> list[int]:
        """Targets of a vector of references; empty where the field is left out."""
        place = self.slot(table, slot)
        if place is None:
            return []
        start = self.target(place)
        (count,) = _OFFSET.unpack_from(self._data, start)
        return [self.target(start + 4 + 4 * index) for index in range(count)]

    def integers(self, table: int, slot: int) -> list[int]:
        """A vector of 32-bit integers; empty where the field is left out."""
        place = self.slot(table, slot)
        if place is None:
            return []
        start = self.target(place)
        (count,) = _OFFSET.unpack_from(self._data, start)
        return list(struct.unpack_from(f"<{count}i", self._data, start + 4))

    def text(self, table: int, slot: int) -> str:
        place = self.slot(table, slot)
        if place is None:
            return ""
        start = self.target(place)
        (length,) = _OFFSET.unpack_from(self._data, start)
        return self._data[start + 4 : start + 4 + length].decode()
