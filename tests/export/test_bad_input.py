"""What nobody would write becomes a valid, readable score, or one sentence and no file."""

from pathlib import Path

import mido
import pytest

from chopin_studio.export.errors import ExportError
from chopin_studio.export.formats import export_excerpt
from chopin_studio.export.notation.spelling import LOWEST_WRITABLE_PITCH
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.note import Note, score_order
from tests.export.reading import Reading, read_score
from tests.export.schema import parsed

DAY_TICKS = 24 * 3600 * 960
"""A day at 120 quarters a minute."""


def exported(excerpt: Excerpt, folder: Path) -> Reading:
    export_excerpt(excerpt, folder / "a.musicxml")
    reading = read_score(parsed((folder / "a.musicxml").read_bytes()))
    assert not any(reading.faults().values()), reading.faults()
    return reading


def test_nothing_is_a_bar_of_rest(tmp_path: Path) -> None:
    reading = exported(Excerpt(), tmp_path)
    assert (reading.notes, reading.bars, reading.voices_per_staff) == ([], 1, {1: 2})


def test_pedal_without_notes_is_a_bar_of_rest(tmp_path: Path) -> None:
    pedals = (PedalChange(0, 127), PedalChange(4000, 0), PedalChange(9000, 127))
    assert exported(Excerpt(pedals=pedals), tmp_path).notes == []


@pytest.mark.parametrize(
    ("onset", "duration", "bars"), [(0, 1, 1), (0, 480, 1), (19199, 1, 10), (0, 19200, 10)]
)
def test_a_single_note_is_one_note(onset: int, duration: int, bars: int, tmp_path: Path) -> None:
    reading = exported(Excerpt((Note(60, 64, onset, duration),)), tmp_path)
    assert ([note.pitch for note in reading.notes], reading.bars) == ([60], bars)


def test_of_all_128_keys_at_once_those_are_written_that_a_score_can_name(tmp_path: Path) -> None:
    keys = Excerpt(tuple(Note(pitch, 64, 0, 480) for pitch in range(128)))
    written = {note.pitch for note in exported(keys, tmp_path).notes}
    assert written == set(range(LOWEST_WRITABLE_PITCH, 128))


def test_music_below_every_key_that_a_score_can_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"^This music has notes below .*\. Export it as MIDI\.$"):
        export_excerpt(Excerpt((Note(5, 64, 0, 480),)), tmp_path / "a.musicxml")
    assert list(tmp_path.iterdir()) == []


def test_128_notes_at_once_are_one_chord_a_staff(tmp_path: Path) -> None:
    keys = [Note(pitch, 64, 0, 480) for pitch in range(LOWEST_WRITABLE_PITCH, 128)]
    notes = sorted((*keys, *(Note(60 + i, 90, 0, 480) for i in range(12))), key=score_order)
    reading = exported(Excerpt(tuple(notes)), tmp_path)
    assert len(notes) == 128
    assert {note.pitch for note in reading.notes} == set(range(LOWEST_WRITABLE_PITCH, 128))
    assert {note.onset for note in reading.notes} == {0}


def test_notes_over_a_day_apart_are_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"^This music has more than \d+ bars, .*\.$"):
        export_excerpt(
            Excerpt((Note(60, 64, 0, 480), Note(62, 64, DAY_TICKS + 1, 480))),
            tmp_path / "a.musicxml",
        )
    assert list(tmp_path.iterdir()) == []


def test_notes_a_thousandth_of_a_beat_apart_are_chords(tmp_path: Path) -> None:
    file = mido.MidiFile(ticks_per_beat=1000)
    track = file.add_track()
    for beat in range(4):
        for i in range(5):
            gap = 1 if i else (0 if beat == 0 else 496)
            track.append(mido.Message("note_on", note=60 + beat + 2 * i, time=gap))
        for i in range(5):
            gap = 0 if i else 500
            track.append(mido.Message("note_off", note=60 + beat + 2 * i, time=gap))
    file.save(tmp_path / "a.mid")
    reading = exported(read_midi(tmp_path / "a.mid"), tmp_path)
    assert sorted({note.onset for note in reading.notes}) == [0, 1, 2, 3]
    assert (len(reading.notes), reading.tuplets, reading.signs["grace"]) == (20, {}, 0)


def test_17_16_is_bars_of_seventeen_sixteenths(tmp_path: Path) -> None:
    notes = tuple(Note(60 + i % 17, 64, i * 120, 120) for i in range(17 * 4))
    meters = MeterMap((MeterChange(0, 17, 16),))
    reading = exported(Excerpt(notes, meters=meters), tmp_path)
    assert (reading.bars, reading.tuplets, len(reading.notes)) == (4, {}, 68)
    assert [start * 4 for start in reading.bar_starts] == [0, 17, 34, 51]
