from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.random import default_rng

from chopin_studio.music import editing
from chopin_studio.music.editing import Edit, Notes, changed_notes, changed_ticks
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Hand, Note, score_order
from chopin_studio.music.snap_grid import Snap, SnapGrid
from tests.music.strategies import excerpts
from tests.music.strategies import notes as any_note

QUARTER = 480
WALTZ = MeterMap((MeterChange(0, 3, 4),))

piano_notes = st.builds(
    Note,
    pitch=st.integers(21, 108),
    velocity=st.integers(1, 127),
    onset_tick=st.integers(0, 4_000),
    duration_tick=st.integers(1, 1_500),
    hand=st.sampled_from([Hand.RIGHT, Hand.LEFT, None]),
)
few_pitches = st.builds(
    Note, st.integers(60, 62), st.integers(1, 127), st.integers(0, 60), st.integers(1, 40)
)


@st.composite
def music_and_chosen(draw: st.DrawFn) -> tuple[Notes, frozenset[int]]:
    """Draw notes, many of which meet, and some of their indices."""
    kind = draw(st.sampled_from([piano_notes, few_pitches]))
    notes = tuple(sorted(draw(st.lists(kind, min_size=1, max_size=25)), key=score_order))
    chosen = draw(st.sets(st.integers(0, len(notes) - 1), min_size=1))
    return notes, frozenset(chosen)


AnyEdit = Callable[[Notes, frozenset[int]], Edit]


def changing() -> st.SearchStrategy[AnyEdit]:
    """Draw an edit of the chosen notes."""
    steps, ticks = st.integers(-100, 100), st.integers(-3_000, 3_000)
    return st.one_of(
        st.builds(lambda p, t: lambda n, c: editing.move(n, c, p, t), steps, ticks),
        st.builds(lambda t: lambda n, c: editing.lengthen(n, c, t), ticks),
        st.builds(
            lambda s: lambda n, c: editing.quantise(n, c, SnapGrid(WALTZ, s)),
            st.sampled_from(Snap),
        ),
    )


def adding() -> st.SearchStrategy[AnyEdit]:
    """Draw an edit that adds notes."""
    return st.one_of(
        st.builds(lambda note: lambda n, c: editing.insert(n, note), piano_notes),
        st.builds(
            lambda clip, at: lambda n, c: editing.paste(n, clip, at),
            st.lists(piano_notes, max_size=6),
            st.integers(-10, 4_000),
        ),
    )


@given(music_and_chosen(), st.one_of(changing(), adding()))
def test_no_edited_note_overlaps_another_of_its_pitch(
    music: tuple[Notes, frozenset[int]], edit: AnyEdit
) -> None:
    after = edit(*music)
    assert list(after.notes) == sorted(after.notes, key=score_order)
    for pitch in {after.notes[index].pitch for index in after.chosen}:
        row = [(index, n) for index, n in enumerate(after.notes) if n.pitch == pitch]
        for place, (index, note) in enumerate(row):
            for other_index, other in row[place + 1 :]:
                if index in after.chosen or other_index in after.chosen:
                    assert note.onset_tick < other.onset_tick
                    assert note.end_tick <= other.onset_tick


@given(music_and_chosen(), changing())
def test_notes_that_are_not_meant_are_at_most_cut_or_replaced(
    music: tuple[Notes, frozenset[int]], edit: AnyEdit
) -> None:
    notes, chosen = music
    others = [note for index, note in enumerate(notes) if index not in chosen]
    check_the_others(others, edit(notes, chosen))


@given(music_and_chosen(), adding())
def test_notes_that_others_are_added_to_are_at_most_cut_or_replaced(
    music: tuple[Notes, frozenset[int]], edit: AnyEdit
) -> None:
    check_the_others(list(music[0]), edit(*music))


def check_the_others(before: list[Note], edit: Edit) -> None:
    """Check that notes on keys without an edited note are equal, and no other was changed more."""
    met = {edit.notes[index].pitch for index in edit.chosen}
    after = [note for index, note in enumerate(edit.notes) if index not in edit.chosen]
    free = [Counter(note for note in notes if note.pitch not in met) for notes in (before, after)]
    assert free[0] == free[1]
    heads = [
        Counter((note.pitch, note.onset_tick, note.velocity, note.hand) for note in notes)
        for notes in (before, after)
    ]
    assert heads[1] <= heads[0]


@given(music_and_chosen(), st.integers(-200, 200), st.integers(-9_000, 9_000))
def test_a_group_stops_at_the_edge_as_one(
    music: tuple[Notes, frozenset[int]], pitch_steps: int, ticks: int
) -> None:
    notes, chosen = music
    meant = [notes[index] for index in chosen]
    moved = editing.move(notes, chosen, pitch_steps, ticks)
    shapes = {(n.pitch, n.onset_tick) for n in meant}
    low, first = min(p for p, _ in shapes), min(t for _, t in shapes)
    after = {(moved.notes[i].pitch, moved.notes[i].onset_tick) for i in moved.chosen}
    new_low, new_first = min(p for p, _ in after), min(t for _, t in after)
    assert {(p - low, t - first) for p, t in shapes} == {
        (p - new_low, t - new_first) for p, t in after
    }
    assert all(21 <= p <= 108 and t >= 0 for p, t in after)


@given(music_and_chosen(), st.integers(-200, 200))
def test_louder_keeps_the_balance(music: tuple[Notes, frozenset[int]], steps: int) -> None:
    notes, chosen = music
    after = editing.louder(notes, chosen, steps)
    before_sum = sum(notes[index].velocity for index in chosen)
    differences = sum(after.notes[i].velocity for i in after.chosen) - before_sum
    assert differences % len(chosen) == 0
    assert abs(differences // len(chosen)) <= abs(steps)
    assert Counter(n.pitch for n in after.notes) == Counter(n.pitch for n in notes)


def test_what_is_made_louder_stops_as_one_where_its_loudest_note_can_be_no_louder() -> None:
    notes = (Note(60, 120, 0, 480), Note(64, 60, 0, 480), Note(67, 90, 0, 480))
    chosen = frozenset((0, 1))
    for steps, expected in ((5, [125, 65]), (20, [127, 67]), (-40, [80, 20]), (-90, [61, 1])):
        after = editing.louder(notes, chosen, steps).notes
        assert [note.velocity for note in after] == [*expected, 90], steps
    loudest = (Note(60, 127, 0, 480), Note(64, 60, 0, 480))
    assert editing.louder(loudest, chosen, 10).notes == loudest


def test_notes_that_both_versions_have_are_no_change() -> None:
    same = Note(64, 64, 480, 480)
    before = (Note(60, 64, 0, 480), same, Note(67, 64, 960, 480))
    after = (Note(61, 64, 0, 480), same, Note(67, 64, 960, 240))
    assert Counter(changed_notes(before, after)) == Counter(
        [before[0], after[0], before[2], after[2]]
    )
    assert changed_notes(before, before) == ()


@given(music_and_chosen())
def test_deleting_leaves_exactly_the_others(music: tuple[Notes, frozenset[int]]) -> None:
    notes, chosen = music
    left = editing.delete(notes, chosen).notes
    assert left == tuple(n for i, n in enumerate(notes) if i not in chosen)


@given(excerpts(), excerpts())
def test_what_lies_outside_of_the_changed_ticks_is_the_same(
    first: Excerpt, second: Excerpt
) -> None:
    before, after = first.notes, second.notes
    changed = changed_ticks(before, after)
    if changed is None:
        assert before == after
        return
    start, end = changed

    def outside(notes: Notes) -> list[Note]:
        return [n for n in notes if n.end_tick <= start or n.onset_tick > end]

    assert outside(before) == outside(after)


@given(any_note, st.integers(-127, 127))
def test_a_note_off_the_piano_never_goes_farther_off(note: Note, steps: int) -> None:
    pitch = editing.transpose((note,), {0}, steps).notes[0].pitch
    assert 0 <= pitch <= 127
    assert 21 <= pitch <= 108 or 21 <= note.pitch <= 108 or abs(pitch - 64) <= abs(note.pitch - 64)


@pytest.mark.parametrize(
    ("snap", "tick", "expected"),
    [
        (Snap.BAR, 700, 0),
        (Snap.BAR, 730, 1440),
        (Snap.BEAT, 700, 480),
        (Snap.EIGHTH_TRIPLET, 230, 160),
        (Snap.SIXTEENTH, 1_430, 1_440),
        (Snap.OFF, 701, 701),
    ],
)
def test_the_nearest_line_of_the_grid(snap: Snap, tick: int, expected: int) -> None:
    assert SnapGrid(WALTZ, snap).nearest(tick) == expected


@pytest.mark.parametrize(
    ("snap", "lines"),
    [
        (Snap.BAR, 1),
        (Snap.BEAT, 3),
        (Snap.EIGHTH, 6),
        (Snap.EIGHTH_TRIPLET, 9),
        (Snap.SIXTEENTH, 12),
        (Snap.SIXTEENTH_TRIPLET, 18),
        (Snap.THIRTY_SECOND, 24),
    ],
)
def test_a_bar_of_three_has_as_many_lines_as_notes_of_that_value(snap: Snap, lines: int) -> None:
    grid = SnapGrid(WALTZ, snap)
    found = {grid.before(tick) for tick in range(1440)}
    assert found == {line * 1440 // lines for line in range(lines)}
    assert grid.step_at(0) == 1440 // lines


def test_transposing_moves_no_note_in_time() -> None:
    notes = (Note(60, 64, 0, 480), Note(64, 64, 480, 480))
    assert editing.transpose(notes, frozenset((0, 1)), 12).notes == (
        Note(72, 64, 0, 480),
        Note(76, 64, 480, 480),
    )
    assert editing.transpose(notes, frozenset((1,)), -1).notes[1] == Note(63, 64, 480, 480)


def test_lines_are_counted_from_the_bar_line_even_where_a_pickup_cuts_a_bar() -> None:
    grid = SnapGrid(MeterMap((MeterChange(0, 4, 4), MeterChange(100, 4, 4))), Snap.BEAT)
    assert grid.before(99) == 0
    assert grid.before(590) == 580
    assert grid.nearest(90) == 0
    assert grid.nearest(340) == 100


@given(st.sampled_from(Snap), st.integers(0, 9_000))
def test_the_line_before_is_the_last_not_after(snap: Snap, tick: int) -> None:
    grid = SnapGrid(WALTZ, snap)
    line = grid.before(tick)
    assert line <= tick
    assert grid.nearest(line) == line
    if snap is not Snap.OFF:
        assert tick - line < grid.step_at(tick)


def test_of_two_edited_notes_at_one_place_the_longer_stays_as_loud_as_the_louder() -> None:
    notes = (Note(60, 90, 10, 100), Note(60, 50, 20, 400))
    after = editing.quantise(notes, {0, 1}, SnapGrid(MeterMap(), Snap.BEAT))
    assert after == Edit((Note(60, 90, 0, 400),), frozenset({0}))


def test_the_earlier_note_is_cut_where_the_later_begins() -> None:
    notes = (Note(60, 64, 0, 480), Note(62, 64, 240, 480), Note(60, 64, 960, 480))
    after = editing.move(notes, {1}, -2, 0)
    assert after.notes == (Note(60, 64, 0, 240), Note(60, 64, 240, 480), Note(60, 64, 960, 480))
    long = editing.lengthen(after.notes, after.chosen, 900)
    assert [n.duration_tick for n in long.notes] == [240, 720, 480]
    assert all(a.end_tick <= b.onset_tick for a, b in pairwise(long.notes))


def test_a_clip_keeps_its_shape_and_begins_where_it_is_pasted() -> None:
    clip = (Note(60, 64, 1000, 100), Note(64, 64, 1100, 100, Hand.LEFT))
    after = editing.paste((), clip, 480)
    assert after.notes == (Note(60, 64, 480, 100), Note(64, 64, 580, 100, Hand.LEFT))
    assert after.chosen == {0, 1}


def test_a_hand_is_given_and_the_notes_stay_chosen() -> None:
    notes = (Note(60, 64, 0, 100, Hand.RIGHT), Note(60, 64, 0, 100, Hand.LEFT))
    notes = tuple(sorted(notes, key=score_order))
    after = editing.set_hand(notes, {0}, Hand.RIGHT)
    assert {after.notes[index].hand for index in after.chosen} == {Hand.RIGHT}
    assert len(after.notes) == 2


@pytest.mark.parametrize("state", range(20))
def test_few_notes_among_many_come_where_sorting_all_would_put_them(
    state: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = default_rng(state)
    columns = (
        rng.integers(low, high, 400).tolist()
        for low, high in ((58, 63), (1, 128), (0, 3_000), (1, 900), (0, 3))
    )
    hands = (Hand.RIGHT, Hand.LEFT, None)
    music = tuple(
        sorted(
            (Note(*drawn, hands[hand]) for *drawn, hand in zip(*columns, strict=True)),
            key=score_order,
        )
    )
    chosen = frozenset(rng.integers(400, size=3).tolist())
    clip = [music[index] for index in rng.integers(400, size=3)]

    def edits() -> list[Edit]:
        return [
            editing.move(music, chosen, int(rng.integers(-3, 3)), 120),
            editing.lengthen(music, chosen, 300),
            editing.insert(music, Note(60, 70, 1_000, 300)),
            editing.paste(music, clip, 500),
        ]

    rng = default_rng(state)
    few = edits()
    monkeypatch.setattr(editing, "_FEW", 10**9)
    rng = default_rng(state)
    assert few == edits()
    assert all(list(edit.notes) == sorted(edit.notes, key=score_order) for edit in few)
    assert all(Excerpt(edit.notes).notes != music for edit in few)
