import hashlib
import json
import shutil

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.classic.generate import ClassicNetwork
from chopin_studio.engine.generator import generate
from chopin_studio.engine.manifest import BundleError, Manifest
from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.paths import bundled_models


@pytest.fixture
def models(tmp_path, classic_256):
    """A folder of two copies of the shipped model, `good` and `bad`."""
    for name in ("good", "bad"):
        shutil.copytree(classic_256.folder, tmp_path / name)
        rewrite_manifest(tmp_path / name, id=name)
    return tmp_path


def rewrite_manifest(folder, **changes):
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def read_all(bundle):
    """Read the parts beside the weights."""
    return bundle.vocabulary, bundle.seeds


def refusal(models):
    """List the models: one must be there, and one problem, which is returned."""
    found = list_bundles([models])
    assert [bundle.manifest.id for bundle in found.bundles] == ["good"]
    (problem,) = found.problems
    assert "bad" in problem
    return problem


def test_every_shipped_bundle_is_whole():
    found = list_bundles([bundled_models()])
    assert found.problems == ()
    for bundle in found.bundles:
        assert len(bundle.seeds) == 48
        assert len({seed.name for seed in bundle.seeds}) == 48
        assert bundle.folder.name == bundle.manifest.id
        next(generate(bundle, GenerationSettings(start=LibraryStart("nocturne-op27-2"))))


def test_every_classic_bundle_has_seeds_that_fill_its_window():
    for bundle in list_bundles([bundled_models()]).bundles:
        if bundle.manifest.family == "classic":
            assert ClassicNetwork.load(bundle).vocabulary_size == len(bundle.vocabulary)
            # The A major prelude has no more than 77 notes and chords.
            assert all(50 < len(seed.tokens) <= 100 for seed in bundle.seeds)


def test_a_seed_has_a_musician_s_name(classic_256):
    assert classic_256.seed("nocturne-op27-2").title == "Nocturne in D-flat major, Op. 27 No. 2"
    with pytest.raises(BundleError, match="no seed named moonlight"):
        classic_256.seed("moonlight")


def test_an_unknown_id_names_those_there_are(models):
    with pytest.raises(BundleError, match="no model named other"):
        list_bundles([models]).find("other")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"format_version": 99}, "bundle format 99"),
        ({"hidden_units": "many"}, "hidden_units"),
        ({"weight_bytes": True}, "weight_bytes"),
        ({"training_loss": []}, "training_loss"),
        ({"training_loss": 10**400}, "training_loss"),
        ({"family": "baroque"}, "family baroque"),
    ],
)
def test_a_foreign_or_damaged_manifest_is_refused_by_name(models, changes, words):
    rewrite_manifest(models / "bad", **changes)
    assert words in refusal(models)


@pytest.mark.parametrize("text", ["", "[]", "{not json", "null", "[" * 100_000])
def test_a_manifest_that_is_no_manifest_is_refused(models, text):
    (models / "bad" / "manifest.json").write_text(text)
    assert "damaged" in refusal(models)


def test_a_truncated_or_missing_weight_file_is_refused_when_listed(models):
    weights = models / "bad" / "weights.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    assert "size" in refusal(models)
    weights.unlink()
    assert "cannot be read" in refusal(models)


def test_a_weight_file_with_one_byte_changed_is_refused_when_used(models):
    weights = models / "bad" / "weights.safetensors"
    data = bytearray(weights.read_bytes())
    data[len(data) // 2] ^= 1
    weights.write_bytes(data)
    bad = list_bundles([models]).find("bad")
    with pytest.raises(BundleError, match="bad is damaged: weights"):
        next(generate(bad, GenerationSettings()))


@pytest.mark.parametrize("name", ["vocabulary.json", "seeds.json"])
def test_a_missing_or_changed_part_is_refused_by_name(models, name):
    path = models / "bad" / name
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(BundleError, match=f"bad is damaged: {name}"):
        read_all(list_bundles([models]).find("bad"))
    opened = list_bundles([models]).find("bad")
    path.unlink()
    with pytest.raises(BundleError, match=f"bad is damaged: {name}"):
        read_all(opened)  # gone after the list was made
    assert name in refusal(models)


def test_weights_of_another_size_are_refused(models):
    rewrite_manifest(models / "bad", hidden_units=128)
    bad = list_bundles([models]).find("bad")
    with pytest.raises(BundleError, match="shapes"):
        ClassicNetwork.load(bad)


@pytest.mark.parametrize(
    "seeds",
    [
        b"{}x",
        b"3",
        b"\xff",
        b"[" * 100_000,
        b'[{"name": "a"}]',
        b'[{"name": "a", "title": "A", "key": "H major", "tokens": [1]}]',
        b'[{"name": "a", "title": "A", "key": null, "tokens": []}]',
        b'[{"name": "a", "title": "A", "key": null, "tokens": [99999]}]',
    ],
)
def test_seeds_that_are_none_are_refused_though_their_sum_is_right(models, seeds):
    (models / "bad" / "seeds.json").write_bytes(seeds)
    rewrite_manifest(models / "bad", seeds_sha256=hashlib.sha256(seeds).hexdigest())
    with pytest.raises(BundleError, match="bad is damaged: seeds"):
        _ = list_bundles([models]).find("bad").seeds


def test_weights_that_are_no_numbers_are_refused(models):
    path = models / "bad" / "weights.safetensors"
    tensors = load_file(path)
    tensors["output/bias"][0] = np.nan
    save_file(tensors, path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    rewrite_manifest(models / "bad", weights_sha256=digest, weight_bytes=path.stat().st_size)
    with pytest.raises(BundleError, match="no numbers"):
        ClassicNetwork.load(list_bundles([models]).find("bad"))


def test_of_two_bundles_with_one_id_the_first_counts(models, classic_256):
    rewrite_manifest(models / "good", id="classic-256")
    rewrite_manifest(models / "bad", id="classic-256")
    found = list_bundles([classic_256.folder.parent, models])
    assert found.find("classic-256").folder == classic_256.folder
    assert [bundle.manifest.id for bundle in found.bundles].count("classic-256") == 1


def test_manifest_round_trip(classic_256):
    manifest = classic_256.manifest
    assert Manifest.from_json(manifest.to_json(), "classic-256") == manifest
