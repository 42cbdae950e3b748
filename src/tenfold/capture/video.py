"""Video files, through the pose model (the extra ``tenfold[video]``).

MediaPipe is imported only when a video is opened: traces need none of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from tenfold.body.frame import Frame
from tenfold.capture.errors import CaptureError
from tenfold.capture.pose_model import pose_model

NEEDS_EXTRA: Final = (
    "video files need more than Tenfold brings by itself: pip install 'tenfold[video]'"
)
_ENDS_EARLY: Final = 0.9
"""A file that gives fewer of its promised pictures than this is cut off."""
_FEW: Final = 5


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
        self._cv2, self._mediapipe = _libraries()
        self._capture = self._cv2.VideoCapture(str(path))
        if not self._capture.isOpened():
            raise CaptureError(f"{path}: no video that can be read")
        self.width = int(self._capture.get(self._cv2.CAP_PROP_FRAME_WIDTH))
        self.height = int(self._capture.get(self._cv2.CAP_PROP_FRAME_HEIGHT))
        self.expected = max(0, int(self._capture.get(self._cv2.CAP_PROP_FRAME_COUNT)))
        rate = float(self._capture.get(self._cv2.CAP_PROP_FPS))
        self.fps = rate if 1.0 <= rate <= 240.0 else 30.0
        if self.width < 1 or self.height < 1:
            self.close()
            raise CaptureError(f"{path}: no video that can be read")
        self._landmarker = self._make_landmarker(model)

    def __enter__(self) -> Video:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
        self._landmarker.close()

    def close(self) -> None:
        self._capture.release()

    def _make_landmarker(self, model: str) -> Any:
        vision = self._mediapipe.tasks.vision
        options = vision.PoseLandmarkerOptions(
            base_options=self._mediapipe.tasks.BaseOptions(model_asset_path=str(pose_model(model))),
            running_mode=vision.RunningMode.VIDEO,
        )
        return vision.PoseLandmarker.create_from_options(options)

    def __iter__(self) -> Iterator[Shot]:
        read = 0
        last_ms = -1
        while True:
            ok, picture = self._capture.read()
            if not ok:
                break
            # The file's own time where it has one that goes forward: frame rates may vary.
            own_ms = round(self._capture.get(self._cv2.CAP_PROP_POS_MSEC))
            at_ms = own_ms if own_ms > last_ms else max(last_ms + 1, round(read * 1000 / self.fps))
            last_ms = at_ms
            read += 1
            yield Shot(self._look(picture, at_ms), picture)
        if read == 0:
            raise CaptureError(f"{self._path}: no pictures in this video")
        if read < self.expected * _ENDS_EARLY - _FEW:
            raise CaptureError(
                f"{self._path}: this video is cut off: {read} of {self.expected} pictures"
            )

    def _look(self, picture: Any, at_ms: int) -> Frame:
        height, width = picture.shape[:2]
        rgb = self._cv2.cvtColor(picture, self._cv2.COLOR_BGR2RGB)
        image = self._mediapipe.Image(
            image_format=self._mediapipe.ImageFormat.SRGB,
            data=rgb,
        )
        found = self._landmarker.detect_for_video(image, at_ms)
        if not found.pose_landmarks:
            return Frame.nobody(at_ms / 1000)
        seen, world = found.pose_landmarks[0], found.pose_world_landmarks[0]
        return Frame(
            at_ms / 1000,
            tuple((point.x, point.y, point.z) for point in seen),
            tuple((point.x, point.y, point.z) for point in world),
            tuple(point.visibility or 0.0 for point in seen),
            width / height,
        )


def _libraries() -> tuple[Any, Any]:
    # Both libraries read these when they are loaded.
    os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    os.environ.setdefault("GLOG_minloglevel", "3")
    try:
        import cv2
        import mediapipe
    except ImportError as error:
        raise CaptureError(NEEDS_EXTRA) from error
    return cv2, mediapipe
