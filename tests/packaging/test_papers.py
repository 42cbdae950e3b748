"""The papers are true: the example works, links lead somewhere, words promise nothing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
_NAMES = [str(path.relative_to(ROOT)) for path in PAPERS]

# Words that would make a fitness program something it is not (clinical words as promises).
PROMISES = re.compile(
    r"\b(treat(s|ed|ing|ment|ments)?|cur(e|es|ed|ing)|diagnos\w*|reliev\w*|relief|"
    r"rehabilitat\w*|prevent(s|ed|ing|ion)?|heal(s|ed|ing)|therap(y|ies|eutic\w*)|"
    r"clinically proven|correct(s|ed|ing)? (your |the )?posture|fix(es)? your)\b",
    re.IGNORECASE,
)
FOR_PEOPLE = ["README.md", "SAFETY.md", "PRIVACY.md", "CHANGELOG.md", "CONTRIBUTING.md"]


def example(paper: str, name: str) -> str:
    """The code block in ``paper`` that is marked as example ``name``."""
    text = (ROOT / paper).read_text()
    found = re.search(rf"<!-- example: {name} -->\n```\w+\n(.*?)```", text, re.DOTALL)
    assert found, f"{paper} has no example {name}"
    return found[1]


def tenfold(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tenfold", *arguments],
        env={**os.environ, "TENFOLD_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with the exercise from CONTRIBUTING.md in it."""
    folder = tmp_path / "exercises" / "calf_raise"
    folder.mkdir(parents=True)
    (folder / "exercise.toml").write_text(example("CONTRIBUTING.md", "calf_raise"))
    return tmp_path


def test_the_example_exercise_passes_the_check(home: Path) -> None:
    done = tenfold("check", str(home / "exercises"), home=home)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_slip_in_the_example_is_named_by_file_and_field(home: Path) -> None:
    file = home / "exercises" / "calf_raise" / "exercise.toml"
    file.write_text(file.read_text().replace('condition = "dizziness"', 'condition = "dizzyness"'))
    done = tenfold("check", str(home / "exercises"), home=home)
    assert done.returncode != 0
    assert "calf_raise" in done.stdout + done.stderr
    assert "cautions[0].condition" in done.stdout + done.stderr


def test_the_example_exercise_is_in_the_library_without_a_line_of_python(home: Path) -> None:
    listed = tenfold("exercises", "--json", home=home)
    assert listed.returncode == 0, listed.stderr
    assert '"calf_raise"' in listed.stdout
    shown = tenfold("show", "calf_raise", "--level", "-1", "--json", home=home)
    assert shown.returncode == 0, shown.stderr
    assert "Half as high" in json.dumps(json.loads(shown.stdout))


def test_the_python_example_prints_what_the_readme_says() -> None:
    code = example("README.md", "python")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    (promised,) = re.findall(r"#\s*(.+)", code)
    assert promised in done.stdout


@pytest.mark.parametrize("name", _NAMES)
def test_links_between_papers_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text()):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("name", _NAMES)
def test_files_that_papers_name_exist(name: str) -> None:
    text = (ROOT / name).read_text()
    for path in re.findall(r"`((?:src|tools|tests|docs|frontend)/[\w./-]+)`", text):
        if "/built" not in path:
            assert (ROOT / path).exists(), path


@pytest.mark.parametrize("name", _NAMES)
def test_make_targets_that_papers_name_exist(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"`make ([a-z-]+)`", (ROOT / name).read_text()):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_papers_promise_nothing_clinical(name: str) -> None:
    assert PROMISES.search("it cures and prevents pain")
    assert [hit[0] for hit in PROMISES.finditer((ROOT / name).read_text())] == []


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text()
    records = sorted(path.name for path in folder.glob("0*.md"))
    assert [int(name[:4]) for name in records] == list(range(1, len(records) + 1))
    assert [name for name in records if f"({name})" not in listed] == []


def test_safety_says_that_no_clinician_has_reviewed_it() -> None:
    assert "No clinician has reviewed Tenfold yet" in (ROOT / "SAFETY.md").read_text()
