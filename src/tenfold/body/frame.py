"""One moment of a person as the pose model saw it."""

from __future__ import annotations

from dataclasses import dataclass

from tenfold.body.landmarks import MIRROR, NAMES

Point = tuple[float, float, float]
LANDMARK_COUNT = len(NAMES)


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

    def __post_init__(self) -> None:
        lengths = {len(self.image), len(self.world), len(self.visibility)}
        if lengths not in ({0}, {LANDMARK_COUNT}):
            raise ValueError(
                f"a frame has {LANDMARK_COUNT} landmarks or none, not {sorted(lengths)}"
            )

    @property
    def empty(self) -> bool:
        """Whether nobody was found."""
        return not self.image

    @classmethod
    def nobody(cls, t_s: float) -> Frame:
        """A frame in which the pose model found no one."""
        return cls(t_s, (), (), ())

    def mirrored(self) -> Frame:
        """The same moment seen in a mirror: left and right exchanged."""
        if self.empty:
            return self
        return Frame(
            self.t_s,
            tuple((1.0 - self.image[i][0], self.image[i][1], self.image[i][2]) for i in MIRROR),
            tuple((-self.world[i][0], self.world[i][1], self.world[i][2]) for i in MIRROR),
            tuple(self.visibility[i] for i in MIRROR),
            self.aspect,
        )
