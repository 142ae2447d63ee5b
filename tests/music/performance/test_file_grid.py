from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import read_midi, write_midi
from chopin_studio.music.note import Note
from chopin_studio.music.performance.file_grid import grid_fit, has_grid
from chopin_studio.music.tempo import TempoChange, TempoMap
from tests.music.performance.playing import played, to_a_click, waltz

ODD = tuple(place for place in range(24) if place % 3 and place % 4)
"""The 24ths of a beat that neither eighths nor sixths of it reach."""


def test_written_music_has_a_grid_and_played_music_has_none() -> None:
    assert grid_fit(waltz()).is_exact
    assert not has_grid(played(waltz()))


@pytest.mark.parametrize("bpm", [60, 100, 160])
def test_music_played_to_a_click_has_a_grid_that_is_not_exact(bpm: int) -> None:
    fit = grid_fit(to_a_click(waltz(bpm=bpm), 0.025))
    assert fit.is_on_grid
    assert not fit.is_exact
    assert 0.01 <= fit.spread_sec <= 0.02  # a uniform one of 25 ms has 14


def test_music_whose_tempo_map_follows_the_player_has_a_grid() -> None:
    random = Random(3)
    changes = tuple(TempoChange(480 * i, random.randint(400_000, 900_000)) for i in range(48))
    assert has_grid(to_a_click(replace(waltz(), tempo_map=TempoMap(changes)), 0.025))


def test_music_on_24ths_of_a_beat_has_a_grid_however_odd_its_places(tmp_path: Path) -> None:
    random = Random(4)
    onsets = sorted(random.sample([24 * beat + place for beat in range(24) for place in ODD], 200))
    take = Excerpt(tuple(Note(60 + i % 12, 64, onset * 20, 20) for i, onset in enumerate(onsets)))
    write_midi(take, tmp_path / "take.mid")
    assert has_grid(take)
    assert has_grid(read_midi(tmp_path / "take.mid"))


@pytest.mark.parametrize("parts", [5, 7])
def test_a_sequencer_s_odd_tuplets_are_exact(parts: int) -> None:
    onsets = [round(beat * 480 + i * 480 / parts) for beat in range(24) for i in range(parts)]
    onsets += [beat * 480 for beat in range(24, 48)] + [beat * 480 + 240 for beat in range(24, 48)]
    assert has_grid(Excerpt(tuple(Note(60, 64, onset, 40) for onset in sorted(onsets))))


def test_onsets_at_random_have_no_grid() -> None:
    random = Random(5)
    onsets = sorted(random.sample(range(40_000), 200))
    assert not has_grid(Excerpt(tuple(Note(60, 64, onset, 30) for onset in onsets)))


def test_a_few_notes_are_taken_as_they_are() -> None:
    assert has_grid(Excerpt())
    assert has_grid(Excerpt(tuple(Note(60, 64, 37 * i, 30) for i in range(5))))


def test_chopin_has_a_grid(corpus_dir: Path) -> None:
    for path in sorted((corpus_dir / "midis" / "Chopin").glob("*.mid")):
        assert has_grid(read_midi(path)), path.name
