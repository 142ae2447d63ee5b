"""Choosing and comparing models in the real window, with every model that ships."""

import hashlib
import json
import shutil
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chopin_studio.app import real_parts
from chopin_studio.engine.events import whole_take
from chopin_studio.engine.generator import generate
from chopin_studio.paths import UserPaths, bundled_models
from tests.ui.driving import Heartbeat, opened

NOTES = 4
SEED = "nocturne-op27-2"


@pytest.fixture
def open_window(qtbot):
    windows = []

    def open_one():
        windows.append(opened(qtbot, real_parts()))
        return windows[-1]

    yield open_one
    for window in windows:
        window.close()


@pytest.fixture
def two_models(tmp_path, monkeypatch):
    """Have one model of each family ship: what becomes of a third needs no more beside it."""
    for name in ("classic-256", "expressive-256"):
        shutil.copytree(bundled_models() / name, tmp_path / "models" / name)
    monkeypatch.setattr("chopin_studio.app.bundled_models", lambda: tmp_path / "models")


def copied_model(name):
    """Put a copy of the smallest model among the user's own, under another name."""
    folder = UserPaths.of_this_user().models / name
    shutil.copytree(bundled_models() / "classic-256", folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"id": name, "name": name}))
    return folder


def rewrite_seeds(folder, seeds):
    """Give a model other seeds, with the manifest that vouches for them."""
    text = json.dumps(seeds)
    (folder / "seeds.json").write_text(text)
    manifest = json.loads((folder / "manifest.json").read_text())
    sum_of_them = hashlib.sha256(text.encode()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest | {"seeds_sha256": sum_of_them}))


def generate_with_all(qtbot, window, number):
    window.compose.form.length.choose_unit("notes")
    window.compose.notes_box.setValue(NOTES)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_G, modifiers)
    assert window.generation.is_generating
    generation, library = window.generation, window.session.library
    qtbot.waitUntil(
        lambda: not generation.is_generating and len(library.takes) == number, timeout=200_000
    )
    window.playback.stop()


def test_switching_through_all_models_never_stops_the_event_loop(qtbot, open_window):
    window = open_window()
    box, bundles = window.compose.model_box, window.generation.services.bundles
    assert len(bundles) > 1
    heartbeat, slowest = Heartbeat(window), 0.0
    for row in [*range(box.count()), *reversed(range(box.count()))]:
        began = time.perf_counter()
        box.setCurrentIndex(row)
        slowest = max(slowest, time.perf_counter() - began)
        assert window.compose.seeds.seed_name
        qtbot.wait(30)
    assert window.compose.bundle is bundles[0]
    print(
        f"switching models: {slowest * 1000:.0f} ms at most, longest gap of the event loop "
        f"{heartbeat.longest_gap_sec * 1000:.0f} ms"
    )
    assert heartbeat.beats >= 2 * box.count()  # between one and the next


def test_at_the_first_launch_a_model_that_follows_plans_is_chosen(open_window):
    assert open_window().compose.bundle.manifest.id == "expressive-512"


def test_once_the_window_is_up_choosing_a_model_reads_no_file(qtbot, open_window):
    folder = copied_model("my-model")
    window = open_window()
    row = window.compose.model_box.findData("my-model")
    bundle = window.generation.services.bundles[row]
    qtbot.waitUntil(lambda: bool(vars(bundle)["_parts"]))
    shutil.rmtree(folder)
    window.compose.model_box.setCurrentIndex(row)
    assert window.compose.seeds.seed_box.count() == len(bundle.seeds) > 1
    assert not any("my-model" in text for text in window.messages.texts)


def test_all_models_make_from_one_seed_what_each_makes_alone(qtbot, open_window):
    window = open_window()
    bundles = window.generation.services.bundles
    generate_with_all(qtbot, window, len(bundles))
    takes = tuple(reversed(window.session.library.takes))
    assert [take.record.bundle_id for take in takes] == [one.manifest.id for one in bundles]
    # A model that knows the seed's own tempo is left to it, and one that follows plans has its own.
    settings = {replace(take.record.settings, bpm=None, plan=None) for take in takes}
    assert len(settings) == 1
    for take, bundle in zip(takes, bundles, strict=True):
        alone = whole_take(generate(bundle, take.record.settings))
        assert window.session.library.store.excerpt(take.id).notes == alone.notes


@pytest.mark.usefixtures("two_models")
def test_a_model_with_damaged_weights_says_so_and_the_others_make_their_takes(qtbot, open_window):
    weights = copied_model("damaged-model") / "weights.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x7f")
    window = open_window()
    sound = [one.manifest.id for one in window.generation.services.bundles]
    sound.remove("damaged-model")
    assert len(sound) == 2
    generate_with_all(qtbot, window, len(sound))
    takes = reversed(window.session.library.takes)
    assert [take.record.bundle_id for take in takes] == sound
    assert any("damaged-model is damaged" in text for text in window.messages.texts)


@pytest.mark.usefixtures("two_models")
def test_a_model_without_the_seed_is_left_out_in_a_sentence(qtbot, open_window):
    folder = copied_model("other-seeds")
    seeds = json.loads((folder / "seeds.json").read_text())
    rewrite_seeds(folder, [seed for seed in seeds if seed["name"] != SEED])
    window = open_window()
    window.compose.seeds.choose_seed(SEED)
    generate_with_all(qtbot, window, 2)
    models = {take.record.bundle_id for take in window.session.library.takes}
    assert "other-seeds" not in models
    expected = f"The model other-seeds has no seed named {SEED}."
    assert any(text.startswith(expected) for text in window.messages.texts)


def test_a_model_that_was_refused_is_told_at_the_start(open_window):
    (copied_model("short-model") / "weights.safetensors").write_bytes(b"")
    window = open_window()
    assert window.compose.model_box.findData("short-model") < 0
    assert any("short-model is damaged" in text for text in window.messages.texts)
