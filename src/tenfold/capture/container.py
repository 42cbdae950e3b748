"""What a recording's own bytes say, before a video library is let near it.

Video libraries are generous: they play text as pictures, follow playlists to other machines,
and end a file that was cut off as if that were its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

HEAD_BYTES: Final = 4096
_NOT_IN_TEXT: Final = frozenset(range(0x20)) - frozenset(b"\t\n\v\f\r\x1b")
_RAW_VIDEO_AS_TEXT: Final = b"YUV4MPEG2"
_FIRST_BOXES: Final = frozenset(
    (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"styp")
)
_EBML, _SEGMENT = 0x1A45DFA3, 0x18538067
_LONGEST_BOX_HEADER: Final = 16


def is_text(head: bytes) -> bool:
    """Whether a file that begins so is text: notes, a web page, a playlist."""
    if not head or head.startswith(_RAW_VIDEO_AS_TEXT):
        return False
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    return not _NOT_IN_TEXT.intersection(head)


def is_cut_off(path: Path) -> bool:
    """Whether the file promises more than it has: a broken-off copy or recording.

    Knows MP4 and its kin, Matroska and WebM, and AVI; of others it says no.
    """
    length = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(12)
        file.seek(0)
        if head[4:8] in _FIRST_BOXES:
            return _boxes_cut_off(file, length)
        if head[:4] == b"RIFF":
            # Data are padded to even; a size of 0 was never filled in.
            return int.from_bytes(head[4:8], "little") + 8 > length + 1
        if int.from_bytes(head[:4], "big") == _EBML:
            return _segment_cut_off(file, length)
    return False


def _boxes(file: BinaryIO, length: int) -> Iterator[tuple[bytes, int]]:
    """Each top-level box's kind and where it should end."""
    at = 0
    while at + 8 <= length:
        file.seek(at)
        header = file.read(_LONGEST_BOX_HEADER)
        size, kind = int.from_bytes(header[:4], "big"), header[4:8]
        if size == 1:
            size = int.from_bytes(header[8:16], "big")
        elif size == 0:
            size = length - at
        yield kind, at + size
        if size < 8:
            return
        at += size


def _boxes_cut_off(file: BinaryIO, length: int) -> bool:
    kinds = set()
    for kind, end in _boxes(file, length):
        if end > length:
            return True
        kinds.add(kind)
    # The index (moov) is often written last, the pictures (mdat) may be.
    return not {b"moov", b"mdat"} <= kinds


def _segment_cut_off(file: BinaryIO, length: int) -> bool:
    for wanted in (_EBML, _SEGMENT):
        if int.from_bytes(file.read(4), "big") != wanted:
            return False
        size = _variable_size(file)
        if size is None:
            return False
        if file.tell() + size > length:
            return True
        file.seek(size, 1)
    return False


def _variable_size(file: BinaryIO) -> int | None:
    """A Matroska size; None where it is left open, as in a live recording."""
    first = file.read(1)
    if not first or first[0] == 0:
        return None
    extra = 8 - first[0].bit_length()
    value = first[0] & ((1 << (7 - extra)) - 1)
    value = value << 8 * extra | int.from_bytes(file.read(extra), "big")
    return None if value == (1 << 7 * (extra + 1)) - 1 else value
