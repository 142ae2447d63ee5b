"""Write the chords that a plan leaves open."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from chopin_studio.engine.planning.phrases import Cadence, Phrase, phrases_of
from chopin_studio.engine.planning.progression_model import (
    RELATIVE_CHORDS,
    ChordChain,
    Floats,
    ProgressionModel,
    Rhythm,
    relative_chord,
    relative_number,
)
from chopin_studio.music.harmony.chord import QUALITIES, Chord, Quality
from chopin_studio.music.harmony.labels import felt_beats
from chopin_studio.music.harmony.tonality import Tonality
from chopin_studio.music.key import Key
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar

ChordBar = tuple[Chord | None, ...]

_RAREST = 0.015
"""Chords less likely than this share of the likeliest are not drawn: counts have stray ones."""

_DOMINANTS = {
    Cadence.FULL: {Quality.DOMINANT_SEVENTH: 0.8, Quality.MAJOR: 0.2},
    Cadence.HALF: {Quality.MAJOR: 0.7, Quality.DOMINANT_SEVENTH: 0.3},
}
"""How often the dominant of each cadence is a triad and a seventh."""

_FIFTH = 7
_LEAST_RATE = 0.01


@dataclass(slots=True)
class _Beat:
    """A beat to be filled: what is known of it, and what is wanted.

    `wanted` weighs the chords by their absolute numbers, None where all are welcome.
    """

    bar: int
    rank: int
    key: Tonality
    rhythm: Rhythm
    chord: Chord | None = None
    known: bool = False
    wanted: Floats | None = None


def draw_chords(
    rng: np.random.Generator,
    plan: Plan,
    key: Key,
    meters: MeterMap,
    model: ProgressionModel,
    given: Mapping[int, ChordBar] | None = None,
    ends: bool = True,
) -> Plan:
    """Return the plan with the chords of all its bars.

    Bars that have chords keep them, and so do those of `given`, such as what a seed was labelled
    with, by their numbers from 0. A bar that returns has the chords of its source, transposed, but
    for cadences: at the end of new music, of a varied return, and of the piece; such a bar is
    planned to be loose. The rest is drawn: phrases begin in their keys and end in cadences (see
    `phrases_of`), the piece on its tonic where it `ends` with the plan.
    """
    home = Tonality.of(key)
    phrases = phrases_of(plan, home, lambda: model.draw_related(rng, home), ends)
    bars = _empty_bars(rng, plan, home, meters, model, phrases)
    known = {number: bar.chords for number, bar in enumerate(plan.bars) if bar.chords}
    known.update(given or {})
    for number, chords in known.items():
        if number < len(bars):
            _fill(bars[number], chords)
    for phrase in phrases:
        _want_cadences(bars, phrase, model)
    _draw_all(rng, plan, bars, model, _firm_bars(plan, phrases, ends))
    return replace(plan, bars=tuple(_planned(plan, bars, k) for k in range(len(bars))))


def _planned(plan: Plan, bars: Sequence[Sequence[_Beat]], number: int) -> PlannedBar:
    """Return a bar of the plan with its chords, no nearer to its source than these allow."""
    bar, chords = plan.bars[number], tuple(beat.chord for beat in bars[number])
    if bar.source is not None and bar.likeness > Likeness.LOOSE:
        moved = _moved(bars[bar.source], bar.transposition)
        if chords != _stretched(moved, len(chords)):
            return replace(bar, likeness=Likeness.LOOSE, chords=chords)
    return replace(bar, chords=chords)


def _firm_bars(plan: Plan, phrases: Sequence[Phrase], ends: bool) -> set[int]:
    """Return the bars whose cadence is more important than what they return to.

    These are the last two bars of music that is heard for the first time, and of the piece.
    """
    returning = {
        number
        for begin, section in plan.placed_sections()
        if section.likeness.has_source
        for number in range(begin, begin + section.bars)
    }
    last = len(plan.bars) - 1
    found = {number for one in phrases for number in (one.end - 2, one.end - 1)} - returning
    return found | {last - 1, last} if ends else found


def _empty_bars(
    rng: np.random.Generator,
    plan: Plan,
    home: Tonality,
    meters: MeterMap,
    model: ProgressionModel,
    phrases: Sequence[Phrase],
) -> list[list[_Beat]]:
    """Return the beats of each bar with their keys and rhythms, nothing known of them."""
    count = len(plan.bars)
    ranks = _ranks(meters, count)
    common = max((len(bar) for bar in ranks), default=1)
    keys, kinds = [home] * count, [""] * count
    for phrase in phrases:
        for number in range(phrase.begin, min(phrase.end, count)):
            keys[number], kinds[number] = phrase.key, phrase.kind
    rhythms: dict[str, Rhythm] = {}
    for kind in kinds:
        if kind not in rhythms:
            rhythms[kind] = model.draw_rhythm(rng, common)
    return [
        [_Beat(number, rank, keys[number], rhythms[kinds[number]]) for rank in ranks[number]]
        for number in range(count)
    ]


def _ranks(meters: MeterMap, count: int) -> list[list[int]]:
    """Return the ranks of the felt beats of so many bars from tick 0 on."""
    end_tick = meters.numbered_bar(count + 1).start_tick
    beats = felt_beats(meters, end_tick)
    return [beats.ranks[beats.bars == number].tolist() for number in range(count)]


def _fill(beats: Sequence[_Beat], chords: ChordBar) -> None:
    """Let a bar have chords."""
    for beat, chord in zip(beats, _stretched(chords, len(beats)), strict=True):
        beat.chord, beat.known = chord, True


def _stretched(chords: ChordBar, beats: int) -> ChordBar:
    """Return the chords of a bar for another number of beats."""
    return tuple(chords[k * len(chords) // beats] if chords else None for k in range(beats))


def _want_cadences(bars: list[list[_Beat]], phrase: Phrase, model: ProgressionModel) -> None:
    """Weigh the chords of a phrase's first beat and of its cadences, where the plan has them."""
    if phrase.begin >= len(bars):
        return
    bars[phrase.begin][0].wanted = _opening(model.chains[phrase.key.mode], phrase.key)
    if phrase.middle is not None and phrase.middle < len(bars):
        _want_half(bars[phrase.middle], phrase.key)
    last = phrase.end - 1
    if last >= len(bars):
        return
    if phrase.cadence is Cadence.HALF:
        _want_half(bars[last], phrase.cadence_key)
        return
    for beat in bars[last]:
        beat.key = phrase.cadence_key
        beat.wanted = _only({_tonic(phrase.cadence_key): 1.0})
    if last > phrase.begin:
        bars[last - 1][-1].wanted = _dominant(phrase.cadence_key, Cadence.FULL)


def _opening(chain: ChordChain, key: Tonality) -> Floats:
    """Return how much oftener each chord opens a phrase than it stands elsewhere."""
    first = np.where(chain.first < _RAREST * chain.first.max(), 0, chain.first)
    return _absolute(first / chain.usual, key.tonic)


def _want_half(beats: Sequence[_Beat], key: Tonality) -> None:
    """Want the dominant in the second half of a bar."""
    for beat in beats:
        beat.key = key
    for beat in beats[len(beats) // 2 :]:
        beat.wanted = _dominant(key, Cadence.HALF)


def _tonic(key: Tonality) -> Chord:
    return Chord(key.tonic, Quality.MAJOR if key.mode == "major" else Quality.MINOR)


def _dominant(key: Tonality, cadence: Cadence) -> Floats:
    root = key.transposed(_FIFTH).tonic
    return _only({Chord(root, quality): share for quality, share in _DOMINANTS[cadence].items()})


def _only(shares: Mapping[Chord, float]) -> Floats:
    """Return weights that no other chords have."""
    weights = np.zeros(RELATIVE_CHORDS)
    for chord, share in shares.items():
        weights[relative_number(chord, 0)] = share
    return weights


def _absolute(relative: Floats, tonic: int) -> Floats:
    """Return what is told of chords over a tonic by their absolute numbers instead."""
    axes = tuple(range(relative.ndim))
    shift = tonic * len(QUALITIES)
    moved: Floats = np.roll(relative, [shift] * relative.ndim, axis=axes)
    return moved


def _draw_all(
    rng: np.random.Generator,
    plan: Plan,
    bars: list[list[_Beat]],
    model: ProgressionModel,
    firm: Container[int],
) -> None:
    """Fill the bars in order: by what they return to, or run by run by what is drawn.

    The `firm` bars return only if they have what is wanted of them then.
    """
    run: list[_Beat] = []
    done: list[_Beat] = []

    def draw(following: Sequence[_Beat]) -> None:
        _draw_run(rng, run, done, following, model)
        done.extend(run)
        run.clear()

    for number, beats in enumerate(bars):
        known = all(beat.known for beat in beats)
        if not known and _copied(plan, bars, number):
            source = bars[plan.bars[number].source or 0]
            if not all(beat.known for beat in source):
                draw([])
            moved = _moved(source, plan.bars[number].transposition)
            known = number not in firm or _welcome(beats, moved)
            if known:
                _fill(beats, moved)
        if known:
            draw(beats[:1])
            done += beats
        else:
            run += beats
    draw([])


def _copied(plan: Plan, bars: list[list[_Beat]], number: int) -> bool:
    """Whether a bar has the chords of its source."""
    likeness = plan.bars[number].likeness
    if likeness in (Likeness.EXACT, Likeness.VARIED):
        return True
    is_cadence = any(beat.wanted is not None for beat in bars[number][1:])
    return likeness is Likeness.LOOSE and not is_cadence


def _moved(source: Sequence[_Beat], semitones: int) -> ChordBar:
    """Return the chords of a bar, transposed."""
    return tuple(beat.chord and beat.chord.transposed(semitones) for beat in source)


def _welcome(beats: Sequence[_Beat], chords: ChordBar) -> bool:
    """Whether the chords for a bar are among those that are wanted."""
    return all(
        beat.wanted is None or chord is None or beat.wanted[relative_number(chord, 0)] > 0
        for beat, chord in zip(beats, _stretched(chords, len(beats)), strict=True)
    )


def _draw_run(
    rng: np.random.Generator,
    run: Sequence[_Beat],
    done: Sequence[_Beat],
    following: Sequence[_Beat],
    model: ProgressionModel,
) -> None:
    """Draw the chords of beats in a row, from what is `done` before them to what is `following`.

    Forward sampling with backward messages: each chord is drawn in proportion to how well what is
    wanted later can be reached from it.
    """
    if not run:
        return
    chains = _Chains(model)
    hopes = _hopes(run, following, chains)
    before, last = _last_two(done)
    for beat, hope in zip(run, hopes, strict=True):
        welcome = hope if beat.wanted is None else hope * beat.wanted
        weights = chains.next_chord(beat, before, last, _RAREST) * welcome
        if not weights.any():  # only a rare chord leads to what is wanted
            weights = chains.next_chord(beat, before, last) * welcome
        chord = relative_chord(int(rng.choice(RELATIVE_CHORDS, p=weights / weights.sum())), 0)
        if chord != last:
            before, last = last, chord
        beat.chord, beat.known = chord, True


def _last_two(done: Sequence[_Beat]) -> tuple[Chord | None, Chord | None]:
    """Return the last two chords that follow each other before the next beat."""
    found: list[Chord] = []
    for beat in reversed(done):
        if beat.chord is None or len(found) == 2:
            break
        if not found or beat.chord != found[-1]:
            found.append(beat.chord)
    last, before = [*found, None, None][:2]
    return before, last


def _hopes(run: Sequence[_Beat], following: Sequence[_Beat], chains: "_Chains") -> list[Floats]:
    """Return for each beat of a run how well each chord leads to what is wanted after it."""
    hope = np.ones(RELATIVE_CHORDS)
    if following and following[0].known and following[0].chord is not None:
        goal = _only({following[0].chord: 1.0})
        hope = chains.reach(following[0], goal)
    hopes = [hope]
    for beat in reversed(run[1:]):
        wanted = hope if beat.wanted is None else hope * beat.wanted
        hope = chains.reach(beat, wanted)
        hope = hope / hope.max()
        hopes.append(hope)
    return hopes[::-1]


def _rate(beat: _Beat) -> float:
    """Return the probability of a change on a beat; neither is impossible."""
    return min(max(beat.rhythm.rates[beat.rank], _LEAST_RATE), 1 - _LEAST_RATE)


class _Chains:
    """The probabilities of chords by their absolute numbers, in any key."""

    def __init__(self, model: ProgressionModel) -> None:
        self._model = model
        self._after: dict[Tonality, Floats] = {}

    def next_chord(
        self, beat: _Beat, before: Chord | None, last: Chord | None, rarest: float = 0
    ) -> Floats:
        """Return the probability of each chord on a beat, after those before it.

        Changes less likely than the share `rarest` of the likeliest are left out.
        """
        chain, tonic = self._chain(beat.key), beat.key.tonic
        if last is None:
            return _absolute(chain.usual, tonic)
        earlier = None if before is None else relative_number(before, tonic)
        change = chain.after_two(earlier, relative_number(last, tonic))
        change = np.where(change < rarest * change.max(), 0, change)
        change /= change.sum()
        rate = _rate(beat)
        probabilities = rate * _absolute(change, tonic)
        probabilities[relative_number(last, 0)] += 1 - rate
        return probabilities

    def reach(self, beat: _Beat, wanted: Floats) -> Floats:
        """Return how well each chord before a beat leads to what is wanted on it."""
        rate = _rate(beat)
        after = self._after.get(beat.key)
        if after is None:
            after = _absolute(self._chain(beat.key).after, beat.key.tonic)
            self._after[beat.key] = after
        reached: Floats = rate * (after @ wanted) + (1 - rate) * wanted
        return reached

    def _chain(self, key: Tonality) -> ChordChain:
        return self._model.chains[key.mode]
