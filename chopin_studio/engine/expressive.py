"""The expressive family: from seed to notes with rhythm, dynamics, hands, pedal and rubato."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

import numpy as np

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.codec_expressive import read
from chopin_studio.engine.events import Opening, Step
from chopin_studio.engine.expressive_network import ExpressiveNetwork, ExpressiveStepper
from chopin_studio.engine.expressive_take import COMPOSER, ExpressiveTake, Rows
from chopin_studio.engine.frame import Frame
from chopin_studio.engine.opening import cut_opening, frame_until, onset_ticks
from chopin_studio.engine.seeds import ExcerptStart, ExpressiveSeed, LibraryStart, Start
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt

MOST_SEED_NOTES = 400
"""How much of the user's music is read: more would only delay the first note."""


def generate_expressive(bundle: Bundle, settings: GenerationSettings) -> Iterator[Opening | Step]:
    """Yield each take's opening, then its notes one by one, the takes in turn.

    The takes are stepped one after the other, not as one batch: a matrix product's last bits
    depend on its shape, and a take must come out the same alone as among others.
    """
    network = ExpressiveNetwork.load(bundle)
    takes: list[ExpressiveTake] = []
    warmed_up: dict[_Seed, ExpressiveStepper] = {}
    for number in range(settings.takes):
        random_state = settings.random_state + number
        rng = np.random.default_rng(random_state)
        seed = _seed(bundle, settings.start, rng).at_tempo(settings.bpm)
        take = ExpressiveTake(network, seed.rows, seed.frame, seed.end_tick, settings, rng)
        excerpt = replace(take.opening, title=seed.title, seed_end_tick=seed.end_tick)
        yield Opening(number, excerpt, random_state, seed.notices)
        if seed not in warmed_up:
            warmed_up[seed] = take.warmed_up()
        take.stepper = warmed_up[seed].copy()
        takes.append(take)
    for left in reversed(range(settings.notes)):
        for number, take in enumerate(takes):
            played = take.step()
            pedals = played.pedals if left else (*played.pedals, *take.end())
            yield Step(number, (played.note,), pedals, played.tempo)


@dataclass(frozen=True, slots=True)
class _Seed:
    """What a take opens with, as the network reads it; a random start has no rows."""

    rows: Rows
    frame: Frame
    end_tick: int
    title: str
    notices: tuple[str, ...] = ()

    def at_tempo(self, bpm: float | None) -> "_Seed":
        """Give the same with `bpm` for its median tempo; None keeps its own."""
        if bpm is None:
            return self
        return replace(self, frame=replace(self.frame, base_bpm=bpm))


def _seed(bundle: Bundle, start: Start, rng: np.random.Generator) -> _Seed:
    """Read what a take starts from as rows in a frame."""
    # The family decides the kind of a bundle's seeds.
    if isinstance(start, LibraryStart):
        seed = cast(ExpressiveSeed, bundle.seed(start.name))
        return _Seed(seed.attributes, seed.frame, seed.end_tick, f"After {seed.title}")
    if isinstance(start, ExcerptStart):
        return _seed_from(start.excerpt)
    drawn = cast(ExpressiveSeed, bundle.seeds[int(rng.integers(len(bundle.seeds)))])
    return _Seed((), frame_until(drawn.frame, 0), 0, "From a random start")


def _seed_from(music: Excerpt) -> _Seed:
    """Read the opening of the user's music; SeedError where it has no piano notes."""
    encoding = read(music, COMPOSER)
    rows = encoding.rows.attributes
    cut = cut_opening(onset_ticks(rows[:, 0]), encoding.frame.meters, MOST_SEED_NOTES)
    notices = encoding.notices
    if cut.notes < len(rows):
        notices += (
            f"Your music has {len(rows)} notes, and the model reads {cut.notes}: "
            "its opening is the seed.",
        )
    return _Seed(
        tuple(map(tuple, rows[: cut.notes].tolist())),
        frame_until(encoding.frame, cut.end_tick),
        cut.end_tick,
        f"After {music.title or 'your music'}",
        notices,
    )
