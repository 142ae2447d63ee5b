"""Stand-ins for the slow and the outer parts of the studio."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from chopin_studio.app import Parts
from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.events import Opening, Step
from chopin_studio.engine.families import family_named
from chopin_studio.engine.manifest import Manifest
from chopin_studio.engine.seeds import LibrarySeed, LibraryStart, RandomStart, Start
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.store import TakeStore
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.music.tempo import TempoMap
from chopin_studio.playback.inputs.midi_input import InputError
from chopin_studio.playback.outputs.base import Output, OutputError
from chopin_studio.session.generation.services import GenerationServices
from chopin_studio.session.library.system_trash import Trashed
from chopin_studio.session.opening.open_on_beats import open_on_beats
from chopin_studio.session.playback.output_model import OutputSources
from chopin_studio.session.recording.input_model import InputSources
from chopin_studio.settings.listening import PianoGroup, PortGroup
from chopin_studio.settings.model import AppSettings
from chopin_studio.ui.score.image_exporters import ALL_EXPORTERS
from tests.app_settings import settings_with
from tests.fakes import RecordingOutput
from tests.waiting import eventually

PIANO = "Built-in piano"
TITLES = ("Nocturne in D-flat major, Op. 27 No. 2", "Prelude in E minor, Op. 28 No. 4")
STEP_TICKS = 240


class FakeBundle:
    """A model that has a name and seeds, and no weights."""

    def __init__(
        self, hidden_units: int, folder: Path, family: str = "classic", version: int = 1
    ) -> None:
        self.folder = folder
        self.family = family_named(family, f"{family}-{hidden_units}")
        self.manifest = Manifest(
            format_version=version,
            id=f"{family}-{hidden_units}",
            family=family,
            name=f"{family.capitalize()} {hidden_units}",
            character="The smallest model of the paper: direct, restless, quick to compose.",
            hidden_units=hidden_units,
            parameters=1_784_000,
            vocabulary_size=3378,
            training_loss=1.58,
            validation_nats_per_note=None,
            epochs=40,
            recipe="all positions",
            data="piano-midi.de",
            licence="CC BY-SA 3.0 DE",
            weight_bytes=3_600_000,
            weights_sha256="0" * 64,
            vocabulary_sha256=None,
            seeds_sha256="0" * 64,
        )
        self.controls = self.family.controls_of(self.manifest)
        self.why_not = self.family.why_not
        self.samplings = self.family.samplings
        self.seeds = tuple(
            LibrarySeed(f"seed-{number}", title) for number, title in enumerate(TITLES)
        )


def _set_event() -> Event:
    event = Event()
    event.set()
    return event


@dataclass
class SlowGenerator:
    """An engine that takes `seconds_a_note` for each note and may fail after some.

    It makes no more than `allowed` notes until a test allows more: what is shown in between stays,
    however late a busy machine looks.

    Each model makes other notes; `failing` names those that fail before their first, and why,
    `silent` those whose first note does not come before `may_sound`.
    """

    seconds_a_note: float = 0.002
    allowed: int | None = None
    fails_after: int | None = None
    error: Exception | None = None
    notices: tuple[str, ...] = ()
    failing: dict[str, Exception] = field(default_factory=dict)
    calls: list[GenerationSettings] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    warmed_up: list[tuple[str, Start]] = field(default_factory=list)
    may_be_ready: Event = field(default_factory=_set_event)
    silent: tuple[str, ...] = ()
    may_sound: Event = field(default_factory=Event)
    made: int = 0
    closed: int = 0

    def __call__(self, bundle: Bundle, settings: GenerationSettings) -> Iterator[Opening | Step]:
        self.calls.append(settings)
        self.asked.append(bundle.manifest.id)
        try:
            if bundle.manifest.id in self.failing:
                raise self.failing[bundle.manifest.id]
            for item in self.items(bundle.manifest.hidden_units, settings):
                if isinstance(item, Step) and bundle.manifest.id in self.silent:
                    self.may_sound.wait(10)
                yield item
        finally:
            self.closed += 1

    def warm_up(self, bundle: Bundle, start: Start) -> None:
        """Note what was to be heard, and hear it as long as a test wants."""
        self.warmed_up.append((bundle.manifest.id, start))
        self.may_be_ready.wait(10)

    def items(self, manner: int, settings: GenerationSettings) -> Iterator[Opening | Step]:
        for take in range(settings.takes):
            seed = seed_excerpt(settings, take)
            yield Opening(take, seed, settings.random_state + take, self.notices)
        for step in range(settings.notes):
            for take in range(settings.takes):
                time.sleep(self.seconds_a_note)
                eventually(lambda: self.allowed is None or self.made < self.allowed)
                if self.error is not None and self.made == self.fails_after:
                    raise self.error
                self.made += 1
                yield Step(take, (note_at(8 + step, take + manner),))


def seed_excerpt(settings: GenerationSettings, take: int = 0) -> Excerpt:
    """Make a seed of two bars in 4/4."""
    start, name = settings.start, "nothing"
    if not isinstance(start, RandomStart):
        name = start.name if isinstance(start, LibraryStart) else start.title
    return Excerpt(
        notes=tuple(note_at(step, take) for step in range(8)),
        tempo_map=TempoMap.constant(settings.bpm or 120),
        title=f"After {name}",
        seed_end_tick=8 * STEP_TICKS,
    )


def note_at(step: int, take: int = 0) -> Note:
    """Make the note of one half-beat step."""
    return Note(48 + (step * 7 + take) % 30, 64, step * STEP_TICKS, STEP_TICKS)


class FakePorts:
    """Opens outputs and tells of ports, as a machine does whose cables a test plugs."""

    def __init__(self) -> None:
        self.problem: str | None = None
        self.present: list[str] = []
        self.piano_error: OutputError | None = None
        self.opened: list[RecordingOutput] = []
        self.asked: list[PianoGroup | PortGroup] = []
        self.piano_is_dead = False
        self.closed = False

    def names(self) -> tuple[str, ...]:
        return tuple(self.present)

    def close(self) -> None:
        self.closed = True

    def open_piano(self, settings: PianoGroup) -> Output:
        self.asked.append(settings)
        if self.piano_error is not None:
            raise self.piano_error
        return self._opened(PIANO)

    def lives(self, output: Output) -> bool:
        return not self.piano_is_dead

    def open_port(self, name: str, settings: PortGroup) -> Output:
        self.asked.append(settings)
        if name not in self.present:
            raise OutputError(f"The MIDI port {name} is gone: choose another output.")
        return self._opened(name)

    def _opened(self, name: str) -> RecordingOutput:
        self.opened.append(RecordingOutput(name))
        return self.opened[-1]


class FakeKeyboards:
    """MIDI keyboards of an imagined machine: a test plugs them and plays on what was opened."""

    def __init__(self) -> None:
        self.problem: str | None = None
        self.present: list[str] = []
        self.opened: dict[str, Callable[[Sequence[int], float], None]] = {}
        self.is_watched = False

    def names(self) -> tuple[str, ...]:
        self.is_watched = True
        return tuple(self.present)

    def close(self) -> None:
        self.is_watched = False

    def open_port(
        self, name: str, receive: Callable[[Sequence[int], float], None]
    ) -> "FakeKeyboard":
        if name not in self.present:
            raise InputError(f"The MIDI port {name} is gone: choose another input.")
        self.opened[name] = receive
        return FakeKeyboard(self, name)

    def play(self, name: str, *messages: tuple[int, ...]) -> None:
        """Play on an open keyboard, now."""
        for message in messages:
            self.opened[name](message, time.perf_counter())


@dataclass
class FakeKeyboard:
    """An open port."""

    machine: FakeKeyboards
    name: str

    def close(self) -> None:
        self.machine.opened.pop(self.name, None)


class Trash:
    """A folder that stands for the system's trash.

    `full` makes it refuse, `silent` makes it keep to itself where things are.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.full = False
        self.silent = False

    def __call__(self, path: Path) -> Trashed | None:
        if self.full:
            return None
        self.folder.mkdir(parents=True, exist_ok=True)
        place = path.rename(self.folder / path.name)
        return Trashed(None if self.silent else place)


def make_parts(
    takes: Path,
    generator: SlowGenerator,
    ports: FakePorts,
    settings: AppSettings | None = None,
    keyboards: FakeKeyboards | None = None,
) -> Parts:
    """Put fakes and the real store and exporters together."""
    services = GenerationServices(
        bundles=(FakeBundle(256, takes), FakeBundle(512, takes)),  # type: ignore[arg-type]
        generate=generator,
        warm_up=generator.warm_up,
        score=lambda bundle, music, tick: -float(music.notes[0].pitch),
    )
    sources = OutputSources(
        piano_name=PIANO,
        silent_name="No sound",
        open_piano=ports.open_piano,
        open_port=ports.open_port,
        lives=ports.lives,
        watcher=ports,  # type: ignore[arg-type]
    )
    keyboards = keyboards or FakeKeyboards()
    inputs = InputSources(keyboards.open_port, keyboards)  # type: ignore[arg-type]
    chosen = settings or settings_with(
        {"generation.notes": 12, "playback.auto_play": False, "generation.different_takes": False}
    )
    trash = Trash(takes.parent / "trash")
    return Parts(
        services,
        open_on_beats,
        ALL_EXPORTERS,
        TakeStore(takes),
        trash,
        sources,
        inputs,
        chosen,
        save=lambda changed: None,
    )
