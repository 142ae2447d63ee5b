"""The application's models on a fake engine and a real store: no window."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThreadPool

from chopin_studio.app import make_record
from chopin_studio.engine.seeds import RandomStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.store import TakeStore
from chopin_studio.playback.outputs.base import SilentOutput
from chopin_studio.playback.transport import Transport
from chopin_studio.session.generation.endless import Pace
from chopin_studio.session.generation.endless_session import EndlessSession
from chopin_studio.session.generation.generation_controller import GenerationController
from chopin_studio.session.generation.request_queue import Request
from chopin_studio.session.generation.services import GenerationServices
from chopin_studio.session.library.take_library import TakeLibrary
from chopin_studio.session.opening.file_opener import FileOpener
from chopin_studio.session.opening.open_on_beats import open_on_beats
from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.session.session import Session
from tests.ui.fakes import FakeBundle, SlowGenerator
from tests.ui.patience import PATIENCE_MS


@dataclass
class Models:
    """What a window would show and command."""

    generator: SlowGenerator
    library: TakeLibrary
    playback: PlaybackModel
    generation: GenerationController
    endless: EndlessSession
    session: Session

    def request(self, notes: int = 6, takes: int = 1, pace: Pace | None = None) -> Request:
        """Return what asks the first model for takes."""
        settings = GenerationSettings(RandomStart(), notes=notes, takes=takes, random_state=1)
        return Request(self.generation.services.bundles[0], settings, pace)


def received(signal: object) -> list[tuple[object, ...]]:
    """Return the list of what a signal brings from now on."""
    found: list[tuple[object, ...]] = []
    signal.connect(lambda *values: found.append(values))
    return found


@pytest.fixture
def collect() -> Callable[[object], list[tuple[object, ...]]]:
    return received


@pytest.fixture
def models(qapp: object, tmp_path: Path) -> Iterator[Models]:
    owner = QObject()  # as the window is: Qt deletes all that belong to it in this thread
    pool = QThreadPool(owner)
    generator = SlowGenerator(seconds_a_note=0)
    services = GenerationServices(
        bundles=(FakeBundle(256, tmp_path), FakeBundle(512, tmp_path)),
        generate=generator,
        warm_up=generator.warm_up,
        score=lambda bundle, music, tick: 0.0,
    )
    library = TakeLibrary(
        TakeStore(tmp_path / "takes"), make_record, lambda folder: None, pool, owner
    )
    playback = PlaybackModel(Transport(SilentOutput()), 100, owner)
    generation = GenerationController(services, library, pool, owner)
    endless = EndlessSession(generation, playback, owner)
    opener = FileOpener(open_on_beats, pool, owner)
    session = Session(library, playback, generation, endless, opener, pool, owner)
    session.auto_play = False
    yield Models(generator, library, playback, generation, endless, session)
    generation.close()
    assert pool.waitForDone(PATIENCE_MS)
    playback.close()
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
