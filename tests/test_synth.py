import importlib

import numpy as np
import pytest

from chopin_studio import paths, synth
from chopin_studio.synth import (
    SynthError,
    fluidsynth_version,
    load_fluidsynth,
    new_empty_synth,
    new_synth,
    play_message,
    render,
)


@pytest.fixture(scope="module")
def piano():
    try:
        made = new_synth(paths.soundfont())
    except SynthError as error:
        pytest.skip(str(error))
    yield made
    made.delete()


def test_a_missing_library_is_a_sentence_with_a_remedy(monkeypatch):
    def fail(name: str):
        raise ImportError(f"Couldn't find {name}")

    monkeypatch.setattr(importlib, "import_module", fail)
    with pytest.raises(SynthError, match=r"Install|brew"):
        load_fluidsynth()


def test_the_version_is_three_numbers(piano):
    assert [part.isdecimal() for part in fluidsynth_version().split(".")] == [True] * 3


def test_a_synthesizer_is_silent_from_its_first_sample(piano):
    for _ in range(10):
        litter = [np.full(200, 1e30, np.float32) for _ in range(400)]
        del litter  # its memory is given out again, as it is
        made = new_empty_synth(settings={"synth.reverb.active": 1})
        loudest = np.abs(render(made, 512)).max()
        made.delete()
        assert loudest < 1e-3


def test_every_velocity_sounds_over_the_whole_keyboard(piano):
    for pitch in (21, 60, 108):
        for velocity in (1, 2, 3, 64, 127):
            play_message(piano, (0x90, pitch, velocity))
            assert np.abs(render(piano, 3000)).max() > 1e-6, (pitch, velocity)
            hush(piano)


def hush(piano) -> None:
    play_message(piano, (0xB0, 120, 0))
    render(piano, 44100)  # the reverb dies away


def test_louder_strikes_are_louder(piano):
    peaks = []
    for velocity in (20, 60, 100):
        play_message(piano, (0x90, 60, velocity))
        peaks.append(float(np.abs(render(piano, 8000)).max()))
        hush(piano)
    assert peaks == sorted(peaks)
    assert peaks[0] < peaks[-1] / 2


def test_a_file_that_is_no_soundfont_is_refused_in_words(tmp_path):
    wrong = tmp_path / "wrong.sf3"
    wrong.write_bytes(b"RIFF nothing")
    try:
        load_fluidsynth()
    except SynthError as error:
        pytest.skip(str(error))
    with pytest.raises(SynthError, match="cannot read"):
        new_synth(wrong)
    with pytest.raises(SynthError, match="missing"):
        new_synth(tmp_path / "none.sf3")


def test_importing_the_module_loads_no_library():
    assert "fluidsynth" not in vars(synth)
