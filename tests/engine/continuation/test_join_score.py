"""How well music joins to what follows: the model's own probability, counted once more by hand."""

from dataclasses import replace

import numpy as np
import pytest

from chopin_studio.engine.classic.bundle_parts import vocabulary_of
from chopin_studio.engine.classic.generate import ClassicNetwork
from chopin_studio.engine.continuation.heard_music import MOST_FOLLOWING
from chopin_studio.engine.join_score import score_continuation
from chopin_studio.engine.sampling import softmax
from chopin_studio.engine.seeds import LibraryStart, SeedError
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from tests.engine.expressive.takes import biased, take
from tests.expressive_models import write_expressive_model

TOKEN = 240


def with_pitch(music, place, pitch):
    """Replace the pitch of one note."""
    notes = list(music.notes)
    notes[place] = replace(notes[place], pitch=pitch)
    return replace(music, notes=tuple(notes))


def test_the_classic_score_is_the_sum_over_a_window_from_zero(classic_256):
    music = take(classic_256, start=LibraryStart("nocturne-op27-2"), notes=40, random_state=1)
    tick = 110 * TOKEN
    chords = [
        tuple(n.pitch for n in music.notes if n.onset_tick == k * TOKEN)
        for k in range(32, 126)  # from a bar line
    ]
    tokens = [vocabulary_of(classic_256).nearest(chord)[0] for chord in chords]
    stepper = ClassicNetwork.load(classic_256).stepper()
    logits = [stepper.feed(token) for token in tokens[:-1]]
    expected = sum(
        np.log(softmax(answer)[token])
        for answer, token in zip(logits[-16:], tokens[-16:], strict=True)
    )
    assert score_continuation(classic_256, music, tick) == pytest.approx(expected, abs=1e-3)


def test_a_model_joins_what_it_made_itself_better_than_a_strange_note(classic_256):
    music = take(classic_256, start=LibraryStart("nocturne-op27-2"), notes=40, temperature=0)
    strange = with_pitch(music, len(music.notes) - 30, 100)
    tick = 110 * TOKEN
    assert score_continuation(classic_256, music, tick) > score_continuation(
        classic_256, strange, tick
    )


def test_the_expressive_score_is_what_certain_choices_have(tmp_path):
    """A model that draws one pitch, duration, and so on for sure has log p 0 for its own music."""
    chosen = {"delta_onset": 24, "pitch": 40, "duration": 15, "velocity": 20}
    sure = biased(
        tmp_path,
        **{name: {number: 60.0} for name, number in chosen.items()},
        **{name: {1: 60.0} for name in ("hand", "pedal")},
        tempo={12: 60.0},
    )
    music = take(sure, notes=40, random_state=3)
    tick = music.notes[20].onset_tick
    assert score_continuation(sure, music, tick) == pytest.approx(0, abs=1e-3)
    other = with_pitch(music, 25, 80)
    lost = score_continuation(sure, other, tick)
    assert lost < -40
    # Only the first MOST_FOLLOWING notes count.
    late = with_pitch(music, 20 + MOST_FOLLOWING, 80)
    assert score_continuation(sure, late, tick) == pytest.approx(0, abs=1e-3)


def test_what_stands_before_the_joint_decides_how_well_it_joins(tmp_path):
    bundle = write_expressive_model(tmp_path / "expressive-16")
    music = take(bundle, notes=60, random_state=3)
    tick = music.notes[40].onset_tick
    scores = {
        score_continuation(bundle, with_pitch(music, 38, pitch), tick) for pitch in (30, 60, 90)
    }
    assert len(scores) == 3


def test_there_must_be_notes_on_both_sides(tmp_path):
    bundle = write_expressive_model(tmp_path / "expressive-16")
    music = Excerpt(tuple(Note(60, 80, k * 480, 480) for k in range(8)))
    with pytest.raises(SeedError, match="no music before"):
        score_continuation(bundle, music, 0)
    with pytest.raises(ValueError, match="no notes from tick"):
        score_continuation(bundle, music, 8 * 480)
