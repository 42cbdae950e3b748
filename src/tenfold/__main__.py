"""``python -m tenfold``, and the command ``tenfold``."""

from __future__ import annotations

import os
import signal
from types import FrameType


def _stop_at_once(_number: int, _frame: FrameType | None) -> None:
    # Nothing has been begun: there is nothing to put away, and a library that is being loaded
    # may make something else of an exception.
    os.write(2, b"Stopped.\n")
    os._exit(130)


def main() -> None:
    """Run the command line. Ctrl-C while it is being loaded ends it in a line, too."""
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:  # else whoever started this wants it otherwise
        signal.signal(signal.SIGINT, _stop_at_once)
    from tenfold.cli.main import app

    signal.signal(signal.SIGINT, usual)
    app()


if __name__ == "__main__":
    main()
