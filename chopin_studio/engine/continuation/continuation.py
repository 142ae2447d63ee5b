"""Continue music: what there is stays note for note, and a model generates a passage of it.

A model reads music in its own way, which for some is far from how it was played. So its context is
the end of what comes before the passage, and what it generates is put in the place of the passage.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from chopin_studio.engine.bundle_files import BundleFiles
from chopin_studio.engine.continuation.heard_music import heard_before
from chopin_studio.engine.events import GenerationEvent, Opening, Step, Tried
from chopin_studio.engine.family import Family
from chopin_studio.engine.sampling import PLANS_PASSAGES, SHORTENS_RESTS
from chopin_studio.engine.seeds import ExcerptStart, Passage, RandomStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.key import estimate_key
from chopin_studio.music.long_rests import without_long_rests
from chopin_studio.music.note import TICKS_PER_QUARTER, Note
from chopin_studio.music.plan.bar_notes import GRID_TICKS
from chopin_studio.music.plan.left_out_bars import with_bars, without_bars
from chopin_studio.music.plan.plan import Plan
from chopin_studio.settings.definition import number_of
from chopin_studio.settings.generation import MAX_NOTES, GenerationGroup
from chopin_studio.texts import Text

_DOWN, _UP = 127, 0
_CATCH_TICKS = TICKS_PER_QUARTER // 48
"""How long after an onset the pedal goes down: before any family can have another onset."""

Make = Callable[[GenerationSettings], Iterator[GenerationEvent]]


def carry_on(
    make: Make,
    family: Family,
    bundle: BundleFiles,
    settings: GenerationSettings,
    start: ExcerptStart,
    passage: Passage,
) -> Iterator[GenerationEvent]:
    """Yield what `make` yields for `settings`, as part of the music of `start`.

    The openings are exactly what comes before the passage; then come the steps of the passage, and
    if it has an end, the music that follows, step by step. Notes end with the passage at the
    latest. Key, meter and tempo are those of the music, whatever the settings say; where the
    passage has an end, its length is kept, and the tempo stays as it was there.

    The plan of the settings is that of all the music, and so is that of the openings. Where a
    rest is too long for a family, its models read fewer bars of it.

    Raises SeedError where there are no notes before the passage, unless it has an end and the
    family follows plans: then it is generated without a seed, in the key, meter and tempo there.
    """
    asked, unheard, gone = _asked_for(family, bundle, settings, start, passage)
    joints: dict[int, _Joint] = {}
    for item in make(asked):
        if isinstance(item, Opening):
            plan = _plan_of_all(item.plan, settings.plan, unheard, gone)
            joint = _Joint(start.excerpt, passage, replace(item, plan=plan))
            joints[item.take] = joint
            yield joint.opening
        elif isinstance(item, Tried):
            yield joints[item.take].moved(item)
        else:
            yield from joints[item.take].put_in(item)
            if all(joint.is_full for joint in joints.values()):
                break
    for joint in joints.values():
        yield from joint.following()


def _asked_for(
    family: Family,
    bundle: BundleFiles,
    settings: GenerationSettings,
    start: ExcerptStart,
    passage: Passage,
) -> tuple[GenerationSettings, int, tuple[int, ...]]:
    """Return what to ask of a model for a passage, and which bars of the music it does not read.

    These are so many first ones, and some of the others, counted behind those.
    """
    follows_plans = "plan" in family.controls_of(bundle.manifest)
    lacks_music = not any(note.onset_tick < passage.start_tick for note in start.excerpt.notes)
    if lacks_music and follows_plans and passage.end_tick is not None:
        unheard = start.excerpt.meters.bar_at(passage.start_tick).number - 1
        return _without_seed(settings, start.excerpt, passage, unheard), unheard, ()
    most = family.most_heard(bundle, passage)
    heard = heard_before(family, start.excerpt, passage.start_tick, most, follows_plans)
    unheard = _bars_before(start.excerpt, passage, heard)
    gone: tuple[int, ...] = ()
    if settings.sampler >= SHORTENS_RESTS:
        heard, gone = _with_rests_shortened(family, heard)
    asked = replace(settings, start=heard, key=None, meter=None, bpm=None)
    if settings.plan is not None:
        asked = replace(asked, plan=without_bars(settings.plan.without_first(unheard), gone))
    if passage.end_tick is not None:
        if settings.sampler >= PLANS_PASSAGES:
            asked = replace(asked, start=_with_end(heard, passage.end_tick - passage.start_tick))
        asked = replace(asked, bars=None, notes=MAX_NOTES, form=None)
    return asked, unheard, gone


def _without_seed(
    settings: GenerationSettings, music: Excerpt, passage: Passage, unheard: int
) -> GenerationSettings:
    """Return what to ask of a model for the beginning of music: its plan, key, meter and tempo."""
    tick = passage.start_tick
    meter = music.meters.bar_at(tick).meter
    bpm = number_of(GenerationGroup, "bpm")
    return replace(
        settings,
        start=RandomStart(),
        key=(music.key_at(tick) or estimate_key(music.notes)).name,
        meter=f"{meter.numerator}/{meter.denominator}",
        bpm=min(max(music.tempo_map.bpm_at(tick), bpm.minimum), bpm.maximum),
        bars=None,
        notes=MAX_NOTES,
        form=None,
        plan=None if settings.plan is None else settings.plan.without_first(unheard),
    )


class _Joint:
    """Puts what a model generates for one take into the place of the passage."""

    def __init__(self, music: Excerpt, passage: Passage, opening: Opening) -> None:
        self.is_full = False
        self._take = opening.take
        self._music = music
        self._end_tick = passage.end_tick
        self._shift_ticks = passage.start_tick - opening.excerpt.seed_end_tick
        pedals = tuple(change for change in music.pedals if change.tick < passage.start_tick)
        kept = replace(
            music,
            notes=tuple(note for note in music.notes if note.onset_tick < passage.start_tick),
            pedals=pedals,
        )
        self.opening = replace(opening, excerpt=kept)
        self._pedal_is_down = _is_down(pedals)
        self._is_corrected = self._pedal_is_down is _is_down(opening.excerpt.pedals)

    def put_in(self, step: Step) -> Iterator[Step]:
        """Yield a step in its place; nothing from the end of the passage on."""
        onset_tick = step.notes[0].onset_tick + self._shift_ticks
        if self.is_full or (self._end_tick is not None and onset_tick >= self._end_tick):
            self.is_full = True
            return
        moved = [self._moved(change) for change in step.pedals]
        pedals = (
            *self._corrections(onset_tick, moved),
            *(c for c in moved if self._end_tick is None or c.tick < self._end_tick),
        )
        self._pedal_is_down = pedals[-1].is_down if pedals else self._pedal_is_down
        tempo = step.tempo if self._end_tick is None else None
        bar = self._music.meters.bar_at(onset_tick)
        yield Step(
            self._take,
            tuple(map(self._placed, step.notes)),
            pedals,
            replace(tempo, tick=tempo.tick + self._shift_ticks) if tempo is not None else None,
            tuple(_in_bar(notice, bar.number) for notice in step.notices),
        )

    def moved(self, tried: Tried) -> Tried:
        """Return what is tried of the passage in its place."""
        tick = tried.tick + self._shift_ticks
        return replace(tried, tick=tick if self._end_tick is None else min(tick, self._end_tick))

    def following(self) -> Iterator[Step]:
        """Yield what comes after the passage, with the pedal as it was there."""
        if self._end_tick is None:
            return
        notes = [note for note in self._music.notes if note.onset_tick >= self._end_tick]
        pedals = [change for change in self._music.pedals if change.tick >= self._end_tick]
        was_down = _is_down(c for c in self._music.pedals if c.tick <= self._end_tick)
        if was_down is not self._pedal_is_down and not any(
            c.tick == self._end_tick for c in pedals
        ):
            pedals.insert(0, PedalChange(self._end_tick, _DOWN if was_down else _UP))
        chords = [tuple(chord) for _, chord in groupby(notes, lambda note: note.onset_tick)]
        ends = [*(chord[0].onset_tick for chord in chords[1:]), math.inf]
        for chord, end_tick in zip(chords, ends, strict=False):
            yield Step(self._take, chord, tuple(c for c in pedals if c.tick < end_tick))
            pedals = [change for change in pedals if change.tick >= end_tick]

    def _placed(self, note: Note) -> Note:
        onset_tick = note.onset_tick + self._shift_ticks
        room = note.duration_tick if self._end_tick is None else self._end_tick - onset_tick
        return replace(note, onset_tick=onset_tick, duration_tick=min(note.duration_tick, room))

    def _moved(self, change: PedalChange) -> PedalChange:
        return replace(change, tick=change.tick + self._shift_ticks)

    def _corrections(self, onset_tick: int, moved: Sequence[PedalChange]) -> Iterator[PedalChange]:
        """Yield the changes that bring the pedal to the state that the model assumes."""
        if self._is_corrected:
            return
        self._is_corrected = True
        if self._pedal_is_down and (not moved or moved[0].is_down):
            yield PedalChange(onset_tick, _UP)
        elif not self._pedal_is_down and not moved:
            yield PedalChange(onset_tick + _CATCH_TICKS, _DOWN)


def _bars_before(music: Excerpt, passage: Passage, heard: ExcerptStart) -> int:
    """Return how many bars of the music come before the first note that the model hears.

    A note just before a bar line belongs to the bar behind it, as families read it.
    """
    assert heard.passage is not None  # it begins with the passage
    origin_tick = passage.start_tick - heard.passage.start_tick
    onset_tick = heard.excerpt.notes[0].onset_tick
    return music.meters.bar_at(origin_tick + _on_grid(onset_tick)).number - 1


def _with_rests_shortened(
    family: Family, heard: ExcerptStart
) -> tuple[ExcerptStart, tuple[int, ...]]:
    """Return the context without rests too long for a family, and the numbers of its bars left out.

    They are counted from that of the first note.
    """
    assert heard.passage is not None
    longest, start_tick = family.longest_wait_ticks, heard.passage.start_tick
    if longest is None:
        return heard, ()
    shorter = without_long_rests(heard.excerpt, longest, start_tick)
    first_tick = _on_grid(heard.excerpt.notes[0].onset_tick)
    first = heard.excerpt.meters.bar_at(first_tick).number - 1
    gone = tuple(number - first for number in shorter.left_out)
    return ExcerptStart(shorter.excerpt, Passage(shorter.end_tick)), gone


def _with_end(heard: ExcerptStart, length_ticks: int) -> ExcerptStart:
    """Return a context whose passage has an end, so that no more than the passage is planned."""
    assert heard.passage is not None
    start_tick = heard.passage.start_tick
    return ExcerptStart(heard.excerpt, Passage(start_tick, start_tick + length_ticks))


def _plan_of_all(made: Plan, asked: Plan | None, unheard: int, gone: tuple[int, ...]) -> Plan:
    """Return the plan of all the music, by that of what a model read: the one asked for, if any.

    The model has not read the first `unheard` bars, nor those `gone` of the others.
    """
    if not made.bars:
        return Plan()
    return asked if asked is not None else with_bars(made, gone).after(Plan(), unheard)


def _on_grid(tick: int) -> int:
    """Return the place of a note, as families read it."""
    return (tick + GRID_TICKS // 2) // GRID_TICKS * GRID_TICKS


def _in_bar(notice: str, number: int) -> str:
    """Return a notice with the number of its bar, which the model counts from its context."""
    if isinstance(notice, Text) and "bar" in notice.values:
        return notice.filled(bar=number)
    return notice


def _is_down(pedals: Iterable[PedalChange]) -> bool:
    """Return whether the pedal is down after these changes."""
    return [False, *(change.is_down for change in pedals)][-1]
