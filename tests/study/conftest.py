"""What several tests of listening studies need."""

import pytest

from chopin_studio.synth import SynthError, load_fluidsynth
from tests.soundfonts import tiny_soundfont


@pytest.fixture
def soundfont(tmp_path):
    try:
        load_fluidsynth()
    except SynthError as error:
        pytest.skip(str(error))
    path = tmp_path / "tiny.sf2"
    path.write_bytes(tiny_soundfont())
    return path
