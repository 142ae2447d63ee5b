import numpy as np
import pytest

from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.expressive.attributes import ATTRIBUTE_SIZES, ATTRIBUTES
from chopin_studio.engine.expressive.decoder import decode
from chopin_studio.engine.expressive.encoder import read
from chopin_studio.engine.expressive.network import ExpressiveNetwork
from chopin_studio.engine.generator import generate
from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.key import Key
from chopin_studio.music.midi_io import read_midi
from chopin_studio.training.classic.corpus import chopin_pieces
from chopin_studio.training.expressive.bundle_writer import library_seed, write_expressive_bundle
from chopin_studio.training.expressive.checkpoint import (
    ExpressiveFigures,
    ExpressiveRun,
    RunError,
    RunState,
)
from chopin_studio.training.expressive.model_card import data_of
from chopin_studio.training.expressive.recipe import ExpressiveOptions
from tests.expressive_models import HIDDEN, random_tensors
from tests.training.expressive.music import piece_of, random_rows, write_corpus

CURVE = tuple(
    ExpressiveFigures(
        100 * k,
        0.5 * k,
        60.0 * k,
        4000.0 + k,
        1e-3,
        9.0 - k / 8,
        (1.0 - k / 100,) * 7,
        (0.8 - k / 100,) * 7,
    )
    for k in range(1, 25)
)


@pytest.fixture
def options(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    write_corpus(corpus)
    return ExpressiveOptions(corpus, tmp_path / "work", HIDDEN)


@pytest.fixture
def trained(options):
    """A run as training leaves it, with weights by chance."""
    weights = {name: w.astype(np.float32) for name, w in random_tensors(HIDDEN, version=2).items()}
    run = ExpressiveRun(options.work / options.bundle_id, options.settings)
    run.checkpoint(RunState({"progress": np.zeros(6)}, CURVE))
    run.keep_best(weights)
    return weights


def written(options, tmp_path):
    lines = []
    folder = write_expressive_bundle(options, tmp_path / "models", lines.append)
    (bundle,) = list_bundles([tmp_path / "models"]).bundles
    assert bundle.folder == folder
    return bundle


def test_a_run_becomes_a_model_that_can_be_played(options, trained, tmp_path):
    bundle = written(options, tmp_path)
    manifest = bundle.manifest
    assert (manifest.id, manifest.family) == (f"expressive-{HIDDEN}", "expressive")
    assert (manifest.vocabulary_size, manifest.training_loss) == (None, None)
    assert manifest.parameters == sum(weight.size for weight in trained.values())
    assert manifest.recipe.startswith("12.0 passes over random windows")
    ExpressiveNetwork.load(bundle)
    assert {seed.name for seed in bundle.seeds} == {"one", "two", "prelude-op28-4"}
    events = list(generate(bundle, GenerationSettings(start=LibraryStart("one"), notes=5)))
    assert len(events) == 6


def test_the_card_tells_what_was_measured_and_whom_to_thank(options, trained, tmp_path):
    bundle = written(options, tmp_path)
    card = (bundle.folder / "card.md").read_text("utf-8")
    nats = bundle.manifest.validation_nats_per_note
    assert f"| sum | {nats:.3f} | " in card
    assert "| nothing told | form told | chords told | form and chords told |" in card
    assert all(f"| {name.replace('_', ' ')} | " in card for name in ATTRIBUTES)
    assert "2 composers" in card
    assert "| Chopin, played | 1 | 75 |\n| others, played | 1 | 75 |\n| all | 2 | 150 |" in card
    assert "Fryderyk Chopin Institute" not in card
    assert "chpn-p4" in card
    assert "Bernd Krueger" in card
    assert "| 12.00 | 6.000 | 5.320 | 3.920 |" in card
    assert (bundle.folder / "curve.csv").read_text("utf-8").count("\n") == len(CURVE) + 1


def test_the_validation_is_of_the_weights_and_not_of_the_curve(options, trained, tmp_path):
    nats = written(options, tmp_path).manifest.validation_nats_per_note
    assert nats not in {round(row.validation_sum, 4) for row in CURVE}
    # Weights by chance foretell worse than none at all, by which all classes are as likely.
    assert nats > np.log(ATTRIBUTE_SIZES).sum()


def test_a_new_writing_takes_the_place_of_the_old_one(options, trained, tmp_path):
    folder = written(options, tmp_path).folder
    (folder / "stray").write_text("x")
    written(options, tmp_path)
    assert not (folder / "stray").exists()
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_without_a_run_the_remedy_is_named(options, tmp_path):
    with pytest.raises(RunError, match="Train first"):
        write_expressive_bundle(options, tmp_path / "models", lambda line: None)
    assert not (tmp_path / "models").exists()


def test_a_seed_of_the_corpus_is_its_opening_note_for_note(corpus_dir):
    for piece in chopin_pieces(corpus_dir)[::8]:
        seed = library_seed(piece)
        encoding = read(read_midi(piece.path))
        count = len(seed.attributes)
        assert 10 < count <= 100
        assert [list(row) for row in seed.attributes] == encoding.rows.attributes[:count].tolist()
        music = decode(encoding.rows, encoding.frame)
        before = [note for note in music.notes if note.onset_tick < seed.end_tick]
        assert len(before) == count
        bar = seed.frame.meters.bar_at(seed.end_tick)
        assert bar.start_tick == seed.end_tick
        assert bar.number <= 17
        assert seed.frame.keys[0].key == Key.named(piece.key)


def test_the_institute_is_thanked_where_scores_were_learned_from(tmp_path):
    rows = random_rows(5, np.random.default_rng(1))
    played, score = (
        piece_of("a", composer, rows, kind=kind)
        for composer, kind in (("Chopin", "played"), (None, "scores"))
    )
    assert "Institute" not in data_of([played])
    words = data_of([played, score])
    assert words.startswith("1 piano piece by 1 composer")
    assert "1 score, first" in words
    assert "The Fryderyk Chopin Institute (chopinscores.org, polishscores.org)" in words
