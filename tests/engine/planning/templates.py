"""Templates of forms, written by hand."""

from chopin_studio.engine.planning.form_template import FormTemplate, parse_bars
from chopin_studio.music.meter import MeterChange
from chopin_studio.music.plan.form_text import parse_form
from chopin_studio.music.plan.plan import Plan

FOUR_FOUR, THREE_FOUR = MeterChange(0, 4, 4), MeterChange(0, 3, 4)
SONG = "n4 e2<4 n2 e8<8 n8 e8<24"
"""A song form of eight-bar phrases, the first of which repeats its first two bars."""


def template(bars=SONG, form="A A B A", meter=FOUR_FOUR, first_bar=0, template_id="song"):
    plan = Plan(parse_bars(bars), parse_form(form), first_bar)
    return FormTemplate(template_id, f"The {template_id}", "Somebody", meter, plan)
