"""Takes to measure form and harmony by, and what is found in them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.seeds import LibraryStart, RandomStart, Start
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.harmony.measures import LabelledBars
from chopin_studio.music.harmony.progression import parse_progression
from chopin_studio.music.key import Key
from chopin_studio.originality.reporter import Reporter
from chopin_studio.paths import originality_index
from chopin_studio.settings.generation import ORIGINAL_NOTES
from chopin_studio.training.expressive.evaluation.estimates import Tally, estimate, mean_estimate
from chopin_studio.training.expressive.evaluation.plans.chopin import (
    BARS,
    ChopinFigures,
    shipped_changes,
)
from chopin_studio.training.expressive.evaluation.plans.figures import Figure
from chopin_studio.training.expressive.evaluation.plans.music_measures import (
    chord_tones,
    music_tallies,
    planned_chords,
    return_tallies,
    returns_of,
)
from chopin_studio.training.expressive.evaluation.plans.quotation import quoted, quoted_new
from chopin_studio.training.expressive.evaluation.plans.takes import MadeTake

FORMS = ("A A B A", "A A′ B A", "A A′ B A′", "A B A C A")
"""Song form, with a varied return in the middle and at the end as well, and a rondo."""

PROGRESSIONS = (
    ("I vi ii V7", "C major"),
    ("i iv V7 i", "C minor"),
    ("I IV ii V7", "A-flat major"),
    ("Am F C E7", "A minor"),
    ("D Bm | G A7", "D major"),
    ("i VI iv V7", "E minor"),
)
"""Progressions to ask for, in degrees and symbols, with one or two chords a bar; and their keys."""

PROGRESSION_BARS = 16

STARTS = ("from nothing", "after a seed")

Make = Callable[[Sequence[GenerationSettings]], Sequence[MadeTake]]
Tallies = Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Trials:
    """A model, how it makes takes, and how many are made in each case."""

    bundle: Bundle
    make: Make
    takes: int

    @property
    def has_plans(self) -> bool:
        """Whether the model follows plans."""
        return "form" in self.bundle.controls

    def starts(self, where: str) -> list[Start]:
        """Return the starts of the takes of one of STARTS, spread over the library."""
        seeds = self.bundle.seeds
        spread = [seeds[number * len(seeds) // self.takes].name for number in range(self.takes)]
        return [RandomStart() if where == STARTS[0] else LibraryStart(name) for name in spread]

    def mixed_starts(self) -> list[Start]:
        """Return the starts of takes of which every other one is after a seed."""
        both = zip(*map(self.starts, STARTS), strict=True)
        return [pair[number % len(STARTS)] for number, pair in enumerate(both)]


def own_figures(trials: Trials, chopin: ChopinFigures) -> Iterator[Figure]:
    """Measure takes of BARS bars under the studio's own plan, or none where there are no plans."""
    asked = [
        GenerationSettings(start=start, bars=BARS, random_state=number)
        for number, start in enumerate(trials.mixed_starts())
    ]
    takes = trials.make(asked)
    changes = shipped_changes()
    rows = [music_tallies(take.music, take.lead_bars, changes) for take in takes]
    for name in rows[0]:
        yield Figure(name, "", estimate(row[name] for row in rows), chopin.beside(name))
    if trials.has_plans:
        own = [chord_tones(take.music, planned_chords(take.plan)) for take in takes]
        yield Figure("own_chords", "", estimate(own))
    yield Figure("milliseconds", "", mean_estimate(take.milliseconds for take in takes))
    yield from _quotation_figures(trials, asked, takes, chopin)


def _quotation_figures(
    trials: Trials,
    asked: Sequence[GenerationSettings],
    takes: Sequence[MadeTake],
    chopin: ChopinFigures,
) -> Iterator[Figure]:
    index = Reporter(originality_index()).index
    original = [replace(settings, stay_original=ORIGINAL_NOTES) for settings in asked]
    guarded = trials.make(original)
    real = chopin.beside("quoted")
    yield Figure("quoted", "", quoted(takes, index), real)
    yield Figure("quoted_original", "", quoted(guarded, index), real)
    if trials.has_plans:
        yield Figure("quoted_new", "", quoted_new(takes, index), real)
        yield Figure("quoted_new", "staying original", quoted_new(guarded, index), real)


def form_figures(trials: Trials) -> Iterator[Figure]:
    """Measure how sections return in FORMS, from nothing and after a seed, and in all of them."""
    rows: dict[str, list[Tallies]] = {}
    for form in FORMS:
        for where in STARTS:
            asked = [
                GenerationSettings(start=start, form=form, random_state=number)
                for number, start in enumerate(trials.starts(where))
            ]
            found = [return_tallies(returns_of(take)) for take in trials.make(asked)]
            rows[f"{form}, {where}"] = found
    yield from _of_rows([row for found in rows.values() for row in found], "")
    for case, found in rows.items():
        yield from _of_rows(found, case)


def _of_rows(rows: Sequence[Tallies], case: str) -> Iterator[Figure]:
    for name in rows[0]:
        made = estimate(row[name] for row in rows)
        if made.takes:
            yield Figure(name, case, made)


def progression_figures(trials: Trials, chopin: ChopinFigures) -> Iterator[Figure]:
    """Measure how many notes are chord tones of PROGRESSIONS that are asked for.

    A model without plans makes the same takes without being asked.
    """
    real = chopin.beside("labelled_chords")
    found: dict[str, list[Tally]] = {where: [] for where in STARTS}
    by_mode: dict[str, list[Tally]] = {"major": [], "minor": []}
    for where in STARTS:
        asked = [
            _with_progression(trials, start, number)
            for number, start in enumerate(trials.starts(where))
        ]
        for number, take in enumerate(trials.make(asked)):
            text, key = PROGRESSIONS[number % len(PROGRESSIONS)]
            tally = chord_tones(take.music, typed_chords(take, text, Key.named(key)))
            found[where].append(tally)
            by_mode[Key.named(key).mode].append(tally)
    every = [tally for tallies in found.values() for tally in tallies]
    yield Figure("asked_chords", "", estimate(every), real)
    for case, tallies in {**found, **by_mode}.items():
        yield Figure("asked_chords", case, estimate(tallies), real)


def _with_progression(trials: Trials, start: Start, number: int) -> GenerationSettings:
    text, key = PROGRESSIONS[number % len(PROGRESSIONS)]
    plain = GenerationSettings(start=start, bars=PROGRESSION_BARS, key=key, random_state=number)
    return replace(plain, chords=text) if trials.has_plans else plain


def typed_chords(take: MadeTake, text: str, key: Key) -> LabelledBars:
    """Return the chords of each bar of a take as a progression has them, from its first bar on."""
    lead = take.lead_bars
    end_tick = take.music.end_tick
    meter = take.music.meters.bar_at(take.music.seed_end_tick).meter
    typed = parse_progression(text, key, meter)
    bars = take.music.meters.bar_at(end_tick).number - lead
    return ((),) * lead + tuple(typed[number % len(typed)] for number in range(bars))


def plan_figures(trials: Trials, chopin: ChopinFigures) -> list[Figure]:
    """Measure form and harmony, and of a model that follows plans how it follows forms."""
    parts = [partial(own_figures, trials, chopin), partial(progression_figures, trials, chopin)]
    if trials.has_plans:
        parts.append(partial(form_figures, trials))
    return [figure for part in parts for figure in part()]
