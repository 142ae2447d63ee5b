from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.note import Note
from chopin_studio.music.opened_music import OpenedMusic
from chopin_studio.music.performance.beat_network import BeatNetwork
from chopin_studio.music.performance.beat_network_file import read_network
from chopin_studio.music.performance.find_beats import find_beats
from chopin_studio.music.performance.found_beats import Meter
from chopin_studio.music.performance.opened_on_beats import (
    BeatsFrom,
    laid_on_beats,
    opened_on_beats,
    written_out,
)
from chopin_studio.music.tempo import TempoMap
from chopin_studio.paths import beat_network
from tests.music.performance.playing import played, to_a_click, waltz


@pytest.fixture(scope="module")
def network() -> BeatNetwork:
    return read_network(beat_network())


def onsets_sec(excerpt: Excerpt) -> list[float]:
    return sorted(excerpt.tempo_map.tick_to_sec(note.onset_tick) for note in excerpt.notes)


def downbeat_share(excerpt: Excerpt) -> float:
    """Return the share of basses that begin a bar."""
    basses = [note.onset_tick for note in excerpt.notes if note.pitch < 50]
    return sum(excerpt.meters.bar_at(tick).start_tick == tick for tick in basses) / len(basses)


@pytest.mark.parametrize("bpm", [80, 130, 180])
def test_a_waltz_that_was_played_gets_its_beats_and_bars_back(
    network: BeatNetwork, bpm: int
) -> None:
    found = find_beats(played(waltz(24, bpm)), network)
    assert found is not None
    assert found.beats_per_minute == pytest.approx(bpm, rel=0.12)
    assert found.beats_in_bar == 3
    assert downbeat_share(written_out(played(waltz(24, bpm)), beat_network())) >= 0.9


@pytest.mark.parametrize("upbeats", [1, 2])
def test_a_waltz_that_begins_before_the_bar_line_has_its_basses_on_it(upbeats: int) -> None:
    begun = tuple(note for note in waltz(24).notes if note.onset_tick >= (3 - upbeats) * 480)
    free = played(Excerpt(begun, tempo_map=TempoMap.constant(120)))
    assert downbeat_share(written_out(free, beat_network())) >= 0.9


def test_what_was_played_sounds_as_before_on_its_beats() -> None:
    free = replace(played(waltz()), pedals=(PedalChange(2000, 127), PedalChange(3000, 0)))
    laid = laid_on_beats(free, beat_network())
    assert laid.found is not None
    shifts = np.subtract(onsets_sec(laid.excerpt), onsets_sec(free))
    assert np.ptp(shifts) <= 0.003


def test_what_was_found_is_said_and_the_files_beats_are_kept_in_silence() -> None:
    free = OpenedMusic(played(waltz()))
    (notice,) = opened_on_beats(free, beat_network()).notices
    assert "played freely" in notice
    assert opened_on_beats(free, beat_network(), BeatsFrom.FILE) == free
    for kept in (waltz(), to_a_click(waltz(), 0.02)):
        assert opened_on_beats(OpenedMusic(kept), beat_network()) == OpenedMusic(kept)


def test_beats_are_found_in_written_music_where_one_asks_for_it() -> None:
    laid = laid_on_beats(waltz(24), beat_network(), BeatsFrom.FIND)
    assert laid.found is not None
    assert laid.found.meter == Meter(3, 4)


def test_music_on_the_beats_found_is_not_looked_through_again() -> None:
    once = laid_on_beats(played(waltz()), beat_network()).excerpt
    assert laid_on_beats(once, beat_network()).found is None


@pytest.mark.parametrize("count", [0, 1, 2])
def test_next_to_nothing_is_no_trouble(count: int, network: BeatNetwork) -> None:
    excerpt = Excerpt(tuple(Note(60, 64, 500 * i, 100) for i in range(count)))
    assert written_out(excerpt, beat_network()) == excerpt
    find_beats(excerpt, network)


def test_a_day_of_silence_is_no_trouble() -> None:
    onsets = [i * 217 + i % 7 for i in range(40)]
    notes = tuple(Note(60, 64, onset, 100) for onset in (*onsets, 24 * 3600 * 960))
    found = written_out(Excerpt(notes), beat_network())
    assert found.tempo_map.tick_to_sec(found.notes[-1].onset_tick) == pytest.approx(86_400, abs=1)


def test_a_mazurka_of_chopin_s_played_freely_gets_its_meter_back(
    corpus_dir: Path, network: BeatNetwork
) -> None:
    whole = read_midi(corpus_dir / "midis" / "Chopin" / "chpn_op33_2.mid")
    found = find_beats(played(replace(whole, notes=whole.notes[:800], pedals=())), network)
    assert found is not None
    assert found.meter == Meter(3, 4)
