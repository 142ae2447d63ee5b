"""Fixtures that many tests share."""

import gc
import os
import random
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

CORPUS_VARIABLE = "CHOPIN_STUDIO_CORPUS"
_BESIDE_CHECKOUT = Path(__file__).resolve().parents[2] / "shared" / "data" / "piano-midi"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files: one at the end would leave the other workers idle."""
    training = Path(__file__).parent / "training"
    items.sort(key=lambda item: training not in item.path.parents)


def pytest_collection_finish() -> None:
    """Have what all tests' modules hold looked through no more when garbage is collected.

    With TensorFlow's it is half a million objects, which took a third of a second after each test
    of the window.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def corpus_dir() -> Path:
    """Return the folder of the piano-midi.de corpus, or skip where there is none."""
    folder = Path(os.environ.get(CORPUS_VARIABLE, _BESIDE_CHECKOUT))
    if not (folder / "metadata.csv").is_file():
        pytest.skip(f"needs the piano-midi.de corpus: set {CORPUS_VARIABLE} to its folder")
    return folder


@pytest.fixture(autouse=True)
def user_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the real user's takes and settings."""
    home = tmp_path / "studio-home"
    monkeypatch.setenv("CHOPIN_STUDIO_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def same_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the dice fall in each test as they fell before, so that it makes the same takes."""
    monkeypatch.setattr(secrets, "randbelow", random.Random(1).randrange)


@pytest.fixture(autouse=True)
def collecting_on_main_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """Free cyclic garbage of Qt tests where Qt allows it: not on whatever thread allocates.

    What waits to be deleted goes first. Else it would only when the next test waits for something,
    and that test's window would be styled together with this one's. Nor does the style sheet stay:
    each widget that joins a window would be styled by it at once, as in no program that starts.
    """
    if "qapp" not in request.fixturenames:
        yield
        return
    from PySide6.QtCore import QCoreApplication, QEvent

    app = request.getfixturevalue("qapp")
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.enable()
    app.setStyleSheet("")
