"""Files that appear under their name only when they are whole."""

from __future__ import annotations

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
        if target.is_dir():
            raise CaptureError(f"{target}: cannot be written (a folder has this name)")
        number = 0
        while True:
            self.path = target.with_name(f".{target.stem}.{number}.part{target.suffix}")
            try:
                self.path.open("xb").close()
            except FileExistsError:
                number += 1
            except (OSError, ValueError) as error:
                raise self._trouble(error) from error
            else:
                return

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
