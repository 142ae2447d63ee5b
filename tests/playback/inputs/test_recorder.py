import pytest
from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.music.meter import MeterChange
from chopin_studio.music.note import Note
from chopin_studio.music.performance.phrase_edits import quantised
from chopin_studio.playback.inputs.live_playing import PlayedMessage
from chopin_studio.playback.inputs.recorder import (
    LONGEST_SEC,
    EndsAfter,
    Recorder,
    RecordingSettings,
    played_bars,
)

ON, OFF, CONTROL, PEDAL = 0x90, 0x80, 0xB0, 64
SETTINGS = RecordingSettings(bpm=120)
START = 1000.0


def recorder(settings=SETTINGS, start_sec=START):
    return Recorder(settings, start_sec)


def play(target, *notes):
    """Play pitches with their onset and release, in seconds after the start."""
    events = [(on, (ON, pitch, 70)) for pitch, on, _ in notes]
    events += [(off, (OFF, pitch, 0)) for pitch, _, off in notes]
    for moment, message in sorted(events):
        target.add(PlayedMessage(START + moment, message))


def test_seconds_become_ticks_at_the_tempo():
    target = recorder()
    play(target, (60, 0.0, 0.5), (64, 0.5, 0.75))
    assert target.excerpt(START + 5).notes == (Note(60, 70, 0, 480), Note(64, 70, 480, 240))


def test_the_recording_knows_its_tempo_and_its_bars():
    target = recorder(RecordingSettings(bpm=66, meter=MeterChange(0, 6, 8)))
    play(target, (60, 0.0, 0.5))
    excerpt = target.excerpt(START + 5)
    assert excerpt.tempo_map.bpm_at(0) == pytest.approx(66, abs=1e-3)
    assert excerpt.meters.changes == (MeterChange(0, 6, 8),)


def test_the_first_note_is_the_first_beat_where_nothing_is_counted():
    settings = RecordingSettings(bpm=120, count_in_bars=0, clicks=False)
    assert settings.start_sec(5.0) is None
    target = recorder(settings, None)
    target.add(PlayedMessage(7.0, (CONTROL, PEDAL, 127)))
    play(target, (60, 2.0, 2.5), (62, 2.5, 3.0))
    assert target.excerpt(START + 9).notes == (Note(60, 70, 0, 480), Note(62, 70, 480, 480))


def test_what_is_played_while_the_beats_are_counted_in_is_left_out_but_not_an_early_first_note():
    target = recorder()
    play(target, (50, -1.0, -0.8), (60, -0.1, 0.5))
    assert target.excerpt(START + 5).notes == (Note(60, 70, 0, 480),)


@pytest.mark.parametrize(
    ("settings", "sixteenth_sec"),
    [
        (RecordingSettings(bpm=120), 0.125),
        (RecordingSettings(bpm=60), 0.25),
        (RecordingSettings(bpm=60, meter=MeterChange(0, 6, 8)), 0.375),  # a quarter of the beat
    ],
)
def test_a_first_note_is_early_up_to_a_sixteenth_and_no_more(settings, sixteenth_sec):
    early, counted_in = recorder(settings), recorder(settings)
    play(early, (60, 0.01 - sixteenth_sec, 0.5))
    play(counted_in, (60, -0.01 - sixteenth_sec, 0.5))
    assert [note.onset_tick for note in early.excerpt(START + 5).notes] == [0]
    assert counted_in.excerpt(START + 5).notes == ()
    assert counted_in.notes == 0


def test_keys_still_down_end_with_the_recording():
    target = recorder()
    target.add(PlayedMessage(START, (ON, 60, 70)))
    assert target.excerpt(START + 1).notes == (Note(60, 70, 0, 960),)


def test_the_pedal_is_kept_and_lifted_in_the_end():
    target = recorder()
    target.add(PlayedMessage(START + 0.25, (CONTROL, PEDAL, 100)))
    play(target, (60, 0.5, 1.0))
    pedals = target.excerpt(START + 5).pedals
    assert [(change.tick, change.value) for change in pedals] == [(240, 100), (960, 0)]


@pytest.mark.parametrize(
    ("ends_after", "silence_sec"),
    [(EndsAfter.BEAT, 0.5), (EndsAfter.BAR, 2.0), (EndsAfter.TWO_BARS, 4.0)],
)
def test_a_phrase_is_over_after_so_much_silence_and_no_sooner(ends_after, silence_sec):
    target = recorder(RecordingSettings(bpm=120, ends_after=ends_after))
    assert not target.is_over(START + 100), "nothing was played yet"
    play(target, (60, 0.0, 3.0))
    assert not target.is_over(START + 3 + silence_sec - 0.01)
    assert target.is_over(START + 3 + silence_sec)


def test_a_key_that_is_held_is_no_silence():
    target = recorder()
    play(target, (60, 0.0, 0.5))
    target.add(PlayedMessage(START + 1, (ON, 62, 70)))
    assert not target.is_over(START + 60)


def test_by_the_button_alone_a_recording_ends_only_at_the_longest():
    target = recorder(RecordingSettings(ends_after=EndsAfter.BUTTON))
    play(target, (60, 0.0, 0.5))
    assert not target.is_over(START + LONGEST_SEC)
    assert target.is_over(START + LONGEST_SEC + 1)


def test_the_beats_are_counted_in_and_clicked_on_to_the_longest_recording():
    settings = RecordingSettings(bpm=120, meter=MeterChange(0, 3, 4))
    beats = list(settings.beats(10.0))
    assert beats[:4] == [(8.5, True), (9.0, False), (9.5, False), (10.0, True)]
    assert beats[-1].time == pytest.approx(10 + LONGEST_SEC)
    assert settings.start_sec(8.0) == pytest.approx(9.65)


def test_without_clicks_only_the_count_in_is_heard():
    settings = RecordingSettings(bpm=60, clicks=False)
    assert [beat.time for beat in settings.beats(10.0)] == [6, 7, 8, 9]


def test_six_eighths_are_counted_as_two():
    settings = RecordingSettings(bpm=90, meter=MeterChange(0, 6, 8), clicks=False)
    assert [beat.time for beat in settings.beats(10.0)] == [8, 9]


def test_bar_and_beat_are_told_through_the_count_in():
    target = recorder()
    assert target.bar_and_beat(START - 0.5) == (0, 4)
    assert target.bar_and_beat(START) == (1, 1)
    assert target.bar_and_beat(START + 2.5) == (2, 2)
    assert recorder(SETTINGS, None).bar_and_beat(START) is None


def test_the_bars_that_were_played_in():
    target = recorder()
    play(target, (60, 2.1, 2.5), (62, 6.0, 9.0))
    assert played_bars(target.excerpt(START + 10)) == (2, 5)
    assert played_bars(recorder().excerpt(START)) == (1, 1)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([ON, OFF, CONTROL]), st.integers(0, 127), st.integers(0, 127)
        ).map(lambda m: (OFF, *m[1:]) if m[0] == ON and m[2] == 0 else m),
        max_size=60,
    ),
    st.data(),
)
def test_whatever_is_played_every_strike_is_one_note(messages, data):
    target = recorder()
    moment = START
    for message in messages:
        moment += data.draw(st.floats(0, 1))
        target.add(PlayedMessage(moment, message))
    excerpt = target.excerpt(moment + 1)
    assert len(excerpt.notes) == sum(message[0] == ON for message in messages) == target.notes


@given(st.lists(st.integers(21, 108), min_size=1, max_size=20), st.integers(0, 99))
def test_a_phrase_played_a_little_off_the_beat_comes_back_to_it(pitches, seed):
    """Each note is up to 40 ms off, at 120 a minute, where a sixteenth lasts 125 ms."""
    target = recorder()
    rows = [
        (pitch, place * 0.25 + (seed * 7 + place * 13) % 9 * 0.005, place * 0.25 + 0.24)
        for place, pitch in enumerate(pitches)
    ]
    play(target, *rows)
    written = tuple(Note(pitch, 70, place * 240, 240) for place, pitch in enumerate(pitches))
    assert quantised(target.excerpt(START + 99), 120).notes == written
