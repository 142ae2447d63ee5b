"""The sostenuto and soft pedal stay with their music wherever it is cut, joined and stored."""

from dataclasses import replace
from pathlib import Path

import pytest

from chopin_studio.music.bar_order import in_bar_order
from chopin_studio.music.excerpt import ControlChange, Excerpt
from chopin_studio.music.long_rests import without_long_rests
from chopin_studio.music.midi_io import read_midi, write_midi
from chopin_studio.music.note import Note
from chopin_studio.music.performance.phrase_edits import trimmed
from chopin_studio.music.splicing import kept_until, without
from chopin_studio.music.tail import music_from

BAR = 1920
SOSTENUTO, SOFT = 66, 67
MUSIC = Excerpt(
    notes=tuple(Note(60, 64, beat * 480, 480) for beat in range(16)),
    controls=(
        ControlChange(0, SOFT, 127),
        ControlChange(480, SOSTENUTO, 100),
        ControlChange(BAR + 480, SOFT, 0),
        ControlChange(2 * BAR, SOSTENUTO, 0),
    ),
)


def moves(music: Excerpt) -> list[tuple[int, int, int]]:
    return [(change.tick, change.controller, change.value) for change in music.controls]


def test_they_go_through_a_midi_file(tmp_path: Path) -> None:
    write_midi(MUSIC, tmp_path / "a.mid")
    assert read_midi(tmp_path / "a.mid") == read_midi(tmp_path / "a.mid")
    assert read_midi(tmp_path / "a.mid").controls == MUSIC.controls


def test_a_note_is_still_down_when_the_sostenuto_pedal_takes_it(tmp_path: Path) -> None:
    write_midi(Excerpt((Note(60, 64, 0, 480),), controls=MUSIC.controls), tmp_path / "a.mid")
    data = (tmp_path / "a.mid").read_bytes()
    assert data.index(bytes((SOSTENUTO, 100))) < data.index(bytes((0x80, 60, 64)))


def test_what_follows_a_cut_begins_with_the_pedals_that_are_down() -> None:
    assert moves(music_from(MUSIC, BAR)) == [
        (0, SOFT, 127),
        (0, SOSTENUTO, 100),
        (480, SOFT, 0),
        (BAR, SOSTENUTO, 0),
    ]


def test_a_phrase_cut_out_lifts_its_pedals_at_its_end() -> None:
    assert moves(trimmed(MUSIC, 0, BAR)) == [
        (0, SOFT, 127),
        (480, SOSTENUTO, 100),
        (BAR, SOFT, 0),
        (BAR, SOSTENUTO, 0),
    ]


def test_what_precedes_a_cut_keeps_its_own() -> None:
    assert moves(kept_until(MUSIC, BAR)) == [(0, SOFT, 127), (480, SOSTENUTO, 100)]


def test_after_a_passage_that_is_removed_the_pedals_are_as_they_were() -> None:
    assert moves(without(MUSIC, 480, 2 * BAR)) == [
        (0, SOFT, 127),
        (2 * BAR, SOFT, 0),
        (2 * BAR, SOSTENUTO, 100),
        (2 * BAR, SOSTENUTO, 0),
    ]


def test_bars_in_another_order_bring_their_pedals() -> None:
    assert moves(in_bar_order(MUSIC, [1, 0])) == [
        (0, SOFT, 127),
        (0, SOSTENUTO, 100),
        (480, SOFT, 0),
        (BAR, SOFT, 127),
        (BAR, SOSTENUTO, 0),
        (BAR + 480, SOSTENUTO, 100),
        (2 * BAR, SOFT, 0),
        (2 * BAR, SOSTENUTO, 0),
    ]


def test_where_a_rest_is_shortened_they_move_with_their_notes() -> None:
    far = Note(60, 64, 20 * BAR, 480)
    late = replace(
        MUSIC,
        notes=(*MUSIC.notes, far),
        controls=(*MUSIC.controls, ControlChange(far.onset_tick, SOFT, 90)),
    )
    shortened = without_long_rests(late, 2 * BAR).excerpt
    assert shortened.controls[-1].tick == shortened.notes[-1].onset_tick < far.onset_tick


@pytest.mark.parametrize("wrong", [(-1, 66, 0), (0, 64, 0), (0, 67, 128)])
def test_an_impossible_move_is_refused(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="must"):
        ControlChange(*wrong)
