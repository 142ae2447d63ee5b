"""Begin training with the weights of a bundle, of the first format too."""

import dataclasses

import numpy as np
import pytest

from chopin_studio.engine.expressive.layout import LAYOUTS, NEWEST_FORMAT
from chopin_studio.engine.expressive.network import ExpressiveNetwork
from chopin_studio.engine.manifest import BundleError
from chopin_studio.paths import bundled_models
from chopin_studio.training.common.requests import RequestError
from chopin_studio.training.expressive.earlier_weights import earlier_weights
from chopin_studio.training.expressive.engine_loss import mean_cross_entropies
from chopin_studio.training.expressive.recipe import ExpressiveOptions
from chopin_studio.training.expressive.train import train_expressive
from tests.expressive_models import HIDDEN, random_tensors, write_expressive_model
from tests.training.expressive.music import random_rows, write_corpus


@pytest.fixture
def fresh():
    tensors = random_tensors(HIDDEN, seed=3, version=NEWEST_FORMAT)
    return {name: tensor.astype(np.float32) for name, tensor in tensors.items()}


def losses(tensors, version, rows):
    return mean_cross_entropies(ExpressiveNetwork(tensors, LAYOUTS[version]), [rows])


def test_a_network_grown_from_an_older_format_predicts_as_that_did(fresh, tmp_path):
    # The rows tell of plans and sources, which have no effect before they are learned.
    rows = random_rows(30, np.random.default_rng(5))
    bundle = write_expressive_model(tmp_path / "tiny")
    assert bundle.manifest.format_version == 1
    before = losses(bundle.tensors(LAYOUTS[1].shapes(HIDDEN)), 1, rows)
    weights = earlier_weights(bundle.folder, HIDDEN, fresh)
    assert losses(weights, NEWEST_FORMAT, rows) == pytest.approx(before, abs=1e-5)
    assert losses(fresh, NEWEST_FORMAT, rows) != pytest.approx(before, abs=0.1)


def test_what_the_older_one_lacked_can_be_learned(fresh, tmp_path):
    weights = earlier_weights(write_expressive_model(tmp_path / "tiny").folder, HIDDEN, fresh)
    table = "embed_likeness/table"
    assert weights[table].any()
    np.testing.assert_array_equal(weights[table], fresh[table])


def test_a_bundle_of_the_newest_format_gives_its_own_weights(fresh, tmp_path):
    bundle = write_expressive_model(tmp_path / "tiny", version=NEWEST_FORMAT)
    own = bundle.tensors(LAYOUTS[NEWEST_FORMAT].shapes(HIDDEN))
    weights = earlier_weights(bundle.folder, HIDDEN, fresh)
    assert weights.keys() == own.keys()
    for name, tensor in own.items():
        np.testing.assert_array_equal(weights[name], tensor, err_msg=name)


@pytest.mark.parametrize("name", ["classic-256", "expressive-512"])
def test_a_model_of_another_family_or_size_is_refused_in_a_sentence(fresh, name):
    with pytest.raises(RequestError, match=f"^{name} cannot be trained on to 16 hidden units"):
        earlier_weights(bundled_models() / name, HIDDEN, fresh)


def test_a_folder_without_a_model_is_refused(fresh, tmp_path):
    with pytest.raises(BundleError):
        earlier_weights(tmp_path, HIDDEN, fresh)


@pytest.mark.usefixtures("uncompiled")
def test_a_run_begins_with_the_weights_and_says_so(fresh, tmp_path):
    folder = write_expressive_model(tmp_path / "models", version=NEWEST_FORMAT).folder
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    options = ExpressiveOptions(
        write_corpus(corpus),
        tmp_path / "work",
        HIDDEN,
        passes=0.05,
        window=8,
        windows=1,
        peak_rate=1e-6,
        steps_between_validations=1,
        precision="float32",
    )
    assert "begun" not in options.settings
    begun = dataclasses.replace(options, start_from=folder)
    assert begun.settings.endswith(f"begun with the weights of an earlier {folder.name}")
    trained = train_expressive(begun, lambda line: None).network
    given = earlier_weights(folder, HIDDEN, fresh)["lstm_2/kernel"]
    np.testing.assert_allclose(trained.get_layer("lstm_2").get_weights()[0], given, atol=1e-4)
