"""Training a critic, and measuring by another one."""

from pathlib import Path

import numpy as np
import pytest

from chopin_studio.engine.planning.critic_files import read_critic
from chopin_studio.engine.planning.features.features import feature_names
from chopin_studio.engine.seeds import LibraryStart, RandomStart
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import write_midi
from chopin_studio.music.note import TICKS_PER_QUARTER as BEAT
from chopin_studio.music.note import Hand, Note
from chopin_studio.training.planning import measure_critic, train_critic
from chopin_studio.training.planning.auc import auc, auc_with_interval
from chopin_studio.training.planning.boosted_stumps import StumpRecipe, grow_stumps
from chopin_studio.training.planning.coded_music import coded
from chopin_studio.training.planning.made_music import NamedMusic, made_takes, take_settings
from chopin_studio.training.planning.note_statistics import note_statistics
from chopin_studio.training.planning.perceptron import PerceptronRecipe, train_perceptron
from chopin_studio.training.planning.real_music import real_music
from tests.engine.planning.music import COMMON, hymn, line, together
from tests.expressive_models import write_expressive_model

BAR = 4 * BEAT


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return write_expressive_model(tmp_path_factory.mktemp("models") / "expressive-16", version=2)


@pytest.fixture(scope="module")
def hymns(tmp_path_factory):
    """A corpus of hymns by Chopin, one of them a validation piece, and one piece by another."""
    folder = tmp_path_factory.mktemp("corpus") / "midis"
    names = ("chpn-p1", "chpn-p2", "chpn-p3", "chpn-p5", "chpn-p4")
    for number, name in enumerate(names):
        (folder / "Chopin").mkdir(parents=True, exist_ok=True)
        write_midi(Excerpt(tuple(hymn(16, 60 + number))), folder / "Chopin" / f"{name}.mid")
    (folder / "Bach").mkdir()
    write_midi(Excerpt(tuple(hymn())), folder / "Bach" / "chorale.mid")
    return folder


def two_kinds(rng, count=200):
    """Return features of two kinds that differ in two of six, and which is which."""
    features, is_real = rng.normal(size=(count, 6)), np.arange(count) < count // 4
    features[is_real, 1] += 2
    features[:, 4] *= np.where(is_real, 3, 0.3)
    return features, is_real


def test_the_area_is_the_chance_of_the_right_order():
    assert auc(np.array([3.0, 2.0]), np.array([1.0, 0.0])) == 1
    assert auc(np.array([1.0]), np.array([1.0, 1.0])) == 0.5
    assert auc(np.array([2.0, 0.0]), np.array([1.0])) == 0.5
    assert auc(np.array([0.0]), np.array([1.0, -1.0, 2.0, 3.0])) == 0.25
    assert np.isnan(auc(np.array([]), np.array([1.0])))


def test_the_interval_holds_the_area_and_grows_with_fewer_pieces():
    rng = np.random.default_rng(2)
    real, made = ([rng.normal(up, size=5) for _ in range(40)] for up in (1.0, 0.0))
    many = auc_with_interval(real, made, np.random.default_rng(1))
    few = auc_with_interval(real[:4], made[:4], np.random.default_rng(1))
    assert many.low < many.value < many.high
    assert few.high - few.low > many.high - many.low
    assert many == auc_with_interval(real, made, np.random.default_rng(1))


def test_a_perceptron_learns_to_tell_two_kinds_apart_the_same_each_time():
    rng = np.random.default_rng(3)
    names, recipe = tuple("abcdef"), PerceptronRecipe(steps=400, left_out=0.0)
    features, is_real = two_kinds(rng)
    critics = [
        train_perceptron(names, features, is_real, np.random.default_rng(1), recipe)
        for _ in range(2)
    ]
    others, others_real = two_kinds(rng)
    first, second = (critic.log_odds(others) for critic in critics)
    assert auc(first[others_real], first[~others_real]) > 0.9
    assert first.tolist() == second.tolist()


def test_stumps_learn_to_tell_two_kinds_apart_on_any_scale():
    rng = np.random.default_rng(4)
    features, is_real = two_kinds(rng)
    others, others_real = two_kinds(rng)
    recipe = StumpRecipe(rounds=80)
    odds = grow_stumps(features, is_real, np.random.default_rng(1), recipe).log_odds(others)
    assert auc(odds[others_real], odds[~others_real]) > 0.9
    large = grow_stumps(np.exp(features), is_real, np.random.default_rng(1), recipe)
    assert auc(large.log_odds(np.exp(others))[others_real], odds[~others_real]) > 0.8


def test_statistics_are_shares_and_tell_the_hands_apart():
    right = together(line([60, 64, 67, 72]), line([48] * 4, Hand.LEFT))
    left = together(line([60, 64, 67, 72], Hand.LEFT), line([48] * 4))
    first, second = (note_statistics(notes, COMMON) for notes in (right, left))
    assert first.shape == second.shape
    assert first.tolist() != second.tolist()
    assert first[:-3].max() <= 1


def test_real_music_is_coded_as_what_a_model_makes():
    notes = [Note(60, 61, 0, 101, Hand.RIGHT), Note(62, 63, 483, 200, Hand.RIGHT)]
    music = coded(NamedMusic("x", Excerpt(tuple(notes))))
    assert [note.onset_tick for note in music.excerpt.notes] == [0, 480]
    assert {note.velocity for note in music.excerpt.notes} == {62}


def test_windows_begin_behind_the_seed_and_behind_empty_bars():
    notes = tuple(line([60] * 40, begin=8))
    music = coded(NamedMusic("x", Excerpt(notes, seed_end_tick=4 * BAR)))
    assert [bar.start_tick for bar in music.bars] == [k * BAR for k in range(2, 10)]
    assert list(music.windows(8, 4, 2)) == [(2 * BAR, 6 * BAR), (2 * BAR, 10 * BAR)]
    assert list(music.windows(8, 8, 8)) == [(2 * BAR, 10 * BAR)]
    assert len(music.notes(2 * BAR, 6 * BAR)) == 16


def test_takes_begin_from_nothing_and_with_seeds_and_are_made_once(bundle, tmp_path):
    asked = take_settings(bundle, range(4), bars=2)
    assert asked[0].start == asked[2].start == RandomStart()
    assert asked[1].start == LibraryStart("waltz")
    assert asked[3].start == LibraryStart("march")
    reports: list[str] = []
    first = made_takes(bundle, asked[:2], tmp_path, reports.append)
    assert len(reports) == 2
    assert made_takes(bundle, asked[:2], tmp_path, reports.append) == first
    assert len(reports) == 2
    assert first[0].excerpt.seed_end_tick == 0
    assert first[1].excerpt.seed_end_tick == 3 * BEAT


def test_the_critics_learn_from_different_pieces_and_neither_from_those_for_validation(hymns):
    real = real_music(hymns, lambda _: None)
    assert [each.name for each in real.choosing] == ["chpn-p1", "chpn-p3"]
    assert [each.name for each in real.measuring] == ["chpn-p2", "chpn-p5"]
    assert [each.name for each in real.validation] == ["chpn-p4"]


def test_the_command_trains_a_critic_that_the_engine_reads(
    bundle, hymns, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "critic.json"
    words = [str(bundle.folder), str(hymns), str(out), "--takes", "6", "--bars", "8"]
    assert train_critic.main([*words, "--kept", str(tmp_path / "kept")]) == 0
    assert "1.000" in capsys.readouterr().out
    critic = read_critic(out)
    assert critic.names == feature_names()
    noise = line(np.random.default_rng(1).integers(30, 100, 64).tolist(), beats=0.5)
    assert critic.judge(hymn(velocity=64), COMMON) > critic.judge(noise, COMMON)
    text = out.read_text()
    assert train_critic.main([*words, "--kept", str(tmp_path / "kept")]) == 0
    assert out.read_text() == text


def test_the_measure_tells_quick_and_careful_takes_from_real_music(
    bundle, hymns, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    words = [str(bundle.folder), str(hymns), "--takes", "4", "--bars", "8"]
    assert measure_critic.main([*words, "--kept", str(tmp_path / "kept")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [each.partition(":")[0] for each in lines] == [
        "real over quick",
        "real over careful",
        "careful over quick, by the critic of quick takes",
    ]
    assert "1.000" in lines[0]


def test_a_folder_without_chopin_is_refused_in_words(
    bundle, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert measure_critic.main([str(bundle.folder), str(tmp_path)]) == 1
    assert "Name the folder of a corpus" in capsys.readouterr().err
    assert train_critic.main([str(bundle.folder), str(tmp_path), str(tmp_path / "out")]) == 1
    assert "Name the folder of a corpus" in capsys.readouterr().err


def test_too_few_pieces_or_takes_are_refused_in_words(
    bundle, hymns, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "Chopin").mkdir()
    write_midi(Excerpt(tuple(hymn())), tmp_path / "Chopin" / "chpn-p1.mid")
    assert measure_critic.main([str(bundle.folder), str(tmp_path)]) == 1
    assert "too few pieces by Chopin" in capsys.readouterr().err
    assert measure_critic.main([str(bundle.folder), str(hymns), "--takes", "3"]) == 1
    assert "ask for more takes" in capsys.readouterr().err
    out = tmp_path / "out"
    assert train_critic.main([str(bundle.folder), str(hymns), str(out), "--takes", "1"]) == 1
    assert "ask for more takes" in capsys.readouterr().err


def test_music_is_told_from_its_own_kind_no_better_than_by_chance():
    hymns = [NamedMusic(str(k), Excerpt(tuple(hymn(16)))) for k in range(8)]
    (found,) = measure_critic.compared(hymns[:4], {"quick": hymns[4:]})
    assert found.area.value == pytest.approx(0.5)
