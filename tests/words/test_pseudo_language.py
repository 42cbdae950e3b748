"""A made-up language in which every sentence differs: nothing may stay English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from tenfold.exercises import describe
from tenfold.exercises.load import packaged_library
from tenfold.exercises.model import variant
from tenfold.plan.compose import compose
from tenfold.session.commands import Say, Show
from tenfold.session.inputs import Input, Press, Tick
from tenfold.session.player import Player
from tenfold.words import Line, Translator, available_languages, read_translator
from tenfold.words.extract import gather

CODE = "eo"


def changed(text: str) -> str:
    """Every word of ``text`` in capitals, its placeholders as they are."""
    parts = re.split(r"(\{\w+\}|%\(\w+\)s)", text)
    return "«" + "".join(part if i % 2 else part.upper() for i, part in enumerate(parts)) + "»"


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Translator:
    folder: Path = tmp_path_factory.mktemp("locale")
    catalog = Catalog(locale=CODE, fuzzy=False)
    for message in gather():
        if not message.id:
            continue
        forms = (message.id,) if isinstance(message.id, str) else message.id
        words = tuple(changed(form) for form in forms)
        catalog.add(
            message.id,
            words[0] if isinstance(message.id, str) else words,
            locations=message.locations,
        )
    with (folder / f"{CODE}.po").open("wb") as file:
        write_po(file, catalog)
    assert [language.code for language in available_languages([folder])] == ["en", CODE]
    return read_translator(CODE, [folder])


def all_changed(words: Translator, line: Line) -> bool:
    """Whether no English (small letter) is left, once parameters that are data are aside."""
    return re.search(r"[a-z]", words.text(line)) is None


def test_every_word_of_the_library_changes(pseudo: Translator) -> None:
    for exercise in packaged_library():
        texts = [exercise.name, exercise.summary, exercise.camera.say]
        texts += [exercise.side_means] if exercise.side_means else []
        texts += [text for reading in exercise.readings for text in (reading.open, reading.reading)]
        texts += [target.name for target in exercise.targets]
        texts += [rule.cue for rule in exercise.form]
        texts += [rule.ask for rule in exercise.form if rule.ask]
        texts += [caution.note for caution in exercise.cautions if caution.note]
        for level in exercise.levels:
            texts += [item.name for item in variant(exercise, level).equipment]
            for printed in (True, False):
                for step in describe.step_lines(exercise, level, printed=printed):
                    assert all_changed(pseudo, step.line), step.line
        for text in texts:
            assert all_changed(pseudo, Line(text)), text
    for condition in packaged_library().conditions:
        for text in (condition.label, condition.ask, condition.means):
            assert all_changed(pseudo, Line(text)), text


def test_every_label_changes(pseudo: Translator) -> None:
    lines = [*describe.START_WORDS.values(), *describe.ORIGIN_WORDS.values()]
    lines += [*describe.ORIGIN_MEANS.values(), *describe.ACTION_WORDS.values()]
    lines += [*describe.TARGET_CLAIMS.values(), describe.TIMED_NOTE]
    for exercise in packaged_library():
        for level in exercise.levels:
            form = variant(exercise, level)
            lines += [describe.dose_line(exercise, level), describe.per_day_line(form.dose)]
            lines += [describe.level_name(exercise, level)]
            for row in describe.dose_rows(exercise, level):
                lines += [row.label, row.value, *([row.note] if row.note else [])]
            told_for = describe.told_for_line(exercise, level)
            lines += [told_for] if told_for else []
        lines += [describe.caution_line(caution) for caution in exercise.cautions]
    for line in lines:
        assert all_changed(pseudo, line), line


def test_every_line_the_player_says_or_shows_changes(pseudo: Translator) -> None:
    player = Player(compose(packaged_library(), "as_published"))
    lines: list[Line] = []
    inputs: list[Input] = [Press(0.0, "start"), *(Tick(float(at)) for at in range(5, 3600, 5))]
    for given in inputs:
        for command in player.handle(given):
            if isinstance(command, Say):
                lines.append(command.line)
            elif isinstance(command, Show):
                view = command.view
                lines += [view.title, view.line, *([view.next_title] if view.next_title else [])]
    assert player.finished
    assert len(lines) > 300
    for line in lines:
        assert all_changed(pseudo, line), line
