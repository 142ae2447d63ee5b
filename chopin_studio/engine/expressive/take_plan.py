"""The plan of a take: what the user asked for, and the studio's own for what is left open."""

from dataclasses import replace

import numpy as np

from chopin_studio.engine.expressive.attributes import ATTRIBUTES
from chopin_studio.engine.expressive.decoder import Decoder
from chopin_studio.engine.expressive.openings import onset_ticks
from chopin_studio.engine.expressive.seed_rows import SeedRows
from chopin_studio.engine.planning.planner import Planner
from chopin_studio.engine.sampling import KNOWS_SHORT_BARS
from chopin_studio.engine.seeds import ExcerptStart
from chopin_studio.engine.settings import UNPLANNED, GenerationSettings
from chopin_studio.music.harmony.chord import SEMITONES
from chopin_studio.music.harmony.labels import label_chords
from chopin_studio.music.harmony.progression import ChordBar, parse_progression
from chopin_studio.music.note import LOWEST_PIANO_PITCH
from chopin_studio.music.plan.bar_notes import bar_notes
from chopin_studio.music.plan.pickup import pickup_bars
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar
from chopin_studio.music.plan.source_bars import source_bars
from chopin_studio.settings.definition import SettingsError
from chopin_studio.texts import plural

_STREAM = 1
"""Plans are drawn from numbers of their own, so that a take with its plan given is the same."""

_NOTES_A_BAR = 8
_MOST_BARS = 200
"""A take whose length is in notes has a plan for so many bars; Chopin has 17 notes a bar. What
comes later is left to the model, since a plan of more bars would keep the first note waiting."""

_NEAR_KEYS = (0, 5, 7)
"""Transpositions within an octave that stay in the key, or in one of a sharp or a flat more."""

_PICKUP_SHARE = 0.5
"""A first bar whose first note comes after this share of it was a pickup's for older takes."""


def take_plan(
    settings: GenerationSettings, seed: SeedRows, random_state: int, planner: Planner
) -> Plan:
    """Return the plan of a take that continues from a seed, from the seed's first bar on.

    Raises SettingsError where the seed is as long as the form or the plan, FormError or
    ProgressionError where what was asked for is none.
    """
    if settings.plan is not None:
        _check_goes_on(settings.plan, settings, seed)
        return settings.plan
    rng = np.random.default_rng([random_state, _STREAM])
    plan = _with_form(settings, seed, rng, planner)
    plan = _with_seed(plan, seed, settings)
    plan = _with_harmony(plan, settings, seed, rng, planner)
    character = settings.character
    lead = seed.lead_bars
    bars = (replace(bar, character=character) for bar in plan.bars[lead:])
    return replace(plan, bars=(*plan.bars[:lead], *bars))


def _check_goes_on(plan: Plan, settings: GenerationSettings, seed: SeedRows) -> None:
    """Raise SettingsError for a plan that has nothing behind the seed.

    Where music is continued, the plan of its beginning may be over.
    """
    is_continued = isinstance(settings.start, ExcerptStart) and settings.start.passage is not None
    if is_continued or not seed.rows or len(plan.bars) > seed.lead_bars:
        return
    raise SettingsError(
        plural(
            "The seed has {n} bars, and the plan only {planned}: nothing is planned behind it. "
            "Choose a longer plan or a shorter seed.",
            "The seed has {n} bar, and the plan only {planned}: nothing is planned behind it. "
            "Choose a longer plan or a shorter seed.",
            seed.lead_bars,
            planned=len(plan.bars),
        )
    )


def _with_form(
    settings: GenerationSettings, seed: SeedRows, rng: np.random.Generator, planner: Planner
) -> Plan:
    """Return the sections and the returns; the bars of the seed are unplanned."""
    lead, pickup = seed.lead_bars, _pickup_bars(seed, settings.sampler)
    form = settings.chosen_form()
    if form is not None and settings.ends:
        total = pickup + sum(section.bars for section in form)
        if total <= lead:
            raise SettingsError(
                plural(
                    "The seed has {n} bars, which is all of the form. Choose a longer form, longer "
                    "phrases or a shorter seed.",
                    "The seed has {n} bar, which is all of the form. Choose a longer form, longer "
                    "phrases or a shorter seed.",
                    lead,
                )
            )
    elif settings.bars is not None:
        total = lead + settings.bars
    elif (passage_ticks := _passage_ticks(settings)) is not None:
        total = seed.frame.meters.bar_at(seed.end_tick + passage_ticks - 1).number
    else:
        total = lead + min(settings.notes // _NOTES_A_BAR + 1, _MOST_BARS)
    if settings.form == UNPLANNED:
        return Plan((PlannedBar(),) * total)
    meter = seed.frame.meters.bar_at(seed.bar_line).meter
    drawn = planner.forms.draw_plan(rng, total, meter, lead, pickup, form, settings.phrase)
    plan = _without_odd_keys(drawn)
    return _with_end(plan) if settings.has_ending else plan


def _passage_ticks(settings: GenerationSettings) -> int | None:
    """Return how long the passage is that is generated; None where it has no end."""
    passage = settings.start.passage if isinstance(settings.start, ExcerptStart) else None
    if passage is None or passage.end_tick is None:
        return None
    return passage.end_tick - passage.start_tick


def _without_odd_keys(plan: Plan) -> Plan:
    """Let bars that would return in a far key return in rhythm alone.

    Sequences in real pieces go up and down by scale degrees, which a plan in semitones turns into
    other keys for a bar. What the form itself transposes stays.
    """
    asked = {
        number: section.transposition
        for begin, section in plan.placed_sections()
        for number in range(begin, begin + section.bars)
    }
    bars = tuple(
        replace(bar, likeness=Likeness.RHYTHM, transposition=0)
        if bar.transposition % SEMITONES not in _NEAR_KEYS
        and bar.transposition != asked.get(number, 0)
        else bar
        for number, bar in enumerate(plan.bars)
    )
    return replace(plan, bars=bars)


def _with_end(plan: Plan) -> Plan:
    """Let the last bar return loosely at most, since it ends the piece and its source did not."""
    last = plan.bars[-1]
    if last.likeness <= Likeness.LOOSE:
        return plan
    return replace(plan, bars=(*plan.bars[:-1], replace(last, likeness=Likeness.LOOSE)))


def _with_seed(plan: Plan, seed: SeedRows, settings: GenerationSettings) -> Plan:
    """Say of the bars of the seed what they are, as far as that is planned of the others.

    A network has learned from music of which the same is told from beginning to end.
    """
    found = known_bars(seed)
    if settings.form == UNPLANNED:
        found = tuple(PlannedBar(chords=bar.chords) for bar in found)
    if settings.chords == UNPLANNED:
        found = tuple(replace(bar, chords=()) for bar in found)
    return replace(plan, bars=(*found, *plan.bars[len(found) :]))


def _with_harmony(
    plan: Plan,
    settings: GenerationSettings,
    seed: SeedRows,
    rng: np.random.Generator,
    planner: Planner,
) -> Plan:
    """Fill in the chords behind the seed: as they were asked for, or the studio's own."""
    if settings.chords == UNPLANNED:
        return plan
    lead, frame = seed.lead_bars, seed.frame
    key = frame.key_at(seed.bar_line)
    given = {number: bar.chords for number, bar in enumerate(plan.bars[:lead])}
    if settings.chords is not None:
        meter = frame.meters.bar_at(seed.bar_line).meter
        typed = parse_progression(settings.chords, key, meter)
        given |= _repeated(typed, lead, len(plan.bars))
    return planner.with_chords(rng, plan, key, frame.meters, given, settings.has_ending)


def _repeated(typed: tuple[ChordBar, ...], first: int, end: int) -> dict[int, ChordBar]:
    """Return the typed bars for those of the plan, again and again; none where none are typed."""
    numbers = range(first, end) if typed else ()
    return {number: typed[(number - first) % len(typed)] for number in numbers}


def known_bars(seed: SeedRows) -> tuple[PlannedBar, ...]:
    """Return what returns in a seed, and its chords, for each of its bars."""
    if not seed.rows:
        return ()
    decoder = Decoder(seed.frame)
    notes = [decoder.feed(row).note for row in seed.rows]
    ticks = onset_ticks(np.array([row[0] for row in seed.rows]))
    column = ATTRIBUTES.index("pitch")
    pitches = np.array([row[column] for row in seed.rows], np.int64) + LOWEST_PIANO_PITCH
    meters = seed.frame.meters
    bars = source_bars(ticks, pitches, meters, seed.end_tick)
    chords = label_chords(notes, meters, seed.end_tick, seed.frame.keys)
    return tuple(replace(bar, chords=each) for bar, each in zip(bars, chords, strict=True))


def _pickup_bars(seed: SeedRows, sampler: int) -> int:
    """Return 1 where the seed begins with a pickup, else 0."""
    if not seed.rows or seed.lead_bars < 2:
        return 0
    meters, ticks = seed.frame.meters, onset_ticks(np.array([row[0] for row in seed.rows]))
    if sampler < KNOWS_SHORT_BARS:
        return int(ticks[0] > _PICKUP_SHARE * meters.bar_at(0).end_tick)
    return pickup_bars(bar_notes(ticks, np.zeros_like(ticks), meters, seed.end_tick))
