import pytest

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER as QUARTER
from chopin_studio.music.note import Note
from chopin_studio.music.tail import tail
from chopin_studio.music.tempo import TempoChange, TempoMap

WALTZ = MeterMap((MeterChange(0, 3, 4),))
BAR = 3 * QUARTER


def notes(count: int, step: int = QUARTER) -> tuple[Note, ...]:
    """A chord of two on every step."""
    return tuple(
        Note(pitch, 80, place * step, step) for place in range(count) for pitch in (60, 64)
    )


def test_it_begins_at_a_bar_line_and_has_no_more_onsets_than_asked_for():
    music = Excerpt(notes(12), meters=WALTZ, title="Waltz", seed_end_tick=BAR)
    end = tail(music, 8)
    assert [note.onset_tick for note in end.notes[::2]] == [QUARTER * place for place in range(6)]
    assert (end.title, end.seed_end_tick, end.meters) == ("Waltz", 0, WALTZ)


def test_short_music_stays_whole():
    music = Excerpt(notes(5), meters=WALTZ)
    assert tail(music, 8).notes == music.notes
    assert tail(Excerpt(), 8) == Excerpt()


def test_a_last_bar_of_too_many_onsets_is_cut_between_them():
    end = tail(Excerpt(notes(24, step=60), meters=WALTZ), 4)
    assert [note.onset_tick for note in end.notes[::2]] == [0, 60, 120, 180]


def test_tempo_bars_key_and_pedal_go_on_as_they_are_there():
    music = Excerpt(
        notes(12),
        TempoMap((TempoChange(0, 500_000), TempoChange(BAR, 600_000), TempoChange(3 * BAR, 7))),
        MeterMap((MeterChange(0, 3, 4), MeterChange(3 * BAR, 4, 4))),
        (KeyChange(0, Key(-3, "minor")), KeyChange(3 * BAR, Key(0))),
        (PedalChange(0, 0), PedalChange(BAR, 127), PedalChange(3 * BAR, 0)),
    )
    end = tail(music, 8)  # from the third bar on
    assert end.tempo_map.changes == (TempoChange(0, 600_000), TempoChange(BAR, 7))
    assert end.meters.changes == (MeterChange(0, 3, 4), MeterChange(BAR, 4, 4))
    assert end.keys == (KeyChange(0, Key(-3, "minor")), KeyChange(BAR, Key(0)))
    assert end.pedals == (PedalChange(0, 127), PedalChange(BAR, 0))


@pytest.mark.parametrize("most", [1, 2, 3, 5, 100])
def test_the_end_stays_the_end(most):
    music = Excerpt(notes(12), meters=WALTZ)
    end = tail(music, most)
    assert 0 < len(end.notes) / 2 <= max(most, 1)
    assert [note.pitch for note in end.notes] == [60, 64] * (len(end.notes) // 2)
    assert music.end_tick - end.end_tick == music.notes[-len(end.notes)].onset_tick
