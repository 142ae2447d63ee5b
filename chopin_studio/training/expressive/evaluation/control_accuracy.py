"""How well an expressive model follows its controls: excerpts with and without each."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import isnan, log2
from pathlib import Path

import numpy as np

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.expressive.attributes import TEMPO_STEPS_PER_OCTAVE
from chopin_studio.engine.seeds import LibraryStart, RandomStart, Start
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.note import Hand, Note
from chopin_studio.training.classic.corpus import chopin_pieces
from chopin_studio.training.expressive.evaluation.estimates import UNKNOWN, Estimate, mean_estimate
from chopin_studio.training.expressive.evaluation.generate import GenerationTask, all_made
from chopin_studio.training.expressive.evaluation.passages import MeasuredPassage, made_passage
from chopin_studio.training.expressive.evaluation.statistics import (
    share_in_key,
    share_of_downbeats,
    share_of_full_bars,
)

KEYS = tuple(Key(fifths, mode) for fifths in range(-5, 7) for mode in ("major", "minor"))
METERS = tuple(MeterChange(0, *meter) for meter in ((2, 4), (3, 4), (4, 4), (6, 8), (12, 8)))
BARS = (8, 12, 16, 24)
TEMPI = (60.0, 90.0, 120.0, 160.0)
LOWEST, HIGHEST = 48, 84
OCTAVE = 12
COOL, HOT = 0.7, 1.3
NARROW = 0.8

NOTES = 200
_DISTINCT_RUN = 4

Shown = Callable[[Excerpt], float]


@dataclass(frozen=True, slots=True)
class Hit:
    """The effect of a control: a mean over the excerpts that have it set, and over the others.

    `interval` is the mean of those that have it set with its 95 % interval.
    """

    control: str
    shown: str
    unit: str
    asked: float
    not_asked: float
    excerpts: int
    interval: Estimate = UNKNOWN


@dataclass(frozen=True, slots=True)
class Trial:
    """Two excerpts to generate, one with a control set, and what to measure in both.

    `shown` is by the name of a measurement and its unit, `%` for a share of 1.
    """

    control: str
    asked: GenerationSettings
    not_asked: GenerationSettings
    shown: Mapping[tuple[str, str], Shown]


def hits(bundle: Bundle, excerpts: int, processes: int) -> list[Hit]:
    """Try every control `excerpts` times, and measure its effect."""
    trials = [*all_trials([seed.name for seed in bundle.seeds], excerpts)]
    jobs = [
        GenerationTask(bundle.folder, one)
        for trial in trials
        for one in (trial.asked, trial.not_asked)
    ]
    made = all_made(jobs, processes)
    found: defaultdict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    for trial, asked, not_asked in zip(trials, made[::2], made[1::2], strict=True):
        for (shown, unit), look in trial.shown.items():
            found[trial.control, shown, unit].append((look(asked), look(not_asked)))
    return [
        Hit(
            *names,
            _known_mean(asked),
            _known_mean(not_asked),
            len(values),
            mean_estimate(asked),
        )
        for names, values in found.items()
        for asked, not_asked in [zip(*values, strict=True)]
    ]


def all_trials(seeds: Sequence[str], excerpts: int) -> Iterator[Trial]:
    """Yield the trials of every control, each so many times, spread over the seeds."""
    for number in range(excerpts):
        seed = LibraryStart(seeds[number * len(seeds) // excerpts])
        key = KEYS[number * len(KEYS) // excerpts]
        for start, where in ((RandomStart(), "from nothing"), (seed, "after a seed")):
            yield _key_trial(_plain(start, number), key, where)
            yield _meter_trial(_plain(start, number), METERS[number % len(METERS)], where)
        yield _bars_trial(_plain(seed, number), BARS[number % len(BARS)])
        yield from _other_trials(_plain(RandomStart(), number), number)


def ends_on_tonic(key: Key, music: Excerpt) -> float:
    """Return 1 if `music` ends on the tonic, in the bass and with only its triad; otherwise 0.

    That is judged by the notes held when the last ones are struck. The third may be the major one
    in minor too.
    """
    last_tick = music.notes[-1].onset_tick
    held = [note.pitch for note in music.notes if note.onset_tick <= last_tick < note.end_tick]
    thirds = (3, 4) if key.mode == "minor" else (4,)
    steps = {(pitch - key.tonic_pitch_class) % 12 for pitch in held}
    bass = (min(held) - key.tonic_pitch_class) % 12
    return float(bass == 0 and steps <= {0, *thirds, 7})


def share_of_tonic_endings(corpus: Path) -> float:
    """Return the share of Chopin's pieces in a corpus, of known key, that end on their tonic."""
    return _known_mean(
        ends_on_tonic(Key.named(piece.key), read_midi(piece.path))
        for piece in chopin_pieces(corpus)
        if piece.key is not None
    )


def _plain(start: Start, number: int) -> GenerationSettings:
    return GenerationSettings(start=start, notes=NOTES, random_state=number)


def _key_trial(plain: GenerationSettings, key: Key, where: str) -> Trial:
    return Trial(
        f"key, {where}",
        replace(plain, key=key.name),
        plain,
        {("notes in its scale", "%"): lambda music: share_in_key(made_passage(music), key)},
    )


def _meter_trial(plain: GenerationSettings, meter: MeterChange, where: str) -> Trial:
    return Trial(
        f"meter, {where}",
        replace(plain, meter=f"{meter.numerator}/{meter.denominator}"),
        plain,
        {
            ("bars that begin with an onset", "%"): lambda music: share_of_downbeats(
                _in_meter(music, meter)
            ),
            ("bars that sound at every beat", "%"): lambda music: share_of_full_bars(
                _in_meter(music, meter)
            ),
        },
    )


def _bars_trial(plain: GenerationSettings, bars: int) -> Trial:
    return Trial(
        "length in bars",
        replace(plain, bars=bars),
        plain,
        {
            ("takes that end in the bar asked for", "%"): partial(_ends_in_bar, bars),
            ("takes that end on a tonic chord", "%"): _ends_on_its_tonic,
        },
    )


def _other_trials(plain: GenerationSettings, number: int) -> Iterator[Trial]:
    """Yield the trials of range, hand span, tempo, temperature and top-p."""
    yield Trial(
        f"keys {LOWEST} to {HIGHEST}",
        replace(plain, lowest_pitch=LOWEST, highest_pitch=HIGHEST),
        plain,
        {("notes within", "%"): _share_in_range},
    )
    yield Trial(
        "hand span of an octave",
        replace(plain, hand_span=OCTAVE),
        plain,
        {("notes within it of those that the hand holds", "%"): _share_in_span},
    )
    bpm = TEMPI[number % len(TEMPI)]
    yield Trial(
        "tempo",
        replace(plain, bpm=bpm),
        plain,
        {("takes with that median, to an eighth of an octave", "%"): partial(_is_at_tempo, bpm)},
    )
    variety = {
        (f"different runs of {_DISTINCT_RUN} notes", "%"): _share_distinct,
        ("entropy of pitches", "bits"): _entropy,
    }
    yield Trial(
        f"temperature {HOT}, against {COOL}",
        replace(plain, temperature=HOT),
        replace(plain, temperature=COOL),
        variety,
    )
    yield Trial(f"top-p 1, against {NARROW}", plain, replace(plain, top_p=NARROW), variety)


def _in_meter(music: Excerpt, meter: MeterChange) -> MeasuredPassage:
    """Read generated music in bars of `meter`, from the bar in which the model began."""
    passage = made_passage(music)
    begin = passage.meters.bar_at(int(passage.ticks[0])).start_tick
    changes = (MeterChange(0, 4, 4), replace(meter, tick=begin)) if begin else (meter,)
    return replace(passage, meters=MeterMap(changes))


def _ends_in_bar(bars: int, music: Excerpt) -> float:
    last = music.meters.bar_at(music.notes[-1].onset_tick).number
    begin = music.meters.bar_at(music.seed_end_tick).number
    return float(last - begin + 1 == bars)


def _ends_on_its_tonic(music: Excerpt) -> float:
    return ends_on_tonic(music.keys[-1].key, music)


def _share_in_range(music: Excerpt) -> float:
    return _mean([LOWEST <= note.pitch <= HIGHEST for note in music.generated_notes])


def _share_in_span(music: Excerpt) -> float:
    """Return the share of notes within an octave of every other key that their hand holds."""
    return _mean(
        [
            span <= OCTAVE
            for hand in Hand
            for span in _spans([note for note in music.notes if note.hand is hand])
        ]
    )


def _spans(notes: Sequence[Note]) -> Iterator[int]:
    held: list[Note] = []
    for note in notes:
        held = [*(other for other in held if other.end_tick > note.onset_tick), note]
        yield max(other.pitch for other in held) - min(other.pitch for other in held)


def _is_at_tempo(bpm: float, music: Excerpt) -> float:
    return float(abs(log2(made_passage(music).bpm / bpm)) <= 1 / TEMPO_STEPS_PER_OCTAVE)


def _share_distinct(music: Excerpt) -> float:
    pitches = [note.pitch for note in music.generated_notes]
    runs = [*zip(*(pitches[k:] for k in range(_DISTINCT_RUN)), strict=False)]
    return len(set(runs)) / len(runs) if runs else float("nan")


def _entropy(music: Excerpt) -> float:
    """Return the entropy of the 88 pitches, -Σ p·log2 p, in bits."""
    counts = np.bincount([note.pitch for note in music.generated_notes])
    shares = counts[counts > 0] / counts.sum()
    return float(-(shares * np.log2(shares)).sum())


def _mean(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else float("nan")


def _known_mean(values: Iterable[float]) -> float:
    known = [value for value in values if not isnan(value)]
    return sum(known) / len(known) if known else float("nan")
