import pytest
from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import Hand, Note, score_order
from chopin_studio.music.pitch import is_black, note_words, pitch_name
from chopin_studio.ui.roll.geometry import (
    MAX_PIXELS_PER_QUARTER,
    MAX_ROW_HEIGHT,
    MIN_PIXELS_PER_QUARTER,
    MIN_ROW_HEIGHT,
    NoteIndex,
    RollGeometry,
    label_step,
    snapped,
)

NOTES = st.lists(
    st.builds(
        Note,
        pitch=st.integers(21, 108),
        velocity=st.integers(1, 127),
        onset_tick=st.integers(0, 5000),
        duration_tick=st.integers(1, 3000),
    ),
    max_size=40,
)


@given(tick=st.integers(0, 1_000_000), zoom=st.floats(2, 300))
def test_a_tick_goes_to_a_pixel_and_back(tick: int, zoom: float) -> None:
    geometry = RollGeometry(pixels_per_quarter=zoom)
    assert geometry.tick_at(geometry.x_of(tick)) == pytest.approx(tick, abs=1e-3)


@given(pitch=st.integers(21, 108), row_height=st.integers(5, 28), share=st.floats(0, 0.99))
def test_every_pixel_of_a_row_belongs_to_its_pitch(
    pitch: int, row_height: int, share: float
) -> None:
    geometry = RollGeometry(row_height=row_height)
    assert geometry.pitch_at(geometry.y_of(pitch) + share * row_height) == pitch


def test_pixels_outside_the_rows_belong_to_the_outermost_keys() -> None:
    geometry = RollGeometry()
    assert geometry.pitch_at(-50) == 108
    assert geometry.pitch_at(geometry.height + 50) == 21


def test_zoom_stays_within_its_limits() -> None:
    assert RollGeometry().zoomed(1e9).pixels_per_quarter == MAX_PIXELS_PER_QUARTER
    assert RollGeometry().zoomed(1e-9).pixels_per_quarter == MIN_PIXELS_PER_QUARTER
    assert RollGeometry().zoomed_rows(99).row_height == MAX_ROW_HEIGHT
    assert RollGeometry().zoomed_rows(-99).row_height == MIN_ROW_HEIGHT


def test_fitting_across_shows_the_last_tick_at_the_right_edge() -> None:
    geometry = RollGeometry().fitted_across(48_000, 1000)
    assert 980 < geometry.x_of(48_000) <= 1000


def test_fitting_down_leaves_no_empty_strip_and_shows_five_octaves() -> None:
    for height in (200, 450, 640, 1080, 1500):
        geometry = RollGeometry().fitted_down([60, 64], height)
        assert geometry.height >= height or geometry.row_height == MAX_ROW_HEIGHT
        assert geometry.row_height <= max(height // 61, MIN_ROW_HEIGHT, -(-height // 88))


def test_music_beyond_the_piano_gets_its_rows() -> None:
    geometry = RollGeometry().fitted_down([3, 120], 600)
    assert (geometry.lowest_pitch, geometry.highest_pitch) == (3, 120)


@given(notes=NOTES, start=st.integers(0, 6000), length=st.integers(1, 2000))
def test_the_index_finds_just_the_notes_that_sound_in_a_range(
    notes: list[Note], start: int, length: int
) -> None:
    index = NoteIndex()
    for note in notes:
        index.add([note])
    end = start + length
    expected = [note for note in notes if note.onset_tick < end and note.end_tick > start]
    assert sorted(index.between(start, end), key=repr) == sorted(expected, key=repr)
    assert index.end_tick == max((note.end_tick for note in notes), default=0)
    assert len(index) == len(notes)


def test_the_index_names_the_note_under_a_point() -> None:
    first, second = Note(60, 50, 0, 480), Note(60, 90, 240, 480)
    index = NoteIndex([first, second])
    assert index.at(100, 60) is first
    assert index.at(300, 60) == second
    assert index.at(100, 61) is None
    assert index.at(720, 60) is None


def test_keys_have_their_colours_and_names() -> None:
    assert [pitch for pitch in range(60, 72) if is_black(pitch)] == [61, 63, 66, 68, 70]
    assert (pitch_name(60), pitch_name(21), pitch_name(108)) == ("C4", "A0", "C8")


def test_a_note_is_worded_with_its_place() -> None:
    note = Note(61, 64, 4 * 480 + 240, 480, Hand.LEFT)
    assert note_words(note, MeterMap()) == "C♯4, left hand, velocity 64\nbar 2, beat 1.5"


def test_bar_numbers_thin_out_as_bars_grow_narrow() -> None:
    assert [label_step(width, 32) for width in (64, 32, 16, 8, 1)] == [1, 1, 2, 4, 32]


def test_snapping_counts_from_the_bar_line() -> None:
    assert snapped(500, 480) == 480
    assert snapped(900, 480, origin=100) == 1060


def test_a_note_held_for_the_whole_piece_is_found_everywhere_without_a_look_at_all_others():
    looked_at = 0

    class Counted(Note):
        @property
        def end_tick(self) -> int:
            nonlocal looked_at
            looked_at += 1
            return self.onset_tick + self.duration_tick

    notes = [Counted(21, 64, 0, 480_000)]
    notes += [Counted(60 + step % 12, 64, step * 48, 48) for step in range(10_000)]
    index = NoteIndex.in_order(tuple(sorted(notes, key=score_order)))
    looked_at = 0
    sounding = index.sounding_at(300_010)
    assert {note.pitch for note in sounding} == {21, 60 + 6250 % 12}
    assert looked_at < 1500


@pytest.mark.parametrize("split", [0, 1, 255, 256, 257, 400, 600])
def test_notes_added_later_are_found_like_those_of_the_beginning(split):
    notes = [Note(40 + step % 40, 64, step * 30, 20 + 37 * (step % 50)) for step in range(600)]
    whole = NoteIndex.in_order(tuple(sorted(notes, key=score_order)))
    grown = NoteIndex(notes[:split])
    grown.add(notes[split:])
    for tick in range(0, 20_000, 611):
        expected = [n for n in notes if n.onset_tick < tick + 300 and n.end_tick > tick]
        assert sorted(whole.between(tick, tick + 300), key=score_order) == sorted(
            expected, key=score_order
        )
        assert list(grown.between(tick, tick + 300)) == list(whole.between(tick, tick + 300))
    assert grown.end_tick == whole.end_tick == max(note.end_tick for note in notes)
