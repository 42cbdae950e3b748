"""The layers hold: imports point down only; engines know no clock, dice, files or network."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "tenfold"
ENGINES = ("body", "coach", "session", "plan")
READERS = ("exercises", "words")
"""They read the library and the catalogues, and know neither clock nor dice."""

CLOCK_AND_DICE_MODULES = {"time", "random", "secrets", "uuid", "zoneinfo"}
OUTSIDE_MODULES = {
    "asyncio",
    "http",
    "io",
    "logging",
    "multiprocessing",
    "os",
    "pathlib",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "urllib",
}
CLOCK_CALLS = {"now", "today", "utcnow", "fromtimestamp", "default_rng", "shuffle", "getenv"}
OUTSIDE_CALLS = {"open", "print", "input", "exec", "eval", "__import__", "breakpoint"}
OUTSIDE_ATTRIBUTES = {"environ"}
# numpy reaches these without an import of its own.
RANDOM_ATTRIBUTES = {"random"}


def impurities(source: str, *, may_read_files: bool = False) -> Iterator[str]:
    """Every clock, die, file or network that ``source`` touches, as ``line: what``."""
    modules = CLOCK_AND_DICE_MODULES | (set() if may_read_files else OUTSIDE_MODULES)
    calls = CLOCK_CALLS | ({"print", "input", "exec", "eval"} if may_read_files else OUTSIDE_CALLS)
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [name.name.partition(".")[0] for name in node.names]
            names = [f"import {name}" for name in names if name in modules]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            top = (node.module or "").partition(".")[0]
            names = [f"import {top}"] if top in modules else []
        elif isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else ""
            name = called.id if isinstance(called, ast.Name) else name
            names = [f"call {name}()"] if name in calls else []
        elif isinstance(node, ast.Attribute):
            watched = OUTSIDE_ATTRIBUTES | RANDOM_ATTRIBUTES
            names = [f"use .{node.attr}"] if node.attr in watched else []
        for name in names:
            yield f"{node.lineno}: {name}"  # type: ignore[attr-defined]


def modules_of(layer: str) -> list[Path]:
    return sorted((SOURCE / layer).rglob("*.py"))


@pytest.mark.parametrize("layer", [*ENGINES, *READERS])
def test_a_layer_below_the_store_knows_no_clock_no_dice_and_no_network(layer: str) -> None:
    assert modules_of(layer), f"there is no layer {layer}"
    found = [
        f"{path.relative_to(ROOT)}:{impurity}"
        for path in modules_of(layer)
        for impurity in impurities(path.read_text(), may_read_files=layer in READERS)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("import time", "import time"),
        ("from time import monotonic", "import time"),
        ("import os.path", "import os"),
        ("from random import choice", "import random"),
        ("when = datetime.now(UTC)", "call now()"),
        ("when = date.today()", "call today()"),
        ("numpy.random.normal()", "use .random"),
        ("rng = default_rng()", "call default_rng()"),
        ("text = open('file').read()", "call open()"),
        ("print('hello')", "call print()"),
        ("home = os.environ['HOME']", "use .environ"),
        ("def late():\n    import socket", "import socket"),
    ],
)
def test_the_check_itself_finds(source: str, what: str) -> None:
    assert [impurity.partition(": ")[2] for impurity in impurities(source)] == [what]


def test_the_check_itself_lets_pure_code_and_relative_imports_be() -> None:
    pure = "from .time import x\nfrom datetime import date, timedelta\nday = date(2026, 1, 1)\n"
    assert list(impurities(pure)) == []
    reader = "from pathlib import Path\ntext = Path('library').read_text()\n"
    assert list(impurities(reader, may_read_files=True)) == []


@pytest.mark.slow
def test_imports_point_down_only() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
