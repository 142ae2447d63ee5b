"""The soundfont cutter, on a tiny font and on the font that ships."""

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from chopin_studio import paths
from chopin_studio.synth import (
    SynthError,
    load_fluidsynth,
    load_piano,
    new_empty_synth,
    play_message,
    render,
)
from tests.soundfonts import tiny_soundfont

ROOT = Path(__file__).resolve().parents[2]
WHOLE_FONT = Path("/usr/share/sounds/sf3/MuseScore_General_Lite.sf3")


@pytest.fixture(scope="module")
def cutter() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "cut_soundfont", ROOT / "packaging" / "cut_soundfont.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_only_the_preset_and_what_it_plays_are_kept(cutter):
    cut = cutter.cut_preset(tiny_soundfont(), bank=0, program=5)
    chunks = cutter.read_chunks(cut)
    assert [p[0].rstrip(b"\0") for p in cutter.PRESET.iter_unpack(chunks[b"phdr"])] == [
        b"second",
        b"EOP",
    ]
    assert [i[0].rstrip(b"\0") for i in cutter.INSTRUMENT.iter_unpack(chunks[b"inst"])] == [
        b"two",
        b"EOI",
    ]
    sample, end = cutter.SAMPLE.iter_unpack(chunks[b"shdr"])
    assert sample[0].rstrip(b"\0") == b"loud"
    assert sample[1:5] == (0, 600, 8, 500)
    assert end[0].rstrip(b"\0") == b"EOS"
    assert np.abs(np.frombuffer(chunks[b"smpl"], "<i2").astype(int)).max() > 15000


def test_cutting_is_repeatable_and_cutting_again_changes_nothing(cutter):
    cut = cutter.cut_preset(tiny_soundfont(), bank=0, program=5)
    assert cut == cutter.cut_preset(tiny_soundfont(), bank=0, program=5)
    assert cut == cutter.cut_preset(cut, bank=0, program=5)


def test_a_missing_preset_and_a_foreign_file_are_refused_in_words(cutter):
    with pytest.raises(cutter.SoundfontError, match="no preset 9"):
        cutter.cut_preset(tiny_soundfont(), bank=0, program=9)
    with pytest.raises(cutter.SoundfontError, match="no SoundFont"):
        cutter.cut_preset(b"MThd and so on", bank=0, program=0)


def test_the_shipped_font_holds_one_grand_piano_and_its_licence(cutter):
    chunks = cutter.read_chunks(paths.soundfont().read_bytes())
    assert [p[0].rstrip(b"\0") for p in cutter.PRESET.iter_unpack(chunks[b"phdr"])] == [
        b"Grand Piano",
        b"EOP",
    ]
    assert len(chunks[b"shdr"]) // cutter.SAMPLE.size == 144 + 1
    licence = paths.soundfont().with_name("LICENSE-grand-piano.txt").read_text()
    assert "Permission is hereby granted, free of charge" in licence


def test_the_shipped_font_sounds_exactly_like_the_whole_one():
    if not WHOLE_FONT.is_file():
        pytest.skip("needs the Debian package musescore-general-soundfont-small")
    try:
        load_fluidsynth()
    except SynthError as error:
        pytest.skip(str(error))
    sounds = []
    for font in (WHOLE_FONT, paths.soundfont()):
        synth = new_empty_synth(settings={"synth.dynamic-sample-loading": 1})
        load_piano(synth, font)
        blocks = []
        for pitch in range(21, 109, 6):
            for velocity in (3, 50, 90, 127):
                play_message(synth, (0x90, pitch, velocity))
                blocks.append(render(synth, 1000))
                play_message(synth, (0xB0, 120, 0))
        synth.delete()
        sounds.append(np.concatenate(blocks))
    assert np.abs(sounds[0]).max() > 0.01
    assert np.array_equal(*sounds)
