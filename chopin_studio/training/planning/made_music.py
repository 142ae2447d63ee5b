"""Music to tell from real music: takes of a bundle, made by its own plans and kept on disk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.controls import without_unsupported
from chopin_studio.engine.events import whole_take
from chopin_studio.engine.generator import generate
from chopin_studio.engine.seeds import LibraryStart, RandomStart, Start
from chopin_studio.engine.settings import QUICK, GenerationSettings
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import read_midi, write_midi

TAKE_BARS = 32
"""How long takes are behind their seed, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class NamedMusic:
    """Music by its name; a take's seed is told by its `seed_end_tick`."""

    name: str
    excerpt: Excerpt


def take_settings(
    bundle: Bundle, numbers: Sequence[int], bars: int = TAKE_BARS, quality: str = QUICK
) -> list[GenerationSettings]:
    """Return the settings of takes by their numbers, which are their random states, too.

    Even ones begin from nothing, odd ones with the bundle's seeds in turn.
    """
    seeds = bundle.seeds
    found = []
    for number in numbers:
        start: Start = RandomStart()
        if number % 2:
            start = LibraryStart(seeds[number // 2 % len(seeds)].name)
        found.append(GenerationSettings(start, bars=bars, random_state=number, quality=quality))
    return found


def made_takes(
    bundle: Bundle,
    asked: Sequence[GenerationSettings],
    kept: Path,
    report: Callable[[str], None],
) -> list[NamedMusic]:
    """Make takes, or read those that were kept in the folder `kept` by an earlier run."""
    kept.mkdir(parents=True, exist_ok=True)
    ready, found = WarmStarts(), []
    for place, settings in enumerate(asked):
        name = _name(bundle, settings)
        path = kept / f"{name}.mid"
        if not path.is_file():
            report(f"making take {place + 1}/{len(asked)}")
            music = whole_take(generate(bundle, without_unsupported(bundle, settings), ready))
            write_midi(music, path)
        found.append(NamedMusic(name, read_midi(path)))
    return found


def _name(bundle: Bundle, settings: GenerationSettings) -> str:
    """Return a name for a take that no take of other weights or settings has."""
    weights = bundle.manifest.weights_sha256[:8]
    return f"{weights}-{settings.quality}-{settings.bars}-{settings.random_state}"
