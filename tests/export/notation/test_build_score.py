from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from chopin_studio.export.errors import ExportError
from chopin_studio.export.musicxml.document import musicxml
from chopin_studio.export.notation.build_score import build_score
from chopin_studio.export.notation.score import Event, Score, StaffBar
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.note import Hand, Note, score_order
from tests.export.schema import parsed
from tests.export.takes import classic_take, expressive_take
from tests.music.performance.playing import to_a_click, waltz
from tests.music.strategies import excerpts


def voices_of(score: Score) -> Iterator[tuple[StaffBar, tuple[Event, ...], int, int]]:
    for bar in score.bars:
        for staff in (bar.right, bar.left):
            for voice in staff.voices:
                yield staff, voice, bar.bar.start_tick, bar.bar.end_tick


def assert_well_formed(score: Score) -> None:
    """Check that voices fill their bars and that every value is as long as it is written."""
    for staff, voice, start, end in voices_of(score):
        assert len(staff.voices) <= 2
        places = [voice[0].start_tick, *(event.end_tick for event in voice)]
        assert places == [start, *(event.start_tick for event in voice[1:]), end]
        for event in voice:
            if event.symbol is not None:
                assert abs(event.symbol.ticks - (event.end_tick - event.start_tick)) <= 1
        edges = [event.tuplet_edge for event in voice if event.tuplet_edge]
        assert edges == ["start", "stop"] * (len(edges) // 2)


def struck(score: Score) -> int:
    return sum(
        len(event.pitches) + sum(map(len, event.graces))
        for _, voice, _, _ in voices_of(score)
        for event in voice
        if event.tie in (None, "start")
    )


@pytest.mark.parametrize("excerpt", [classic_take(), expressive_take(), Excerpt()])
def test_voices_fill_their_bars_and_no_note_is_lost(excerpt: Excerpt) -> None:
    score = build_score(excerpt)
    assert_well_formed(score)
    assert struck(score) == len(excerpt.notes)


def test_a_classic_take_is_one_voice_a_staff_without_tuplets() -> None:
    events = []
    for staff, voice, _, _ in voices_of(build_score(classic_take())):
        assert len(staff.voices) == 1
        events += voice
    assert all(event.symbol is None or event.symbol.tuplet is None for event in events)
    assert {event.symbol.type for event in events if event.pitches and event.symbol} <= {
        "eighth",
        "quarter",
    }


def test_a_take_without_a_key_gets_the_one_it_is_in() -> None:
    steps = (0, 2, 4, 5, 7, 9, 11, 12, 7, 4, 0)
    scale = tuple(Note(63 + step, 64, i * 240, 240) for i, step in enumerate(steps))
    score = build_score(Excerpt(scale))
    assert [bar.key.fifths if bar.key else None for bar in score.bars] == [-3, None]


def test_meters_and_keys_stand_where_they_change() -> None:
    bars = build_score(expressive_take()).bars
    meters = [(b.bar.number, b.meter.numerator, b.meter.denominator) for b in bars if b.meter]
    assert meters == [(0, 3, 4), (4, 6, 8)]
    assert [(b.bar.number, b.key.fifths) for b in bars if b.key] == [(0, -5), (4, 4)]


def test_a_note_over_the_barline_is_tied() -> None:
    score = build_score(Excerpt((Note(72, 64, 1440, 960, Hand.RIGHT),)))
    ties = [event.tie for _, voice, _, _ in voices_of(score) for event in voice if event.pitches]
    assert ties == ["start", "stop"]


def test_a_held_tune_over_triplets_makes_two_voices() -> None:
    assert len(build_score(expressive_take()).bars[1].right.voices) == 2


def test_a_note_that_stops_early_leaves_rests_on_the_beats() -> None:
    notes = (Note(72, 64, 0, 960, Hand.RIGHT), Note(74, 64, 1680, 240, Hand.RIGHT))
    (voice,) = build_score(Excerpt(notes)).bars[0].right.voices
    written = [(e.symbol.type, bool(e.pitches)) for e in voice if e.symbol]
    assert written == [
        ("half", True),
        ("quarter", False),
        ("eighth", False),
        ("eighth", True),
    ]


def test_a_staccato_quarter_is_written_as_a_quarter() -> None:
    notes = tuple(Note(72, 64, beat * 480, 200, Hand.RIGHT) for beat in range(4))
    (voice,) = build_score(Excerpt(notes)).bars[0].right.voices
    assert [event.symbol.type for event in voice if event.symbol][:3] == ["quarter"] * 3


def test_a_chord_let_go_at_once_is_a_staccato_quarter_unless_the_pedal_is_down() -> None:
    notes = tuple(Note(72, 64, beat * 480, 110, Hand.RIGHT) for beat in range(4))
    pedals = (PedalChange(960, 127), PedalChange(1900, 0))
    (voice,) = build_score(Excerpt(notes, pedals=pedals)).bars[0].right.voices
    assert [event.symbol.type for event in voice if event.symbol][:3] == ["quarter"] * 3
    assert [event.is_staccato for event in voice][:3] == [True, True, False]
    assert len(list(parsed(musicxml(Excerpt(notes, pedals=pedals))).iter("staccato"))) >= 2


def test_a_pitch_that_two_voices_share_is_written_twice_and_no_other() -> None:
    """A held and a moving voice meet on a key: it ends once for each."""
    shared = (Note(60, 64, 0, 480, Hand.RIGHT), Note(60, 64, 0, 960, Hand.RIGHT))
    below = (Note(55, 64, 0, 960, Hand.RIGHT),)
    score = build_score(Excerpt(tuple(sorted((*shared, *below), key=score_order))))
    struck = [
        pitch.midi
        for voice in score.bars[0].right.voices
        for event in voice
        if event.start_tick == 0
        for pitch in event.pitches
    ]
    assert sorted(struck) == [55, 60, 60]


def test_a_sliver_over_the_last_barline_makes_no_bar() -> None:
    assert len(build_score(Excerpt((Note(60, 64, 0, 1930),))).bars) == 1


def test_notes_too_low_to_be_named_are_left_out_and_refused_where_there_are_no_others() -> None:
    with pytest.raises(ExportError, match="Export it as MIDI"):
        build_score(Excerpt((Note(11, 64, 0, 1),)))
    high = Note(60, 64, 0, 480)
    assert build_score(Excerpt((Note(11, 64, 0, 1), high))) == build_score(Excerpt((high,)))


def test_endless_music_is_refused() -> None:
    with pytest.raises(ExportError, match="too many"):
        build_score(Excerpt((Note(60, 64, 2**27, 1),)))


@given(excerpts())
@settings(max_examples=40, deadline=None)
def test_any_music_is_written_well_formed_unless_too_low(excerpt: Excerpt) -> None:
    if excerpt.notes and all(note.pitch < 12 for note in excerpt.notes):
        with pytest.raises(ExportError):
            build_score(excerpt)
    else:
        assert_well_formed(build_score(excerpt))


def test_meter_changes_off_the_grid_are_moved_onto_it() -> None:
    meters = MeterMap((MeterChange(0, 4, 4), MeterChange(1001, 3, 4)))
    score = build_score(Excerpt((Note(60, 64, 0, 3000),), meters=meters))
    assert [bar.bar.start_tick for bar in score.bars][:2] == [0, 1020]
    assert_well_formed(score)


def test_chopin_is_written_well_formed(corpus_dir: Path) -> None:
    for path in sorted((corpus_dir / "midis" / "Chopin").glob("*.mid"))[::8]:
        excerpt = read_midi(path)
        score = build_score(excerpt)
        assert_well_formed(score)
        assert struck(score) >= 0.99 * len(excerpt.notes), path.name


def test_a_meter_of_its_own_makes_the_first_bar_a_pickup() -> None:
    first, second = build_score(expressive_take()).bars[:2]
    assert (first.bar.number, first.bar.end_tick, first.is_whole) == (0, 480, False)
    assert (second.bar.number, second.is_whole) == (1, True)


def test_silence_before_an_upbeat_makes_a_pickup() -> None:
    notes = (Note(71, 64, 1440, 480, Hand.RIGHT), Note(76, 64, 1920, 1920, Hand.RIGHT))
    bars = build_score(Excerpt(notes)).bars
    assert [(bar.bar.number, bar.bar.start_tick) for bar in bars] == [(0, 1440), (1, 1920)]
    assert [len(bar.right.voices[0]) for bar in bars] == [1, 1]


def test_a_short_rest_at_the_beginning_stays_a_rest() -> None:
    notes = (Note(71, 64, 480, 1440, Hand.RIGHT), Note(76, 64, 1920, 1920, Hand.RIGHT))
    first = build_score(Excerpt(notes)).bars[0]
    assert (first.bar.number, first.bar.start_tick) == (1, 0)


def test_a_triplet_in_one_voice_makes_none_in_the_other() -> None:
    beats = range(0, 1920, 480)
    tune = [
        Note(84, 64, beat + at, 360 - at * 2 // 3, Hand.RIGHT) for beat in beats for at in (0, 360)
    ]
    below = [Note(60, 64, beat + i * 160, 160, Hand.RIGHT) for beat in beats for i in range(3)]
    notes = tuple(sorted((*tune, *below), key=score_order))
    upper, lower = build_score(Excerpt(notes)).bars[0].right.voices
    assert [e.symbol.type + "." * e.symbol.dots for e in upper[:2]] == ["eighth.", "16th"]
    assert {event.symbol.tuplet.actual for event in lower[:3]} == {3}


def test_a_file_without_modes_is_spelled_in_the_mode_that_it_is_in() -> None:
    pitches = (57, 60, 64, 69, 68, 64, 68, 71, 69, 64, 60, 57)
    notes = tuple(Note(p, 64, i * 240, 240, Hand.RIGHT) for i, p in enumerate(pitches))
    score = build_score(Excerpt(notes, keys=(KeyChange(0, Key(0)),)))
    assert score.bars[0].key == Key(0, "minor")
    spelled = {
        p.step for bar in score.bars for e in bar.right.voices[0] for p in e.pitches if p.alter
    }
    assert spelled == {"G"}


@pytest.mark.parametrize("meter", [(17, 16), (1, 64), (5, 8), (255, 4)])
def test_rare_meters_are_written_well_formed(meter) -> None:
    notes = tuple(Note(60 + i % 12, 64, i * 170, 230) for i in range(60))
    score = build_score(Excerpt(notes, meters=MeterMap((MeterChange(0, *meter),))))
    assert_well_formed(score)
    assert struck(score) == 60


@pytest.mark.parametrize("meter", [(12, 64), (6, 64), (2, 64), (12, 32), (9, 16)])
def test_no_tuplet_is_faster_than_can_be_written(meter) -> None:
    group = MeterChange(0, *meter).bar_ticks * (3 if meter[0] > 2 else 2) // meter[0]
    notes = tuple(Note(60, 64, group * i // 5, group // 5) for i in range(15))
    assert_well_formed(build_score(Excerpt(notes, meters=MeterMap((MeterChange(0, *meter),)))))


def test_clusters_a_thousandth_of_a_beat_apart_are_chords() -> None:
    notes = tuple(
        Note(60 + i, 64, beat * 480 + i, 470, Hand.RIGHT) for beat in range(4) for i in range(5)
    )
    (voice,) = build_score(Excerpt(notes)).bars[0].right.voices
    assert [(event.symbol.type, len(event.pitches)) for event in voice] == [("quarter", 5)] * 4


def test_notes_over_a_day_apart_are_refused_in_a_sentence() -> None:
    day = 24 * 3600 * 960
    with pytest.raises(ExportError, match="too many for a score"):
        build_score(Excerpt((Note(60, 64, 0, 480), Note(60, 64, day, 480))))


def test_a_key_struck_again_was_let_go_before() -> None:
    notes = (Note(60, 64, 0, 1440, Hand.RIGHT), Note(60, 64, 480, 480, Hand.RIGHT))
    (voice,) = build_score(Excerpt(notes)).bars[0].right.voices
    assert [event.symbol.type for event in voice if event.pitches] == ["quarter", "quarter"]
    assert all(event.tie is None for event in voice)


def test_a_key_of_two_voices_has_two_stems() -> None:
    tune = Note(72, 80, 0, 960, Hand.RIGHT)
    below = [Note(72 - 2 * i, 50, 240 * i, 240, Hand.RIGHT) for i in range(4)]
    score = build_score(Excerpt(tuple(sorted((tune, *below), key=score_order))))
    upper, lower = score.bars[0].right.voices
    assert [upper[0].pitches, upper[0].symbol.type] == [lower[0].pitches, "half"]
    assert struck(score) == 5


def test_what_is_there_twice_is_written_once() -> None:
    notes = tuple(Note(72, 64, i // 2 * 480, 480, Hand.RIGHT) for i in range(8))
    score = build_score(Excerpt(notes))
    assert (len(score.bars[0].right.voices), struck(score)) == (1, 4)


def test_no_note_of_a_fast_repetition_is_lost() -> None:
    onsets = (0, 80, 160, 220, 260, 340, 480, 500, 540, 560, 600)
    notes = tuple(Note(72, 64, onset, 20, Hand.RIGHT) for onset in onsets)
    score = build_score(Excerpt(notes))
    assert_well_formed(score)
    assert struck(score) == len(notes)


def test_music_played_to_a_click_keeps_the_files_bars_key_and_tempo() -> None:
    meters = MeterMap((MeterChange(0, 3, 4),))
    music = replace(waltz(16, bpm=90), keys=(KeyChange(0, Key(-3)),), meters=meters)
    written, score = build_score(music), build_score(to_a_click(music, 0.025))
    assert [(bar.bar, bar.key) for bar in score.bars] == [
        (bar.bar, bar.key) for bar in written.bars
    ]
    assert score.tempos == written.tempos
    assert onset_ticks(score) == onset_ticks(written)


def onset_ticks(score: Score) -> list[int]:
    """Return where the notes of a score begin, in order."""
    return sorted(
        event.start_tick
        for _, voice, _, _ in voices_of(score)
        for event in voice
        if event.pitches and event.tie in (None, "start")
    )


def written(notes: list[Note], hand: str = "right") -> list[list[tuple[str, bool]]]:
    """Return the values of each voice of the first bar, and whether they are notes."""
    (bar, *_) = build_score(Excerpt(tuple(sorted(notes, key=score_order)))).bars
    return [
        [(e.symbol.type + "." * e.symbol.dots, bool(e.pitches)) for e in voice if e.symbol]
        for voice in getattr(bar, hand).voices
    ]


def test_a_half_note_and_a_rest_are_no_dotted_half() -> None:
    notes = [Note(48, 64, 0, 960, Hand.LEFT), Note(60, 64, 0, 1920, Hand.RIGHT)]
    notes += [Note(48, 64, 1440, 480, Hand.LEFT)]
    assert written(notes, "left") == [[("half", True), ("quarter", False), ("quarter", True)]]


def test_chords_off_the_beat_end_on_it_and_chords_on_the_beat_fill_it() -> None:
    after = [Note(60, 64, 240 + 480 * i, 240, Hand.RIGHT) for i in range(4)]
    assert written(after) == [[("eighth", False), ("eighth", True)] * 4]
    on = [Note(60, 64, 480 * i, 240, Hand.RIGHT) for i in range(4)]
    assert written(on)[0][:3] == [("quarter", True)] * 3


def test_no_two_rests_stand_where_one_serves() -> None:
    notes = [Note(77, 64, 480 * i, 120, Hand.RIGHT) for i in range(4)]
    notes += [Note(81, 64, 480 * i + 360, 120, Hand.RIGHT) for i in range(4)]
    (voice,) = written(notes)
    assert ("16th", False) not in [first for first, second in pairwise(voice) if first == second]
    assert len(voice) <= 12


def test_a_finger_held_into_the_next_half_bar_makes_no_second_tie() -> None:
    bass = [Note(48, 64, start, 960, Hand.LEFT) for start in (0, 960)]
    held = [Note(52, 64, start + 120, 960, Hand.LEFT) for start in (0, 960)]
    upper, _ = written([*bass, *held], "left")
    assert upper[:3] == [("16th", False), ("eighth.", True), ("quarter", True)]
    assert upper[3] == ("16th", False)


def test_a_tune_stands_in_the_upper_voice_without_a_rest_above() -> None:
    below = [Note(55, 64, 480 * i, 480, Hand.RIGHT) for i in range(1, 4)]
    tune = [Note(77, 64, 0, 480, Hand.RIGHT)]
    tune += [Note(76 - i, 64, 480 + 240 * i, 240, Hand.RIGHT) for i in range(6)]
    upper, lower = written([*below, *tune])
    assert upper == [("quarter", True)] + [("eighth", True)] * 6
    assert lower == [("quarter", False)] + [("quarter", True)] * 3


def test_inner_notes_keep_their_length_under_quicker_ones_after_any_music() -> None:
    before = [Note(62 + i % 5, 64, 240 * i, 240, Hand.RIGHT) for i in range(8)]
    tune = [Note(71, 64, 1920 + 240 * i, 240, Hand.RIGHT) for i in range(8)]
    inner = [Note(p, 64, 1920 + 480 * i, 480, Hand.RIGHT) for i in range(4) for p in (62, 66)]
    notes = tuple(sorted((*before, *tune, *inner), key=score_order))
    upper, lower = build_score(Excerpt(notes)).bars[1].right.voices
    assert [event.symbol.type for event in upper if event.symbol] == ["eighth"] * 8
    assert [event.symbol.type for event in lower if event.symbol] == ["quarter"] * 4


def test_a_note_that_leads_to_the_other_voice_is_not_made_longer_over_it() -> None:
    opening = [Note(pitch, 64, 0, 360, Hand.RIGHT) for pitch in (72, 75)]
    held = [Note(pitch, 64, 360, 1080, Hand.RIGHT) for pitch in (73, 76)]
    above = [Note(p, 64, start, 480, Hand.RIGHT) for start in (480, 960) for p in (81, 85)]
    upper, _ = written([*opening, *held, *above])
    assert upper[0] == ("eighth.", True)
