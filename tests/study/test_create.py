"""New studies: screened, equally loud, numbered blindly, and the same music for the same state."""

import io
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
import soundfile

from chopin_studio.engine.events import Opening, Step
from chopin_studio.engine.generator import generate
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.export.loudness import loudness
from chopin_studio.music.midi_io import read_midi
from chopin_studio.study.create import StudyRequest, create_study
from chopin_studio.study.definition import TAKES
from chopin_studio.study.errors import StudyError
from chopin_studio.study.screening import MOST_TRIES, different_excerpts, draw_seeds
from chopin_studio.study.sources import (
    BundleSource,
    Length,
    control_of,
    music_group,
    pieces_of,
)
from chopin_studio.study.study_folder import read_audio, read_study
from chopin_studio.study.texts import study_texts
from tests.classic_models import write_classic_model
from tests.originality.music import BAR, piece

NOTES = 24


@pytest.fixture(scope="module")
def bundles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    return [write_classic_model(folder / name, seed) for seed, name in enumerate(("one", "two"))]


class Dice:
    """Makes the pieces of `numbers` in turn, whatever is asked for."""

    def __init__(self, *numbers):
        self.numbers = list(numbers)
        self.asked = []

    def generate(self, bundle, settings):
        self.asked.append(settings)
        music = piece(self.numbers.pop(0), 60)
        seed = replace(music, notes=music.notes[:8], seed_end_tick=music.notes[8].onset_tick)
        yield Opening(0, seed, settings.random_state)
        for note in music.notes[8:]:
            yield Step(0, (note,))


def screened(bundle, dice, seeds=("waltz", "march", "")):
    settings = GenerationSettings(notes=NOTES)
    rng = np.random.default_rng(3)
    return different_excerpts(dice.generate, bundle, settings, seeds, rng, lambda done, notes: None)


def asked_for(bundles, *more, **changes):
    sources = (*(BundleSource(bundle) for bundle in bundles), *more)
    wanted = StudyRequest(sources, "Which?", study_texts("en"), Length(NOTES), excerpts=2)
    return replace(wanted, **changes)


def created(folder, wanted, soundfont, chance=0, report=lambda words, share: None):
    rng = np.random.default_rng(chance)
    return create_study(folder, wanted, generate, soundfont, rng, report)


def test_excerpts_that_differ_are_generated_once(bundles):
    dice = Dice(1, 2, 3)
    excerpts = screened(bundles[0], dice)
    assert [each.made.tries for each in excerpts] == [1, 1, 1]
    assert [each.made.seed for each in excerpts] == ["waltz", "march", ""]
    assert not any(each.is_similar for each in excerpts)
    assert len({each.made.random_state for each in excerpts}) == 3


def test_an_excerpt_like_another_is_generated_again_from_the_same_seed(bundles):
    dice = Dice(1, 1, 2, 1, 2, 3)
    excerpts = screened(bundles[0], dice)
    assert [each.made.tries for each in excerpts] == [1, 2, 3]
    assert [settings.start.name for settings in dice.asked[1:3]] == ["march", "march"]
    states = [settings.random_state for settings in dice.asked]
    assert [each.made.random_state for each in excerpts] == [states[0], states[2], states[5]]


def test_there_is_an_end_to_it_and_the_least_similar_try_is_kept(bundles):
    excerpts = screened(bundles[0], Dice(1, *[1] * MOST_TRIES), seeds=("waltz", "march"))
    assert excerpts[1].made.tries == MOST_TRIES
    assert excerpts[1].is_similar


def test_the_seed_is_not_heard(bundles):
    (excerpt,) = screened(bundles[0], Dice(1), seeds=("waltz",))
    whole = piece(1, 60).notes
    later = [note.pitch for note in whole if note.onset_tick >= whole[8].onset_tick]
    assert [note.pitch for note in excerpt.music.notes] == later
    assert excerpt.music.notes[0].onset_tick == 0


def test_all_models_continue_the_same_openings(bundles):
    seeds = draw_seeds(tuple(bundles), 2, np.random.default_rng(1))
    assert sorted(seeds) == ["march", "waltz"]
    assert draw_seeds(tuple(bundles), 3, np.random.default_rng(1))[2] == ""
    assert draw_seeds((), 2, np.random.default_rng(1)) == ["", ""]


def test_a_study_is_whole_on_disk(bundles, tmp_path, soundfont):
    made = created(tmp_path / "study", asked_for(bundles), soundfont)
    study = read_study(tmp_path / "study")
    assert study == made.study
    assert [model.key for model in study.models] == ["one", "two"]
    assert [len(study.excerpts_of(key)) for key in ("one", "two")] == [2, 2]
    for excerpt in study.excerpts:
        music = read_midi(tmp_path / "study" / excerpt.music)
        assert len({note.onset_tick for note in music.notes}) == NOTES
        frames, rate = soundfile.read(io.BytesIO(read_audio(tmp_path / "study", excerpt.audio)))
        assert len(frames) / rate == pytest.approx(excerpt.duration_sec, abs=0.2)


def test_all_excerpts_are_equally_loud(bundles, tmp_path, soundfont):
    study = created(tmp_path / "study", asked_for(bundles), soundfont).study
    heard = []
    for excerpt in study.excerpts:
        data = read_audio(tmp_path / "study", excerpt.audio)
        frames, rate = soundfile.read(io.BytesIO(data), dtype="float32")
        assert np.abs(frames).max() < 1
        heard.append(loudness(frames, rate))
    assert max(heard) - min(heard) < 0.5


def test_the_same_random_state_gives_the_same_music_numbered_otherwise(
    bundles, tmp_path, soundfont
):
    studies = [
        created(tmp_path / f"{chance}", asked_for(bundles, random_state=5), soundfont, chance).study
        for chance in range(2)
    ]
    assert studies[0].id != studies[1].id
    names = [{excerpt.audio for excerpt in study.excerpts} for study in studies]
    assert not names[0] & names[1]
    made, heard = ([(e.made, e.audio_sha256) for e in study.excerpts] for study in studies)
    assert made == heard


def test_an_excerpt_can_be_generated_again_from_what_is_told_of_it(bundles, tmp_path, soundfont):
    study = created(tmp_path / "study", asked_for(bundles), soundfont).study
    excerpt = study.excerpts_of("two")[1]
    settings = GenerationSettings(notes=excerpt.made.notes, sampler=excerpt.made.sampler)
    again = partial(different_excerpts, generate, bundles[1], settings, (excerpt.made.seed,))
    (music,) = again(_States(excerpt.made.random_state), lambda done, notes: None)
    stored = read_midi(tmp_path / "study" / excerpt.music)
    pitches = [(note.onset_tick, note.pitch) for note in stored.notes]
    assert pitches == [(note.onset_tick, note.pitch) for note in music.music.notes]


class _States:
    """Gives one random state."""

    def __init__(self, state):
        self.state = state

    def integers(self, most, endpoint):
        return self.state


def test_files_takes_and_real_pieces_are_compared_with_models(bundles, tmp_path, soundfont):
    pieces = tuple((f"piece {n}", piece(n, 40)) for n in range(2))
    wanted = asked_for(bundles, music_group(1, "Mine", pieces, TAKES), control_of(pieces))
    study = created(tmp_path / "study", wanted, soundfont).study
    assert [model.key for model in study.models] == ["one", "two", "takes-1", "control"]
    assert [model.is_control for model in study.models] == [False, False, False, True]
    assert study.excerpts_of("control")[1].made.source == "piece 1"


def test_given_music_is_cut_to_the_length_of_the_rest():
    music = piece(1, 60)
    (cut, made), _ = pieces_of(control_of((("a", music), ("b", music))), 2, Length(10))
    onsets = sorted({note.onset_tick for note in music.notes})
    assert cut.notes == tuple(n for n in music.notes if n.onset_tick < onsets[10])
    assert made.notes == 10
    (bars, _), _ = pieces_of(control_of((("a", music), ("b", music))), 2, Length(10, bars=2))
    assert all(note.onset_tick < 2 * BAR for note in bars.notes)
    assert len(bars.notes) == sum(note.onset_tick < 2 * BAR for note in music.notes)


def test_too_few_pieces_are_told_before_anything_is_generated(bundles, tmp_path, soundfont):
    wanted = asked_for(bundles, control_of((("a", piece(1, 60)),)))
    with pytest.raises(StudyError, match="“Real pieces” has 1 excerpt, but every model needs 2"):
        create_study(
            tmp_path / "study",
            wanted,
            Dice().generate,
            soundfont,
            np.random.default_rng(0),
            lambda words, share: None,
        )


@pytest.mark.parametrize("excerpts", [0, 21])
def test_a_study_has_some_excerpts_and_not_too_many(bundles, excerpts):
    with pytest.raises(StudyError, match="1 to 20 excerpts"):
        asked_for(bundles, excerpts=excerpts)


def test_a_study_compares_something():
    with pytest.raises(StudyError, match="compares 1 to 20"):
        asked_for([])


def test_what_was_screened_is_told(bundles, tmp_path, soundfont):
    dice = Dice(1, 1, 2, *[3] * (1 + MOST_TRIES))
    wanted = asked_for(bundles)
    made = create_study(
        tmp_path / "study",
        wanted,
        dice.generate,
        soundfont,
        np.random.default_rng(0),
        lambda words, share: None,
    )
    assert made.replaced == MOST_TRIES
    assert made.still_similar == 1
    assert [sentence.split(maxsplit=1)[0] for sentence in made.sentences] == [f"{MOST_TRIES}", "1"]


def test_progress_grows_and_can_end_it_without_a_trace(bundles, tmp_path, soundfont):
    told = []
    created(
        tmp_path / "study",
        asked_for(bundles),
        soundfont,
        report=lambda words, share: told.append((str(words), share)),
    )
    for step in ("Generating", "Rendering", "Encoding"):
        shares = [share for words, share in told if step in words]
        assert shares == sorted(shares)
        assert shares[0] >= 0
        assert 0.5 < shares[-1] <= 1
    assert ("Generating excerpt 4 of 4", 1.0) in told

    def stop(words, share):
        if "Rendering" in words:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        created(tmp_path / "other", asked_for(bundles), soundfont, report=stop)
    assert not (tmp_path / "other").exists()
