import pytest

from chopin_studio.engine.classic.family import ClassicFamily
from chopin_studio.engine.controls import (
    CONTROLS,
    PLANNING,
    unsupported,
    why_unsupported,
    without_unsupported,
)
from chopin_studio.engine.expressive.family import ExpressiveFamily
from chopin_studio.engine.generator import generate
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.plan.plan import Plan, PlannedBar
from chopin_studio.settings.definition import SettingsError
from tests.expressive_models import write_expressive_model

CLASSIC, EXPRESSIVE = ClassicFamily(), ExpressiveFamily()
ASKED = {
    "key": "C major",
    "meter": "3/4",
    "bars": 8,
    "lowest_pitch": 40,
    "highest_pitch": 80,
    "hand_span": 12,
    "form": "A A",
    "chords": "C",
    "density": 3,
    "register": 3,
    "loudness": 3,
    "composer": "Bach",
    "quality": "careful",
    "plan": Plan((PlannedBar(),)),
}
FOR_ALL = {name: value for name, value in ASKED.items() if name not in PLANNING}


def test_the_expressive_family_follows_every_control_but_plans_and_the_classic_one_none():
    assert EXPRESSIVE.controls == set(CONTROLS) - PLANNING
    assert CLASSIC.controls == set()


def test_what_every_model_follows_is_never_refused():
    settings = GenerationSettings(notes=5, takes=2, temperature=0.5, top_p=0.5, bpm=90)
    assert unsupported(CLASSIC, settings) == ()


@pytest.mark.parametrize("name", CONTROLS)
def test_a_control_that_a_family_does_not_follow_is_refused_with_the_remedy(classic_256, name):
    settings = GenerationSettings(**{name: ASKED[name]})
    assert unsupported(CLASSIC, settings) == (name,)
    assert unsupported(EXPRESSIVE, settings) == ((name,) if name in PLANNING else ())
    with pytest.raises(SettingsError, match="Choose an expressive model") as refused:
        next(generate(classic_256, settings))
    assert str(refused.value) == why_unsupported(CLASSIC, name)
    assert CONTROLS[name] in str(refused.value)


def test_what_a_family_does_not_follow_is_left_out_and_the_rest_kept():
    settings = GenerationSettings(notes=5, temperature=0.5, bpm=90, **FOR_ALL)
    assert without_unsupported(CLASSIC, settings) == GenerationSettings(
        notes=5, temperature=0.5, bpm=90
    )
    assert without_unsupported(EXPRESSIVE, settings) == settings


@pytest.mark.parametrize("version", [1, 2])
def test_models_of_the_newer_format_follow_plans(tmp_path, version):
    bundle = write_expressive_model(tmp_path / "expressive-16", version=version)
    settings = GenerationSettings(**ASKED)
    assert set(unsupported(bundle, settings)) == (PLANNING if version == 1 else set())
