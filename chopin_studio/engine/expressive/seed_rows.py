"""The seed of a take of the expressive family, in the key, meter and tempo of the settings."""

from dataclasses import dataclass, replace

import numpy as np

from chopin_studio.engine.bundle_files import BundleFiles
from chopin_studio.engine.expressive.attributes import ATTRIBUTE_SIZES, ATTRIBUTES, GRID_TICKS
from chopin_studio.engine.expressive.constraints import (
    COMPOSER,
    TakeConstraints,
    bar_line_from,
)
from chopin_studio.engine.expressive.encoder import read, shortened_rest_words
from chopin_studio.engine.expressive.frame import Frame
from chopin_studio.engine.expressive.manners import manner_named
from chopin_studio.engine.expressive.openings import (
    LONGEST_WAIT_TICKS,
    MOST_HEARD_NOTES,
    cut_opening,
    frame_until,
    onset_ticks,
    seeds_of,
)
from chopin_studio.engine.sampling import SHORTENS_RESTS
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, Passage, title_after
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.long_rests import without_long_rests
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.plan.plan import Plan
from chopin_studio.settings.definition import SettingsError
from chopin_studio.texts import translatable

_MOST_NOTES_LOOKED_AT = 5 * MOST_HEARD_NOTES

_PITCH = ATTRIBUTES.index("pitch")
_KEYS = ATTRIBUTE_SIZES[_PITCH]
_MOST_ACCIDENTALS = 6
_SEMITONES = 12

Rows = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class SeedRows:
    """The seed of a take, as the network reads it; a random start has no rows."""

    rows: Rows
    frame: Frame
    end_tick: int
    title: str
    notices: tuple[str, ...] = ()

    @property
    def bar_line(self) -> int:
        """The tick from which the key and the meter of the settings hold."""
        return bar_line_from(self.frame.meters, self.end_tick)

    def as_asked(self, settings: GenerationSettings) -> "SeedRows":
        """Return the same in the key, meter and tempo of the settings, as far as they are set.

        Raises SettingsError where the seed cannot be moved to the key.
        """
        seed = self
        if (key := settings.chosen_key()) is not None:
            seed = seed._in_key(key)
        if (meter := settings.chosen_meter()) is not None:
            seed = seed._in_meter(meter)
        if settings.bpm is not None:
            seed = replace(seed, frame=replace(seed.frame, base_bpm=settings.bpm))
        return seed

    @property
    def lead_bars(self) -> int:
        """How many bars the seed fills, counted from tick 0; 0 for a random start."""
        return self.frame.meters.bar_at(self.end_tick - 1).number if self.rows else 0

    def constraints(self, settings: GenerationSettings, plan: Plan) -> TakeConstraints:
        """Return the constraints of a take that continues from here."""
        end_tick = None
        if settings.ends_with_form:
            end_tick = self.frame.meters.numbered_bar(len(plan.bars) + 1).start_tick
        elif settings.bars is not None:
            bar_ticks = self.frame.meters.bar_at(self.bar_line).meter.bar_ticks
            end_tick = self.bar_line + settings.bars * bar_ticks
        return TakeConstraints(
            self.frame,
            self.end_tick,
            len(self.rows),
            settings.notes,
            end_tick,
            plan,
            manner_named(settings.composer),
        )

    def _in_key(self, key: Key) -> "SeedRows":
        """Move the seed to the signature of `key`, which then follows (it may be the relative)."""
        keys = [change for change in self.frame.keys if change.tick <= self.bar_line]
        semitones = self._way_to(key, keys[-1].key)
        rows = tuple(
            (*row[:_PITCH], row[_PITCH] + semitones, *row[_PITCH + 1 :]) for row in self.rows
        )
        moved = [KeyChange(change.tick, _moved(change.key, semitones)) for change in keys]
        moved[-1] = replace(moved[-1], key=Key(key.fifths, keys[-1].key.mode))
        if moved[-1].key != key:
            moved = [*(change for change in moved if change.tick < self.bar_line)]
            moved.append(KeyChange(self.bar_line, key))
        return replace(self, rows=rows, frame=replace(self.frame, keys=tuple(moved)))

    def _way_to(self, key: Key, own: Key) -> int:
        """Return the fewest semitones from one signature to another that stay on the keyboard."""
        up = (key.fifths - own.fifths) * 7 % _SEMITONES
        pitches = [row[_PITCH] for row in self.rows] or [_KEYS // 2]
        ways = [
            way
            for way in (up, up - _SEMITONES)
            if min(pitches) + way >= 0 and max(pitches) + way < _KEYS
        ]
        if not ways:
            raise SettingsError(
                translatable(
                    "The seed spans too much of the keyboard to be transposed to {key}. "
                    "Choose its own key or another seed.",
                    key=key.name,
                )
            )
        return min(ways, key=abs)

    def _in_meter(self, meter: MeterChange) -> "SeedRows":
        """Set the meter from the bar line on."""
        changes = [c for c in self.frame.meters.changes if c.tick < self.bar_line]
        asked = replace(meter, tick=self.bar_line)
        if not changes or (changes[-1].numerator, changes[-1].denominator) != (
            asked.numerator,
            asked.denominator,
        ):
            changes.append(asked)
        return replace(self, frame=replace(self.frame, meters=MeterMap(tuple(changes))))


def seed_rows(
    bundle: BundleFiles, settings: GenerationSettings, rng: np.random.Generator
) -> SeedRows:
    """Read the start of a take as rows in a frame, in the key, meter and tempo of the settings.

    Raises SeedError where the user's music has no piano notes, BundleError for an unknown seed, and
    SettingsError where the seed cannot be moved to the key.
    """
    return _seed(bundle, settings, rng).as_asked(settings)


def _seed(bundle: BundleFiles, settings: GenerationSettings, rng: np.random.Generator) -> SeedRows:
    start = settings.start
    if isinstance(start, LibraryStart):
        seed = bundle.find_seed(seeds_of(bundle), start.name)
        return SeedRows(seed.attributes, seed.frame, seed.end_tick, title_after(seed.title))
    if isinstance(start, ExcerptStart):
        return _seed_from(start.excerpt, start.passage, settings.sampler)
    seeds = seeds_of(bundle)
    drawn = seeds[int(rng.integers(len(seeds)))]
    return SeedRows((), frame_until(drawn.frame, 0), 0, "From a random start")


def _seed_from(music: Excerpt, passage: Passage | None, sampler: int) -> SeedRows:
    """Read the user's music: its opening, or all of it where the passage follows, if there is one.

    Raises SeedError where it has no piano notes.
    """
    if passage is not None:
        return _seed_before(music, passage, sampler)
    # What comes long after the opening is not read, to save time.
    beginning = replace(music, notes=music.notes[:_MOST_NOTES_LOOKED_AT])
    readable = beginning
    if sampler >= SHORTENS_RESTS:
        readable = without_long_rests(beginning, LONGEST_WAIT_TICKS).excerpt
    encoding = read(readable, COMPOSER, sampler=sampler)
    rows = encoding.rows.attributes
    cut = cut_opening(onset_ticks(rows[:, 0]), encoding.frame.meters, MOST_HEARD_NOTES)
    notices = encoding.notices
    if readable is not beginning:
        notices += (shortened_rest_words(),)
    if cut.notes < len(rows) or len(music.notes) > _MOST_NOTES_LOOKED_AT:
        notice = translatable(
            "Your music has {total} notes, but the model reads only {read}: its opening is the "
            "seed.",
            total=len(music.notes),
            read=cut.notes,
        )
        notices += (notice,)
    return SeedRows(
        tuple(map(tuple, rows[: cut.notes].tolist())),
        frame_until(encoding.frame, cut.end_tick),
        cut.end_tick,
        title_after(music.title),
        notices,
    )


def _seed_before(music: Excerpt, passage: Passage, sampler: int) -> SeedRows:
    """Read all of what comes before a passage, with the bars and the key that hold there."""
    encoding = read(music, COMPOSER, sampler=sampler)
    rows = encoding.rows.attributes
    end_tick = int(onset_ticks(rows[:, 0])[-1]) + _wait_ticks(music, passage)
    return SeedRows(
        tuple(map(tuple, rows.tolist())),
        frame_until(encoding.frame, end_tick + 1),
        end_tick,
        title_after(music.title),
        encoding.notices,
    )


def _wait_ticks(music: Excerpt, passage: Passage) -> int:
    """Return how long after the last onset the passage begins, as far as the network can wait."""
    wait_ticks = passage.start_tick - music.notes[-1].onset_tick
    # That onset is rounded to the nearest 24th of a beat, from half-way to the later one.
    on_grid = (wait_ticks + GRID_TICKS // 2 - 1) // GRID_TICKS * GRID_TICKS
    return min(max(on_grid, GRID_TICKS), LONGEST_WAIT_TICKS)


def _moved(key: Key, semitones: int) -> Key:
    """Transpose a key, with as few accidentals as possible."""
    fifths = (key.fifths + semitones * 7 + _MOST_ACCIDENTALS) % _SEMITONES - _MOST_ACCIDENTALS
    return Key(fifths if semitones else key.fifths, key.mode)
