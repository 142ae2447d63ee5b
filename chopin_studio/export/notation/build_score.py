"""Turn an excerpt into a score: bars, staves, voices and written note values."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from chopin_studio.export.errors import ExportError
from chopin_studio.export.notation.markings import dynamic_marks, hairpins, pedal_spans
from chopin_studio.export.notation.octave_lines import octave_shifts
from chopin_studio.export.notation.score import Score, ScoreBar
from chopin_studio.export.notation.spelling import LOWEST_WRITABLE_PITCH, Speller
from chopin_studio.export.notation.spelling_model import shipped_model
from chopin_studio.export.notation.staves import write_staff
from chopin_studio.export.notation.tempo_marks import tempo_marks, tempo_words
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.hands import assign_hands
from chopin_studio.music.key import KeyChange
from chopin_studio.music.key_mode import read_keys
from chopin_studio.music.meter import Bar, MeterChange, MeterMap
from chopin_studio.music.note import Hand
from chopin_studio.music.performance.opened_on_beats import written_out
from chopin_studio.paths import beat_network
from chopin_studio.texts import translatable

MAX_BARS = 5_000

_BAR_GRID_TICKS = 60


def build_score(excerpt: Excerpt) -> Score:
    """Return `excerpt` as a score; raises ExportError where it is too long or too low.

    Music that was played freely, without a grid of beats, is quantised first.
    """
    return score_of(on_grid(excerpt))


def on_grid(excerpt: Excerpt) -> Excerpt:
    """Return `excerpt` in the ticks of its score: as it is where it lies on its beats exactly.

    Onsets that are a little uneven are moved to the places meant. Music that was played freely is
    laid on the beats found in it.
    """
    return written_out(excerpt, beat_network())


def score_of(excerpt: Excerpt) -> Score:
    """Return music that is `on_grid` as a score, tick by tick; raises as `build_score` does."""
    writable = tuple(note for note in excerpt.notes if note.pitch >= LOWEST_WRITABLE_PITCH)
    if excerpt.notes and not writable:
        raise ExportError(
            translatable(
                "This music has notes below the lowest C that a score can show. Export it as MIDI."
            )
        )
    excerpt = assign_hands(replace(excerpt, notes=writable))
    meters = _meters(excerpt)
    bars = _with_pickup(_bars(excerpt, meters), excerpt)
    signatures = _signatures(excerpt, bars)
    speller = Speller(excerpt.notes, signatures, shipped_model())
    pedals = pedal_spans(excerpt)
    right = write_staff(excerpt.notes, Hand.RIGHT, meters, bars, speller, pedals)
    left = write_staff(excerpt.notes, Hand.LEFT, meters, bars, speller, pedals)
    key_at = {change.tick: change.key for change in signatures}
    score_bars = tuple(
        ScoreBar(bar, _new_meter(bar, before), key_at.get(bar.start_tick), right_bar, left_bar)
        for bar, before, right_bar, left_bar in zip(bars, [None, *bars], right, left, strict=False)
    )
    tempos = tempo_marks(excerpt.tempo_map, bars)
    dynamics = dynamic_marks(excerpt.notes, bars)
    return Score(
        excerpt.title,
        score_bars,
        tempos,
        tempo_words(excerpt.tempo_map, bars, tempos),
        dynamics,
        hairpins(excerpt.notes, bars, dynamics),
        pedals,
        (*octave_shifts(right, Hand.RIGHT), *octave_shifts(left, Hand.LEFT)),
    )


# Bars, keys


def _meters(excerpt: Excerpt) -> MeterMap:
    """Return the meters of `excerpt` with their changes on 32nds."""
    changes = {_on_bar_grid(change.tick): change for change in excerpt.meters.changes}
    return MeterMap(tuple(replace(changes[tick], tick=tick) for tick in sorted(changes)))


def _bars(excerpt: Excerpt, meters: MeterMap) -> list[Bar]:
    """Return the written bars; there is at least one."""
    bars: list[Bar] = []
    for bar in meters.bars(0, max(excerpt.end_tick, 1)):
        bars.append(bar)
        if len(bars) > MAX_BARS:
            raise ExportError(
                translatable(
                    "This music has more than {most} bars, too many for a score. "
                    "Export it as MIDI.",
                    most=MAX_BARS,
                )
            )
    if len(bars) > 1 and all(note.onset_tick < bars[-1].start_tick for note in excerpt.notes):
        overhang = excerpt.end_tick - bars[-1].start_tick
        if overhang <= _BAR_GRID_TICKS:
            bars.pop()
    return bars


def _with_pickup(bars: list[Bar], excerpt: Excerpt) -> list[Bar]:
    """Make the first bar a pickup, numbered 0, where it is short or begins with silence.

    MIDI files write a pickup as a short first bar with its own meter, or with rests before it.
    """
    first = bars[0]
    if len(bars) < 2 or not excerpt.notes:
        return bars
    if first.meter.bar_ticks < bars[1].meter.bar_ticks and first.meter != bars[1].meter:
        pickup = replace(first, meter=bars[1].meter)
    else:
        silent = min(excerpt.notes[0].onset_tick, first.end_tick - 1) - first.start_tick
        silent -= silent % first.meter.beat_ticks
        if silent * 2 < first.meter.bar_ticks or excerpt.notes[0].onset_tick >= first.end_tick:
            return bars
        pickup = replace(first, start_tick=first.start_tick + silent)
    return [replace(bar, number=bar.number - 1) for bar in (pickup, *bars[1:])]


def _on_bar_grid(tick: int) -> int:
    return round(tick / _BAR_GRID_TICKS) * _BAR_GRID_TICKS


def _new_meter(bar: Bar, before: Bar | None) -> MeterChange | None:
    if before is not None and _fraction(bar.meter) == _fraction(before.meter):
        return None
    return bar.meter


def _fraction(meter: MeterChange) -> tuple[int, int]:
    return meter.numerator, meter.denominator


def _signatures(excerpt: Excerpt, bars: Sequence[Bar]) -> list[KeyChange]:
    """Return the key signatures at the starts of bars, in their modes; only real changes."""
    first_tick = bars[0].start_tick
    starts = [bar.start_tick for bar in bars]
    changes = read_keys(excerpt)
    by_start = {first_tick: changes[0].key}
    for change in changes:
        if change.tick < bars[-1].end_tick:
            by_start[_nearest(starts, change.tick)] = change.key
    signatures: list[KeyChange] = []
    for start in sorted(by_start):
        if not signatures or signatures[-1].key.fifths != by_start[start].fifths:
            signatures.append(KeyChange(start, by_start[start]))
    return signatures


def _nearest(ticks: Iterable[int], tick: int) -> int:
    return min(ticks, key=lambda place: abs(place - tick))
