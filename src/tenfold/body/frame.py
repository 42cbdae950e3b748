"""One moment of a person as the pose model saw it."""

from __future__ import annotations

from dataclasses import dataclass

Point = tuple[float, float, float]
LANDMARK_COUNT = 33


@dataclass(frozen=True, slots=True)
class Frame:
    """33 landmarks at one time.

    Attributes
    ----------
    t_s : float
        Seconds since the trace began; never goes back within a trace.
    image : tuple of 33 (x, y, z)
        In the picture: x right and y down as fractions of its width and height
        (may fall outside 0-1), z depth in the same scale as x, smaller is nearer.
    world : tuple of 33 (x, y, z)
        Metres about the mid-hip: x right in the picture, y down, z away from the camera.
    visibility : tuple of 33 float
        0-1, the model's own estimate.
    aspect : float
        Picture width divided by height.

    An empty ``image`` means that nobody was found.
    """

    t_s: float
    image: tuple[Point, ...]
    world: tuple[Point, ...]
    visibility: tuple[float, ...]
    aspect: float = 1.0

    @property
    def empty(self) -> bool:
        return not self.image

    @classmethod
    def nobody(cls, t_s: float) -> Frame:
        """A frame in which the pose model found no one."""
        return cls(t_s, (), (), ())
