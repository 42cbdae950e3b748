"""The tool that takes the figure's pictures says plainly what it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

import make_figures


def program(path: Path) -> str:
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def test_it_draws_with_the_browser_that_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = program(tmp_path / "my-browser")
    monkeypatch.setenv("TENFOLD_CHROMIUM", own)
    assert make_figures.find_chromium() == own


def test_or_with_one_on_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TENFOLD_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = program(tmp_path / "chromium-browser")
    assert make_figures.find_chromium() == found


@pytest.mark.parametrize("named", ["", "/nowhere/chromium"])
def test_without_a_browser_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    named: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TENFOLD_CHROMIUM", named)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(make_figures, "missing_files", list)
    assert make_figures.main([]) == 1
    assert "TENFOLD_CHROMIUM" in capsys.readouterr().err


def test_it_knows_no_other_exercises(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("TENFOLD_CHROMIUM", program(tmp_path / "browser"))
    monkeypatch.setattr(make_figures, "missing_files", list)
    assert make_figures.main(["handstand"]) == 1
    assert "there is no exercise handstand" in capsys.readouterr().err
