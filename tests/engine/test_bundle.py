import errno
import hashlib
import json
import os
import shutil
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file

from chopin_studio.data_fields import DataError
from chopin_studio.engine.attribute_sampling import samplings_from_json
from chopin_studio.engine.bundle import Bundle, list_bundles
from chopin_studio.engine.classic.bundle_parts import vocabulary_of
from chopin_studio.engine.classic.generate import ClassicNetwork
from chopin_studio.engine.expressive.attributes import ATTRIBUTES
from chopin_studio.engine.expressive.family import ExpressiveFamily
from chopin_studio.engine.expressive.samplings import PLANNING_SAMPLINGS
from chopin_studio.engine.generator import generate
from chopin_studio.engine.manifest import BundleError, Manifest
from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.paths import bundled_models
from tests.classic_models import write_classic_model
from tests.expressive_models import write_expressive_model
from tests.plain_text import is_sentence


@pytest.fixture
def models(tmp_path, classic_256):
    """A folder of two copies of the shipped model, `good` and `bad`."""
    for name in ("good", "bad"):
        shutil.copytree(classic_256.folder, tmp_path / name)
        rewrite_manifest(tmp_path / name, id=name)
    return tmp_path


@pytest.fixture
def small_models(tmp_path):
    """A folder of two models of a few kilobytes, `good` and `bad`."""
    for name in ("good", "bad"):
        write_classic_model(tmp_path / name)
    return tmp_path


def rewrite_manifest(folder, **changes):
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def read_all(bundle):
    """Read the parts beside the weights."""
    return vocabulary_of(bundle), bundle.seeds


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
            assert ClassicNetwork.load(bundle).vocabulary_size == len(vocabulary_of(bundle))
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
    with pytest.raises(BundleError, match="not numbers"):
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


WELL_SAMPLED = {name: {"temperature": 1.0, "top_p": 0.5} for name in ATTRIBUTES}


@pytest.mark.parametrize(
    ("sampling", "words"),
    [
        (5, "sampling"),
        ({"pitch": WELL_SAMPLED["pitch"]}, "“sampling” must be of delta_onset, pitch, duration"),
        (WELL_SAMPLED | {"smell": WELL_SAMPLED["pitch"]}, "“sampling” must be of delta_onset"),
        (WELL_SAMPLED | {"pitch": {"temperature": 1.0}}, "a temperature and a top_p"),
        (WELL_SAMPLED | {"pitch": {"temperature": float("nan"), "top_p": 1.0}}, "not JSON"),
        (WELL_SAMPLED | {"pitch": {"temperature": 1.0, "top_p": float("inf")}}, "not JSON"),
        *(
            (WELL_SAMPLED | {"pitch": {"temperature": 1.0, "top_p": 0.5} | {name: value}}, "number")
            for name, value in (
                ("temperature", 0.0),
                ("temperature", -1.0),
                ("temperature", 1e6),
                ("temperature", True),
                ("top_p", 0.0),
                ("top_p", 1.01),
                ("top_p", "0.5"),
            )
        ),
    ],
)
def test_sampling_that_cannot_be_right_harms_its_model_alone(tmp_path, sampling, words):
    for name in ("good", "bad"):
        write_expressive_model(tmp_path / name)
    rewrite_manifest(tmp_path / "bad", sampling=sampling)
    assert words in refusal(tmp_path)


def test_a_model_of_another_family_s_attributes_is_refused(small_models):
    rewrite_manifest(small_models / "bad", sampling=WELL_SAMPLED)
    assert "“sampling” must be of -" in refusal(small_models)


@pytest.mark.parametrize("size", [256, 512])
def test_the_shipped_models_say_how_they_are_sampled(size):
    bundle = Bundle.open(bundled_models() / f"expressive-{size}")
    assert bundle.manifest.sampling is not None
    assert bundle.samplings == PLANNING_SAMPLINGS


def test_a_model_whose_manifest_says_so_is_sampled_otherwise_than_new_ones(tmp_path):
    """So takes of an older model that follows plans are made again as they were."""
    shutil.copytree(bundled_models() / "expressive-256", tmp_path / "earlier")
    manifest = json.loads((tmp_path / "earlier" / "manifest.json").read_text())
    del manifest["sampling"]["pitch"]["toward_varied"]
    manifest["sampling"]["pitch"]["toward_source"] = 4.0
    (tmp_path / "earlier" / "manifest.json").write_text(json.dumps(manifest))
    samplings = Bundle.open(tmp_path / "earlier").samplings
    assert samplings["pitch"].toward_source == 4.0
    assert samplings["pitch"].toward_source != PLANNING_SAMPLINGS["pitch"].toward_source
    assert samplings["pitch"].toward_varied == 0.0
    assert samplings["tempo"] == PLANNING_SAMPLINGS["tempo"]


def test_how_strongly_a_plan_is_followed_stands_in_the_manifest_or_is_nothing():
    plain = {name: {"temperature": 1.0, "top_p": 1.0} for name in ExpressiveFamily.samplings}
    assert samplings_from_json(plain)["pitch"].toward_chord == 0
    for wrong in (-1, 21, "much", None):
        with pytest.raises(DataError):
            samplings_from_json({"pitch": plain["pitch"] | {"toward_source": wrong}})


def test_a_model_of_the_earlier_version_draws_as_it_did(tmp_path):
    earlier = write_expressive_model(tmp_path / "a")
    manifest = json.loads((earlier.folder / "manifest.json").read_text())
    del manifest["sampling"]
    (earlier.folder / "manifest.json").write_text(json.dumps(manifest))
    earlier = Bundle.open(earlier.folder)
    said = write_expressive_model(tmp_path / "b")
    rewrite_manifest(said.folder, sampling=asdict_of(ExpressiveFamily.samplings))
    other = write_expressive_model(tmp_path / "c")
    rewrite_manifest(other.folder, sampling=WELL_SAMPLED)
    settings = GenerationSettings(LibraryStart("waltz"), notes=30)
    takes = [
        list(generate(Bundle.open(folder), settings))
        for folder in (earlier.folder, said.folder, other.folder)
    ]
    assert takes[0] == takes[1] != takes[2]


def asdict_of(samplings):
    return {name: asdict(sampling) for name, sampling in samplings.items()}


NO_COUNT = (10**4200, -1, 0, 2**63, 1.5, True, None, "many", [], {}, 1e999)
NO_NAME = ("", "a\nb", "\x1b[2Ja", "x" * 5000, "\ud800", 5, None, ["a"])
NO_SUM = ("", "0" * 63, "0" * 63 + "G", "../" * 22, 0, "0" * 64 + "\n")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *((name, value) for name in ("hidden_units", "parameters") for value in NO_COUNT),
        *(("weight_bytes", value) for value in NO_COUNT),
        *(("epochs", value) for value in (-1, 10**4200, 0.5)),
        *(("vocabulary_size", value) for value in (-1, 0, 10**4200, "1")),
        *(("training_loss", value) for value in (-1.0, 10**400, 1e999, "1")),
        *((name, value) for name in ("id", "name", "family") for value in NO_NAME),
        *(("id", value) for value in ("../up", "/root", "a/b", "..", ".hidden", "-rf")),
        *((name, "x" * 5000) for name in ("character", "recipe", "data", "licence")),
        *((name, "a\x1b[2J") for name in ("character", "recipe", "data", "licence")),
        *((name, v) for name in ("weights_sha256", "seeds_sha256") for v in NO_SUM),
        *(("format_version", value) for value in (10**4200, "1", None, [1], 2, "x" * 5000)),
    ],
    ids=lambda value: repr(value)[:16] if not isinstance(value, int) else f"{float(value % 997)}",
)
def test_every_field_of_a_manifest_is_bounded_and_a_bad_one_harms_its_model_alone(
    small_models, field, value
):
    rewrite_manifest(small_models / "bad", **{field: value})
    problem = refusal(small_models)
    assert is_sentence(problem)


@pytest.mark.skipif(os.name != "posix", reason="pipes have POSIX names")
@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", ["manifest.json", "weights.safetensors", "seeds.json"])
def test_a_pipe_in_place_of_a_file_is_refused_without_waiting(small_models, name):
    (small_models / "bad" / name).unlink()
    os.mkfifo(small_models / "bad" / name)
    assert f"{name} is not an ordinary file" in refusal(small_models)


@pytest.mark.skipif(os.name != "posix", reason="pipes have POSIX names")
@pytest.mark.timeout(30)
def test_a_file_that_becomes_a_pipe_after_the_list_was_made_is_refused(small_models):
    bad = list_bundles([small_models]).find("bad")
    for name in ("weights.safetensors", "seeds.json", "vocabulary.json"):
        (small_models / "bad" / name).unlink()
        os.mkfifo(small_models / "bad" / name)
    with pytest.raises(BundleError, match=r"weights\.safetensors is not an ordinary file"):
        bad.tensors({})
    with pytest.raises(BundleError, match=r"seeds\.json is not an ordinary file"):
        _ = bad.seeds


def test_a_manifest_of_many_megabytes_is_refused_unread(small_models):
    with (small_models / "bad" / "manifest.json").open("ab") as file:
        file.truncate(2**40)
    assert "larger than" in refusal(small_models)


def test_a_folder_of_models_that_cannot_be_listed_is_one_problem(small_models, monkeypatch):
    def refuse(folder):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("chopin_studio.engine.bundle.Path.iterdir", refuse)
    found = list_bundles([small_models])
    assert found.bundles == ()
    assert found.problems == (
        f"The models in {small_models} cannot be listed: Input/output error.",
    )


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such names")
def test_a_folder_with_a_name_that_would_spoil_a_terminal_is_shown_without(small_models):
    (small_models / "bad").rename(small_models / "bad\n\x1b[2J")
    rewrite_manifest(small_models / "bad\n\x1b[2J", epochs=-1)
    assert is_sentence(refusal(small_models))


nonsense = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from([10**4200, 2**31, "\ud800", "a\nb", 1e999, "../x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_value_in_any_field_of_a_manifest_is_read_or_refused_in_a_sentence(data):
    good = json.loads((bundled_models() / "classic-256" / "manifest.json").read_text("utf-8"))
    field = data.draw(st.sampled_from(sorted(good)))
    text = json.dumps(good | {field: data.draw(nonsense)})
    try:
        manifest = Manifest.from_json(text, "mine")
    except BundleError as error:
        problem = str(error)
    else:
        problem = f"There is {manifest.parameters:,} {manifest.id}"
        assert Manifest.from_json(manifest.to_json(), "mine") == manifest
    assert is_sentence(problem)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_value_in_a_seed_is_read_or_refused_in_a_sentence(data):
    family = data.draw(st.sampled_from(["classic-256", "expressive-256"]))
    bundle = Bundle.open(bundled_models() / family)
    row = json.loads((bundle.folder / "seeds.json").read_text("utf-8"))[0]
    field = data.draw(st.sampled_from(sorted(row)))
    if isinstance(row[field], list) and data.draw(st.booleans()):
        row[field] = [*row[field][:3], data.draw(nonsense)]
    else:
        row[field] = data.draw(nonsense)
    text = json.dumps([row]).encode()
    try:
        with TemporaryDirectory() as folder:
            (Path(folder) / "seeds.json").write_bytes(text)
            digest = hashlib.sha256(text).hexdigest()
            manifest = replace(bundle.manifest, seeds_sha256=digest)
            (seed,) = replace(bundle, manifest=manifest, folder=Path(folder)).seeds
    except BundleError as error:
        problem = str(error)
    else:
        problem = f"There is a seed {seed.name}"
        assert len(seed.title) <= 300
    assert is_sentence(problem)
