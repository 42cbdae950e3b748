"""For all tests."""

import signal
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no fault of the product: examples may take as long as they take.
settings.register_profile("tenfold", deadline=None)
settings.load_profile("tenfold")

# A shell that starts the tests in the background has Ctrl-C ignored, and so would every program
# started here: tests of what Ctrl-C does could not pass.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

TRACED = ("body", "coach", "exercises", "plan", "session", "words", "capture/test_recognising.py")
"""The tests of the pure layers. Coverage makes them three times as slow, so it is measured by them
alone, and not by the longest of them, which go the same ways again and again."""
UNTRACED = (
    "coach/test_real_movements.py",
    "coach/test_real_robustness.py",
    "coach/test_real_traces.py",
    "session/test_properties.py",
)

SLOW = (
    *UNTRACED,
    "bench/test_mannequin.py",
    "capture/test_recognising.py",
    "cli/test_coach_auto.py",
    "cli/test_coach_command.py",
    "cli/test_coach_files.py",
    "cli/test_coach_many.py",
    "cli/test_library_commands.py",
    "cli/test_serve_command.py",
    "exercises/test_motion.py",
    "packaging/test_papers.py",
    "packaging/test_pose_model.py",
    "plan/test_simulation.py",
    "store/test_database.py",
    "store/test_trouble.py",
    "web/test_live_camera.py",
    "web/test_live_socket.py",
)
"""Whole programs, recordings of people and long searches: not for ``make check``."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say which tests coverage is measured by, and which are slow."""
    here = Path(__file__).parent
    for item in items:
        name = item.path.relative_to(here).as_posix()
        if name not in UNTRACED and (name in TRACED or name.partition("/")[0] in TRACED):
            item.add_marker("traced")
        if name in SLOW:
            item.add_marker("slow")
