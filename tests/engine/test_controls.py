import pytest

from chopin_studio.engine.classic.family import ClassicFamily
from chopin_studio.engine.controls import (
    CONTROLS,
    unsupported,
    why_unsupported,
    without_unsupported,
)
from chopin_studio.engine.expressive.family import ExpressiveFamily
from chopin_studio.engine.generator import generate
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.settings.definition import SettingsError

CLASSIC, EXPRESSIVE = ClassicFamily(), ExpressiveFamily()
ASKED = {
    "key": "C major",
    "meter": "3/4",
    "bars": 8,
    "lowest_pitch": 40,
    "highest_pitch": 80,
    "hand_span": 12,
}


def test_the_expressive_family_follows_every_control_and_the_classic_one_none():
    assert EXPRESSIVE.controls == set(CONTROLS)
    assert CLASSIC.controls == set()


def test_what_every_model_follows_is_never_refused():
    settings = GenerationSettings(notes=5, takes=2, temperature=0.5, top_p=0.5, bpm=90)
    assert unsupported(CLASSIC, settings) == ()


@pytest.mark.parametrize("name", CONTROLS)
def test_a_control_that_a_family_does_not_follow_is_refused_with_the_remedy(classic_256, name):
    settings = GenerationSettings(**{name: ASKED[name]})
    assert unsupported(CLASSIC, settings) == (name,)
    assert unsupported(EXPRESSIVE, settings) == ()
    with pytest.raises(SettingsError, match="Choose an expressive model") as refused:
        next(generate(classic_256, settings))
    assert str(refused.value) == why_unsupported(CLASSIC, name)
    assert CONTROLS[name] in str(refused.value)


def test_what_a_family_does_not_follow_is_left_out_and_the_rest_kept():
    settings = GenerationSettings(notes=5, temperature=0.5, bpm=90, **ASKED)
    assert without_unsupported(CLASSIC, settings) == GenerationSettings(
        notes=5, temperature=0.5, bpm=90
    )
    assert without_unsupported(EXPRESSIVE, settings) == settings
