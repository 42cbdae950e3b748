"""Video files, through the pose model (the extra ``tenfold[video]``).

Its libraries are loaded only when a video is opened: traces need none of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from tenfold.body.frame import Frame
from tenfold.capture.errors import CaptureError
from tenfold.capture.libraries import check_mediapipe, opencv
from tenfold.capture.pose import Pose
from tenfold.capture.pose_model import pose_model

_ENDS_EARLY: Final = 0.9
"""A file that ends before this part of its promised length is cut off."""
_SLACK_S: Final = 0.5


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of a video and what the pose model found in it."""

    frame: Frame
    picture: Any
    """The picture as OpenCV has it: (height, width, 3) bytes, blue first."""


class Video:
    """An open video file. Iterating gives :class:`Shot` by shot, in order.

    Raises
    ------
    CaptureError
        When opened, if the file is no video that can be read or the extra is missing; while
        iterating, if it ends before it should.
    """

    def __init__(self, path: Path, model: str = "full") -> None:
        self._path = path
        check_mediapipe()
        self._cv2 = opencv()
        # OpenCV turns the pictures of a phone held upright by itself.
        self._capture = self._cv2.VideoCapture(str(path))
        self.width = int(self._capture.get(self._cv2.CAP_PROP_FRAME_WIDTH))
        self.height = int(self._capture.get(self._cv2.CAP_PROP_FRAME_HEIGHT))
        if not self._capture.isOpened() or self.width < 1 or self.height < 1:
            self._capture.release()
            raise CaptureError(f"{path}: no video that can be read")
        rate = float(self._capture.get(self._cv2.CAP_PROP_FPS))
        count = float(self._capture.get(self._cv2.CAP_PROP_FRAME_COUNT))
        # Of a file with varying rate, count and rate may both be guesses: their quotient is not.
        self.length_s = (count - 1) / rate if rate > 0 and count > 1 else 0.0
        self.fps = rate if 1.0 <= rate <= 240.0 else 30.0
        try:
            self._pose = Pose(pose_model(model))
        except BaseException:
            self._capture.release()
            raise

    def __enter__(self) -> Video:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._capture.release()
        self._pose.close()

    def __iter__(self) -> Iterator[Shot]:
        # The model looks at one picture while the next is read and the last is dealt with.
        waiting: deque[Any] = deque()
        for at_ms, picture in self._pictures():
            self._pose.ask(self._cv2.cvtColor(picture, self._cv2.COLOR_BGR2RGB), at_ms)
            waiting.append(picture)
            if len(waiting) > 1:
                yield Shot(self._pose.answer(), waiting.popleft())
        while waiting:
            yield Shot(self._pose.answer(), waiting.popleft())

    def _pictures(self) -> Iterator[tuple[int, Any]]:
        """Every picture and its time in milliseconds, which always goes forward."""
        read = 0
        at_ms = -1
        while True:
            more, picture = self._capture.read()
            if not more:
                break
            # The file's own time where it has one that goes forward: frame rates may vary.
            own_ms = round(self._capture.get(self._cv2.CAP_PROP_POS_MSEC))
            at_ms = own_ms if own_ms > at_ms else max(at_ms + 1, round(read * 1000 / self.fps))
            read += 1
            yield at_ms, picture
        # First: a film that breaks after its first picture is damaged, not a single picture.
        seen_s = max(at_ms, 0) / 1000
        if seen_s < self.length_s * _ENDS_EARLY - _SLACK_S:
            raise CaptureError(
                f"{self._path}: this video is damaged or cut off: it ends at {seen_s:.1f} s "
                f"of {self.length_s:.1f} s"
            )
        if read < 2:
            raise CaptureError(f"{self._path}: a single picture, not a video")
