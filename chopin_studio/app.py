"""The window's composition root: here everything is made and put together, and nowhere else."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QThreadPool, QTimer, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from chopin_studio import __version__
from chopin_studio.activity_log import log_bundles, logged_exporters, logged_generation
from chopin_studio.engine.bundle import Bundle, BundleList, list_bundles
from chopin_studio.engine.families import FAMILIES
from chopin_studio.engine.family import Family
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.export.engraving.engrave import engrave
from chopin_studio.export.engraving.engraver import Engraver
from chopin_studio.export.formats import Exporter
from chopin_studio.files import write_bytes
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import TakeRecord
from chopin_studio.log import crash_file, crashes_to, log_former_crash
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.plan.found_plan import found_plan
from chopin_studio.originality.guard import CorpusGuard
from chopin_studio.originality.index_file import OWN_INDEX_FILE
from chopin_studio.originality.reporter import Reporter
from chopin_studio.paths import (
    FolderError,
    UserPaths,
    bundled_models,
    check_window_resources,
    originality_index,
    resources,
    soundfont,
)
from chopin_studio.playback.inputs.live_playing import LivePlaying
from chopin_studio.playback.inputs.midi_input import open_input
from chopin_studio.playback.metronome import Metronome
from chopin_studio.playback.outputs.base import SilentOutput
from chopin_studio.playback.outputs.configured import fitted, piano_choice
from chopin_studio.playback.outputs.fluidsynth import (
    BUILT_IN_PIANO,
    lives,
    offered_drivers,
    open_built_in_piano,
)
from chopin_studio.playback.outputs.midi_port import PortWatcher, open_midi_port
from chopin_studio.playback.transport import Transport
from chopin_studio.session.drafts.draft import Draft
from chopin_studio.session.generation.endless_session import EndlessSession
from chopin_studio.session.generation.generation_controller import GenerationController
from chopin_studio.session.generation.services import GenerationServices
from chopin_studio.session.library.system_trash import MoveToTrash, move_to_trash
from chopin_studio.session.library.take_library import TakeLibrary
from chopin_studio.session.opening.file_opener import FileOpener
from chopin_studio.session.opening.open_on_beats import open_on_beats
from chopin_studio.session.opening.opened_file import OpenMusic
from chopin_studio.session.originality.backlog import OriginalityBacklog
from chopin_studio.session.originality.originality_model import OriginalityModel
from chopin_studio.session.plan.plan_model import PlanModel
from chopin_studio.session.playback.output_model import OutputModel, OutputSources
from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.session.recording.input_model import InputModel, InputSources
from chopin_studio.session.recording.recording_session import RecordingSession
from chopin_studio.session.score.score_model import ScoreModel
from chopin_studio.session.session import Session
from chopin_studio.session.study.study_maker import StudyMaker
from chopin_studio.session.study.study_results import StudyResults
from chopin_studio.session.support.error_report import error_report
from chopin_studio.session.support.gc_guard import GcGuard
from chopin_studio.session.support.message import Message, MessageKind, message_of
from chopin_studio.session.support.qt_log import qt_messages_logged
from chopin_studio.session.support.signal_watch import ANSWER_SEC, CLOSE_SEC, SignalWatch
from chopin_studio.session.support.translation import install_translation
from chopin_studio.session.takes.autosave import Autosave
from chopin_studio.settings.model import AppSettings
from chopin_studio.settings.storage import load_settings, save_settings
from chopin_studio.settings.window import AppearanceGroup
from chopin_studio.ui.kit.icons import Icons
from chopin_studio.ui.kit.png import png_bytes
from chopin_studio.ui.kit.theme import ThemeSwitch
from chopin_studio.ui.main.main_window import MainWindow, WindowModels
from chopin_studio.ui.score.image_exporters import ALL_EXPORTERS

if TYPE_CHECKING:
    from chopin_studio.engine.events import GenerationEvent
    from chopin_studio.engine.seeds import Start
    from chopin_studio.engine.settings import GenerationSettings
    from chopin_studio.library.take import Take

SWITCH_SEC = 0.0005
"""How long a thread may keep Python's one lock while another wants it: Python's own 5 ms would make
notes late by as much, whenever the window or the model is at work."""

POOL_THREADS = 4
"""One for generating, the others for opening an output, reading and saving meanwhile."""


TOLD_SEC = 5
"""How long a picture waits for the report on originality."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the window is made of; a test replaces the parts that need a machine of its own.

    `log` is the file that details of an error are quoted from, and a crash leaves its trace beside.
    """

    services: GenerationServices
    open_music: OpenMusic
    exporters: tuple[Exporter, ...]
    store: TakeStore
    move_to_trash: MoveToTrash
    sources: OutputSources
    inputs: InputSources
    settings: AppSettings
    save: Callable[[AppSettings], None]
    problems: tuple[str, ...] = ()
    log: Path | None = None
    reporter: Reporter = field(default_factory=lambda: Reporter(originality_index()))
    soundfont: Callable[[], Path] = soundfont


def run(arguments: Sequence[str], families: Sequence[Family] = FAMILIES) -> int:
    """Open the window, with the files of music that are named; return the exit status.

    The models are those at hand that are of the `families`.
    """
    log = UserPaths.of_this_user().log
    log_former_crash(log)
    with crashes_to(crash_file(log)), qt_messages_logged():
        _log.info("the window opens: Qt %s", qVersion())
        status = _run(arguments, families)
        _log.info("the window has closed: %d", status)
    return status


def _run(arguments: Sequence[str], families: Sequence[Family]) -> int:
    app, parts = application(), real_parts(families)
    install_translation(app, parts.settings.appearance.language)
    window = build_window(app, parts)
    restore_hook = report_unexpected(window)
    with signal_watch(window):
        window.restore()
        window.show()
        garbage = GcGuard(window)
        garbage.start()
        QTimer.singleShot(0, lambda: begin(window, arguments))
        status = app.exec()
        garbage.stop()
        for pool in app.findChildren(QThreadPool):
            pool.waitForDone()  # while a signal can still end what hangs
    restore_hook()
    return status


def signal_watch(
    window: MainWindow, answer_sec: float = ANSWER_SEC, close_sec: float = CLOSE_SEC
) -> SignalWatch:
    """Return what has a signal close a window, and silences the output where that hangs."""
    transport = window.playback.transport

    def close() -> None:
        if not window.close():  # which warns once of takes that cannot be kept
            window.close()

    silence = (transport.close, lambda: transport.output.panic(), lambda: transport.output.close())
    return SignalWatch(close, silence, answer_sec, close_sec)


def application() -> QApplication:
    """Return the one QApplication of this process, made on first use."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["chopin-studio"])
    app.setApplicationName("chopin-studio")
    app.setApplicationDisplayName("Chopin Studio")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("chopin-studio")
    return app


def real_parts(families: Sequence[Family] = FAMILIES) -> Parts:
    """Take the parts from this machine: its bundles, takes, ports and sound."""
    places = UserPaths.of_this_user()
    problems = _prepare(places)
    folders = [bundled_models(), places.models]
    found = list_bundles([folder for folder in folders if os.access(folder, os.R_OK)], families)
    log_bundles(found)
    settings, reporter = load_settings(places.settings), _reporter(found)
    return Parts(
        services=real_services(found, reporter),
        open_music=open_on_beats,
        exporters=logged_exporters(ALL_EXPORTERS),
        store=TakeStore(places.takes),
        move_to_trash=move_to_trash,
        sources=OutputSources(
            piano_name=BUILT_IN_PIANO,
            silent_name=SilentOutput.name,
            open_piano=lambda chosen: open_built_in_piano(soundfont(), piano_choice(chosen)),
            open_port=lambda name, chosen: fitted(open_midi_port(name), chosen),
            lives=lives,
            watcher=PortWatcher(),
            audio_drivers=offered_drivers(),
        ),
        inputs=InputSources(open_input, PortWatcher(is_input=True)),
        settings=settings,
        save=lambda changed: save_settings(changed, places.settings),
        problems=(*problems, *found.problems),
        log=places.log,
        reporter=reporter,
    )


def _reporter(found: BundleList) -> Reporter:
    """Return reports by the index that ships and those that bundles bring."""
    own = [bundle.folder / OWN_INDEX_FILE for bundle in found.bundles]
    return Reporter(originality_index(), [path for path in own if path.is_file()])


def _prepare(places: UserPaths) -> tuple[str, ...]:
    """Make the user's folders, or say why the studio has to do without them."""
    try:
        places.prepare()
    except FolderError as error:
        return (str(error),)
    return ()


def real_services(found: BundleList, reporter: Reporter) -> GenerationServices:
    """Return the models and the engine, guarded by the reporter's index."""
    ready, guard = WarmStarts(), CorpusGuard(reporter)
    return GenerationServices(
        bundles=found.bundles,
        generate=logged_generation(partial(_generate, ready, guard)),
        warm_up=partial(_warm_up, ready),
        score=partial(_score, ready),
    )


def build_window(app: QApplication, parts: Parts) -> MainWindow:
    """Put a window together, not yet shown; `begin` sets it to work.

    Raises ResourceError where a file to draw it with is missing.
    """
    check_window_resources(resources())
    sys.setswitchinterval(SWITCH_SEC)
    pool = QThreadPool(app)
    pool.setMaxThreadCount(POOL_THREADS)
    icons = Icons(resources() / "icons")
    themes = ThemeSwitch(app, resources() / "theme" / "studio.qss")
    playback = PlaybackModel(Transport(SilentOutput()), parts.settings.output.volume)
    library = TakeLibrary(parts.store, make_record, parts.move_to_trash, pool)
    generation = GenerationController(parts.services, library, pool)
    endless = EndlessSession(generation, playback)
    opener = FileOpener(parts.open_music, pool)
    session = Session(library, playback, generation, endless, opener, pool)
    output_model = OutputModel(playback, parts.sources, parts.settings.output, pool)
    live = InputModel(
        LivePlaying(lambda: playback.transport.output),
        parts.inputs,
        parts.settings.recording.input_port,
        pool,
    )
    recording_session = RecordingSession(live, Metronome(lambda: playback.transport.output))
    engraver = Engraver(parts.log and crash_file(parts.log))
    score = ScoreModel(
        session, generation, pool, lambda music, credits: engrave(music, engraver, credits)
    )
    originality = OriginalityModel(session, generation, parts.reporter, pool)
    plan = PlanModel(session, pool, found_plan)
    backlog = OriginalityBacklog(library, generation, playback, parts.reporter, pool)
    study_results = StudyResults(pool)
    study_maker = StudyMaker(parts.services.generate, parts.soundfont, pool)
    window = MainWindow(
        WindowModels(
            *(session, generation, output_model, recording_session, score, originality, plan),
            study_results,
            study_maker,
        ),
        parts.exporters,
        themes,
        icons,
        parts.settings,
        parts.save,
        pool,
    )
    window.closing.connect(engraver.close)
    window.messages.copy_wanted.connect(
        lambda details: QGuiApplication.clipboard().setText(error_report(details, parts.log))
    )
    for owned in (
        *(themes, playback, library, generation, endless, opener, session, output_model, live),
        *(recording_session, score, originality, plan, backlog, study_results, study_maker),
    ):
        _adopt(window, owned)
    for problem in parts.problems:
        window.messages.show_message(Message(problem, MessageKind.WARNING))
    return window


def begin(window: MainWindow, arguments: Sequence[str] = ()) -> None:
    """Do what may take its time, after the first paint: open the output, list the takes."""
    window.output_model.start()
    window.generation.read_ahead()
    Autosave(window.generation, window.session.library, make_record, window).recover()
    if arguments:
        window.files.open([Path(argument) for argument in arguments])
        window.session.library.refresh(then=lambda: None)
    else:
        window.session.library.refresh(then=window.session.show_newest)


def report_unexpected(window: MainWindow) -> Callable[[], None]:
    """Have unforeseen errors logged, and told in one sentence; return the undoing."""
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QTimer.singleShot(0, window, window.close)
        else:
            window.messages.show_message(message_of(error.with_traceback(trace), "unexpected"))

    def undo() -> None:
        sys.excepthook = before

    sys.excepthook = hook
    return undo


def render_screenshot(
    piece: Excerpt | Take,
    path: Path,
    size: tuple[int, int] = (1280, 800),
    theme: str = "dark",
    families: Sequence[Family] = FAMILIES,
) -> None:
    """Write a PNG of the real window showing `piece`; works without a display.

    Where there is no display, set QT_QPA_PLATFORM to `offscreen` before. Nothing is opened but
    the bundles and the takes: neither sound nor ports.
    """
    places = UserPaths.of_this_user()
    store = TakeStore(places.takes)
    found = list_bundles([bundled_models(), places.models], families)
    reporter = _reporter(found)
    services = real_services(found, reporter)
    sources = OutputSources(
        piano_name=BUILT_IN_PIANO,
        silent_name=SilentOutput.name,
        open_piano=lambda chosen: SilentOutput(),
        open_port=lambda name, chosen: SilentOutput(),
        lives=lambda output: True,
        watcher=_NoPorts(),
    )
    inputs = InputSources(open_input, _NoPorts())
    settings = AppSettings(AppearanceGroup(theme=theme))
    parts = Parts(
        services,
        open_on_beats,
        logged_exporters(ALL_EXPORTERS),
        store,
        move_to_trash,
        sources,
        inputs,
        settings,
        save=lambda changed: None,
    )
    app = application()
    window = build_window(app, parts)
    window.output_model.show_as_open(BUILT_IN_PIANO)
    window.resize(*size)
    window.show()
    window.session.library.show_list(store.takes())
    if isinstance(piece, Excerpt):
        window.session.show_excerpt(piece)
    else:
        window.session.show_excerpt(store.excerpt(piece.id), piece)
    app.processEvents()
    window.roll.fit()
    give_up = time.monotonic() + TOLD_SEC
    while not window.originality.strip.is_told and time.monotonic() < give_up:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    app.processEvents()
    picture = window.grab().toImage()
    window.close()
    window.deleteLater()
    write_bytes(path, png_bytes(picture))


def _generate(
    ready: WarmStarts, guard: CorpusGuard | None, bundle: Bundle, settings: GenerationSettings
) -> Iterator[GenerationEvent]:
    """Run the engine; imported on the pool thread, since nobody needs it before the first take."""
    from chopin_studio.engine.generator import generate

    return generate(bundle, settings, ready, guard)


def _warm_up(ready: WarmStarts, bundle: Bundle, start: Start) -> None:
    """Begin a take for nobody, as far as its first note."""
    from chopin_studio.engine.settings import GenerationSettings

    for _ in islice(_generate(ready, None, bundle, GenerationSettings(start=start, notes=1)), 2):
        pass


def _score(ready: WarmStarts, bundle: Bundle, music: Excerpt, tick: int) -> float:
    """Return how well music joins to what follows; imported on the pool thread, like the engine."""
    from chopin_studio.engine.join_score import score_continuation

    return score_continuation(bundle, music, tick, ready)


def make_record(draft: Draft) -> TakeRecord:
    """Write down how a draft came about."""
    manifest = draft.bundle.manifest
    return TakeRecord(
        bundle_id=manifest.id,
        weights_sha256=manifest.weights_sha256,
        settings=draft.settings,
        complete=draft.is_whole,
        notices=draft.notices,
    )


def _adopt(window: MainWindow, model: QObject) -> None:
    """Have a model end with the window, in the thread that made both."""
    model.setParent(window)


class _NoPorts(PortWatcher):
    """Finds no port, without looking."""

    def names(self) -> tuple[str, ...]:
        """Return none."""
        return ()
