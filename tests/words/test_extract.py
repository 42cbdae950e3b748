"""Every sentence reaches the translators' template."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
from babel.messages.catalog import Catalog
from pydantic import BaseModel

from tenfold.exercises.load import packaged_library
from tenfold.exercises.model import ConditionList, Exercise
from tenfold.words import extract
from tenfold.words.translator import placeholders
from tests.exercises.material import heel_raise, toml


def ids(catalog: Catalog) -> set[str]:
    return {m.id if isinstance(m.id, str) else m.id[0] for m in catalog if m.id}


@pytest.fixture(scope="module")
def gathered() -> Catalog:
    return extract.gather()


def test_the_template_is_up_to_date(gathered: Catalog) -> None:
    from babel.messages.pofile import read_po

    with extract.POT_FILE.open("rb") as file:
        published = ids(read_po(file))
    assert published == ids(gathered), "run: make words"


def test_the_library_is_in_it(gathered: Catalog) -> None:
    found = ids(gathered)
    for exercise in packaged_library():
        assert exercise.name in found
        assert {step.say for step in exercise.steps} <= found
        assert {rung.name for rung in exercise.ladder} <= found
        assert {rule.cue for rule in exercise.form} <= found
        assert exercise.camera.say in found
    assert {condition.label for condition in packaged_library().conditions} <= found


def test_the_players_sentences_are_in_it(gathered: Catalog) -> None:
    assert {"left", "right", "Breathe in", "{work} each side"} <= ids(gathered)


def test_every_sentence_of_the_library_and_engines_has_sound_placeholders(
    gathered: Catalog,
) -> None:
    for message in gathered:
        places = {path for path, _ in message.locations}
        if message.id and not any("templates" in place for place in places):
            for text in [message.id] if isinstance(message.id, str) else message.id:
                assert placeholders(text) is not None, f"{text!r} in {places}"


def _text_fields(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[str]:
    """Names of the fields that hold free text, in ``model`` and the models inside it."""
    if model in seen:
        return set()
    seen.add(model)
    found = set()
    for name, field in model.model_fields.items():
        if name in extract.NOT_WORDS:
            continue
        if _is_text(field.annotation, field.metadata):
            found.add(name)
        for inner in _models(field.annotation):
            found |= _text_fields(inner, seen)
    return found


def _is_text(annotation: Any, metadata: list[Any]) -> bool:
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        return _is_text(inner, metadata)
    if annotation is str:
        return "pattern" not in repr(metadata)
    return any(_is_text(inner, []) for inner in get_args(annotation) if not isinstance(inner, str))


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]


def test_the_translatable_fields_are_the_text_fields_of_the_format() -> None:
    seen: set[type[BaseModel]] = set()
    fields = _text_fields(Exercise, seen) | _text_fields(ConditionList, seen)
    assert fields == extract.TRANSLATABLE


def test_a_library_file_gives_its_words_and_not_its_names() -> None:
    tables = toml_file(heel_raise())
    found = {text: comments for _, _, text, comments in run_toml(tables)}
    assert "Heel raise" in found
    assert found["Rise on to your toes."] == ["ladder.steps.say"]
    assert extract.SIDE_COMMENT in found["Come down slowly, {other} foot free."]
    assert "heel_raise" not in found
    assert "down" not in found, "a coach phase's name is no word"
    assert "hip_height" not in found


def toml_file(tables: dict[str, Any]) -> bytes:
    return "\n".join(f"{key} = {toml(value)}" for key, value in tables.items()).encode()


def run_toml(data: bytes) -> list[tuple[int, str, str, list[str]]]:
    return list(extract.extract_toml(BytesIO(data), (), (), {}))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A source tree with a sentence in every kind of file."""
    files = {
        "src/tenfold/library/x/exercise.toml": 'name = "From the library"\n',
        "src/tenfold/engine.py": 'A = N_("From Python, {n}", n=1)\n'
        'B = NN_("{n} breath", "{n} breaths", n)\nC = N_(computed)\n'
        'D = N_("In two "\n"parts")\n',
        "src/tenfold/web/templates/a.html": '<p title="{{ _("From a template") }}">'
        "{% trans %}In a block{% endtrans %}</p>",
        "frontend/src/a.ts": 'const a: Array<string> = [t("From the page: {n}", { n: 3 })];\n'
        "const b = `${t('Inside a template string')} ${c as unknown as string}`;\n",
        "frontend/src/a.test.ts": 't("Only in a test");\n',
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_sentences_come_from_every_kind_of_file(source: Path) -> None:
    catalog = extract.gather(source)
    assert ids(catalog) == {
        "From the library",
        "From Python, {n}",
        "{n} breath",
        "In two parts",
        "From a template",
        "In a block",
        "From the page: {n}",
        "Inside a template string",
    }
    page = catalog.get("Inside a template string")
    assert page is not None
    assert page.locations == [("frontend/src/a.ts", 0)]


def test_the_template_is_the_same_every_time(source: Path) -> None:
    text = extract.pot_text(source)
    assert text == extract.pot_text(source)
    assert "Babel" not in text, "another version of the tool must not change the file"
    assert text.startswith("# Every sentence of Tenfold.")


def test_the_command_writes_the_file(tmp_path: Path, source: Path) -> None:
    target = tmp_path / "new" / "tenfold.pot"
    extract.main(source, target)
    assert target.read_text(encoding="utf-8") == extract.pot_text(source)
