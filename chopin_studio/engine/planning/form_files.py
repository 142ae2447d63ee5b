"""The model of forms on disk: one JSON file that ships with the studio."""

from pathlib import Path

from chopin_studio import data_fields as check
from chopin_studio.data_fields import DataError
from chopin_studio.data_files import read_json
from chopin_studio.engine.planning.form_model import FormModel
from chopin_studio.engine.planning.form_template import FormTemplate, bars_text, parse_bars
from chopin_studio.errors import StudioError
from chopin_studio.music.meter import MeterChange
from chopin_studio.music.plan.form_text import FormError, form_text, parse_form
from chopin_studio.music.plan.plan import Plan
from chopin_studio.texts import translatable

FORMAT_VERSION = 1
MOST_BYTES = 200_000
_MOST_TEMPLATES = 2000
_LONGEST_TITLE = 200
_LONGEST_BARS = 10_000


class FormModelError(StudioError):
    """The model of forms cannot be used."""


def read_form_model(path: Path) -> FormModel:
    """Read a model of forms; raises FormModelError where it is missing or damaged."""
    try:
        value = check.fields(read_json(path, MOST_BYTES))
        check.whole(value["version"], FORMAT_VERSION, FORMAT_VERSION)
        entries = check.items(value["pieces"], _MOST_TEMPLATES, least=1)
        return FormModel(tuple(_template(check.fields(entry)) for entry in entries))
    except (OSError, KeyError, ValueError, FormError) as error:
        raise FormModelError(
            translatable(
                "The forms in {path} cannot be read. Install Chopin Studio again.", path=path
            )
        ) from error


def form_model_json(templates: tuple[FormTemplate, ...], credit: str) -> dict[str, object]:
    """Return the JSON value that `read_form_model` reads; `credit` says whose work it is from."""
    return {
        "version": FORMAT_VERSION,
        "credit": credit,
        "pieces": [_entry(template) for template in templates],
    }


def _entry(template: FormTemplate) -> dict[str, object]:
    return {
        "id": template.id,
        "title": template.title,
        "composer": template.composer,
        "meter": [template.meter.numerator, template.meter.denominator],
        "first_bar": template.plan.first_bar,
        "form": form_text(template.plan.sections),
        "bars": bars_text(template.plan.bars),
    }


def _template(entry: dict[str, object]) -> FormTemplate:
    numerator, denominator = check.items(entry["meter"], 2, least=2)
    meter = MeterChange(0, check.whole(numerator, 1, 255), check.whole(denominator, 1, 64))
    bars = parse_bars(check.text(entry["bars"], _LONGEST_BARS))
    sections = parse_form(check.line(entry["form"], _LONGEST_BARS))
    first_bar = check.whole(entry["first_bar"], 0, 1)
    if first_bar + sum(section.bars for section in sections) != len(bars):
        raise DataError(translatable("must be a plan of bars"))
    return FormTemplate(
        id=check.identifier(entry["id"]),
        title=check.line(entry["title"], _LONGEST_TITLE, least=1),
        composer=check.line(entry["composer"], _LONGEST_TITLE),
        meter=meter,
        plan=Plan(bars, sections, first_bar),
    )
