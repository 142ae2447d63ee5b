"""The model of forms as a file."""

import json

import pytest

from chopin_studio import paths
from chopin_studio.engine.planning.form_files import (
    MOST_BYTES,
    FormModelError,
    form_model_json,
    read_form_model,
)
from tests.engine.planning.templates import THREE_FOUR, template

TEMPLATES = (
    template(),
    template("n1 n8 e8<8+5", "A A+5", THREE_FOUR, first_bar=1, template_id="waltz"),
)


def written(path, change=lambda value: None):
    value = json.loads(json.dumps(form_model_json(TEMPLATES, "Who made it")))
    change(value)
    path.write_text(json.dumps(value))
    return path


def test_what_is_written_is_read_again(tmp_path):
    path = written(tmp_path / "forms.json")
    assert read_form_model(path).templates == TEMPLATES
    assert json.loads(path.read_text())["credit"] == "Who made it"


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value.update(version=2),
        lambda value: value.update(pieces=[]),
        lambda value: value.pop("pieces"),
        lambda value: value["pieces"][0].update(bars="n31"),
        lambda value: value["pieces"][0].update(bars="e32<1"),
        lambda value: value["pieces"][0].update(form="B' A"),
        lambda value: value["pieces"][0].update(form=7),
        lambda value: value["pieces"][0].update(first_bar=1),
        lambda value: value["pieces"][0].update(meter=[4, 3]),
        lambda value: value["pieces"][0].update(meter=[4]),
        lambda value: value["pieces"][0].update(id="../song"),
        lambda value: value["pieces"][0].update(title="two\nlines"),
        lambda value: value["pieces"].append(None),
    ],
)
def test_a_damaged_file_is_refused(tmp_path, change):
    path = written(tmp_path / "forms.json", change)
    with pytest.raises(FormModelError, match="Install Chopin Studio again"):
        read_form_model(path)


@pytest.mark.parametrize("content", ["", "[]", "{", "x" * (MOST_BYTES + 1)])
def test_a_file_that_is_none_is_refused(tmp_path, content):
    path = tmp_path / "forms.json"
    path.write_text(content)
    with pytest.raises(FormModelError):
        read_form_model(path)
    with pytest.raises(FormModelError):
        read_form_model(tmp_path / "missing.json")


def test_the_forms_that_ship_can_be_read_and_have_what_people_look_for():
    model = read_form_model(paths.forms())
    titles = {one.title for one in model.templates if one.composer == "Chopin"}
    assert len(titles) > 30
    assert len({one.id for one in model.templates}) == len(model.templates)
