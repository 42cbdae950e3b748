"""Files that appear under their name only when they are whole."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from tenfold.capture.errors import CaptureError


class PartFile:
    """An empty file beside ``target``. Made at once, so that trouble shows at the start.

    Raises
    ------
    CaptureError
        If ``target`` cannot be written.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        try:
            if target.is_dir():
                raise CaptureError(f"{target}: cannot be written (a folder has this name)")
            self.path = self._make()
        except (OSError, ValueError) as error:
            raise self._trouble(error) from error

    def _make(self) -> Path:
        for number in count():
            path = self.target.with_name(f".{self.target.stem}.{number}.part{self.target.suffix}")
            try:
                path.open("xb").close()
            except FileExistsError:
                continue
            return path
        raise AssertionError("numbers do not end")

    def keep(self) -> None:
        """Give it the target's name; what had this name before is replaced."""
        try:
            self.path.replace(self.target)
        except OSError as error:
            self.drop()
            raise self._trouble(error) from error

    def drop(self) -> None:
        """Leave nothing behind."""
        self.path.unlink(missing_ok=True)

    def _trouble(self, error: OSError | ValueError) -> CaptureError:
        reason = getattr(error, "strerror", None) or error
        return CaptureError(f"{self.target}: cannot be written ({reason})")
