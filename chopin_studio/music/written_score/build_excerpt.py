"""Build an excerpt of a score as it is played: ticks, hands, keys, meters, tempi and pedal."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from chopin_studio.music.excerpt import (
    SOFT_PEDAL,
    SOSTENUTO_PEDAL,
    ControlChange,
    Excerpt,
    PedalChange,
)
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand, Note, score_order
from chopin_studio.music.tempo import (
    DEFAULT_BPM,
    MICROSECONDS_PER_MINUTE,
    TempoChange,
    TempoMap,
)
from chopin_studio.music.written_score.bars import PlayedBar, meter_map, pickup_rest
from chopin_studio.music.written_score.play_order import played_changes
from chopin_studio.music.written_score.repeats import Span
from chopin_studio.music.written_score.ties import SoundingNote
from chopin_studio.music.written_score.written import SUSTAIN_PEDAL, PedalMark, WrittenScore


def build_excerpt(
    written: WrittenScore,
    spans: Sequence[Span],
    bars: Sequence[PlayedBar],
    sounding: Iterable[SoundingNote],
) -> Excerpt:
    """Return the music of a score whose `sounding` notes are timed as `spans` play them.

    Of several notes that strike one key at once, the longest remains.
    """
    rest = pickup_rest(bars)
    return Excerpt(
        _single(_music_note(note, rest, written.hands) for note in sounding),
        tempo_map=_tempo_map(written, spans, rest),
        meters=meter_map(bars),
        keys=_keys(written, spans, rest),
        pedals=_pedals(written, spans, rest),
        controls=_controls(written, spans, rest),
        title=title_of(written.records),
        names_meter=bool(written.meters),
    )


def title_of(records: Mapping[str, str]) -> str:
    """Return a title such as `Prelude No. 4, Op. 28` of a file's reference records."""
    title, opus = records.get("OTL", "").strip(" ."), records.get("OPS", "").strip(" .")
    return ", ".join(part for part in (title, opus) if part and part not in title[:-1])


def _music_note(
    note: SoundingNote, rest: Fraction, hands: Mapping[int, Hand | None] | None
) -> Note:
    onset = _tick(note.onset + rest)
    share = note.written[-1].note.sounding_share
    duration = max(_tick(note.onset + (note.end - note.onset) * share + rest) - onset, 1)
    if hands is None:
        hand: Hand | None = Hand.RIGHT if note.staff <= 1 else Hand.LEFT
    else:
        hand = hands.get(note.staff)
    return Note(note.pitch, note.written[0].velocity, onset, duration, hand)


def _single(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Put notes in score order; of those that strike one key at once keep the longest."""
    longest: dict[tuple[int, int], Note] = {}
    for note in notes:
        place = (note.onset_tick, note.pitch)
        if place not in longest or note.duration_tick > longest[place].duration_tick:
            longest[place] = note
    return tuple(sorted(longest.values(), key=score_order))


def _tempo_map(written: WrittenScore, spans: Sequence[Span], rest: Fraction) -> TempoMap:
    marks = played_changes(written.printed_marks or written.metronome, spans)
    tempi = {_tick(played.time + rest): played.change.bpm for played in marks}
    if tempi:
        first = min(tempi)
        tempi[0] = tempi.pop(first)  # it holds from the beginning, rest before a pickup included
    changes = [
        TempoChange(tick, round(MICROSECONDS_PER_MINUTE / bpm))
        for tick, bpm in sorted(tempi.items())
    ]
    return TempoMap(tuple(changes)) if changes else TempoMap.constant(DEFAULT_BPM)


def _keys(written: WrittenScore, spans: Sequence[Span], rest: Fraction) -> tuple[KeyChange, ...]:
    keys: list[KeyChange] = []
    for played in played_changes(written.signatures, spans):
        key = Key(played.change.fifths, "minor" if played.change.is_minor else "major")
        tick = _tick(played.time + rest) if keys else 0
        if keys and keys[-1].tick == tick:
            keys.pop()
        if not keys or keys[-1].key != key:
            keys.append(KeyChange(tick, key))
    return tuple(keys)


def _pedal_moves(
    marks: Sequence[PedalMark], spans: Sequence[Span], rest: Fraction
) -> Iterator[tuple[int, int]]:
    """Yield the ticks and values of a pedal's moves.

    Where it is marked down again, it goes up at the same tick; where it is up, it stays so.
    """
    times = [mark.time for mark in marks]
    is_down = False
    start = Fraction(0)
    for span in spans:
        first, last = bisect_left(times, span.start), bisect_right(times, span.end)
        for mark in marks[first:last]:
            if mark.time < span.end or not mark.is_down:
                tick = _tick(mark.time - span.start + start + rest)
                if is_down:
                    yield tick, 0
                if mark.is_down:
                    yield tick, 127
                is_down = mark.is_down
        start += span.end - span.start


def _pedals(
    written: WrittenScore, spans: Sequence[Span], rest: Fraction
) -> tuple[PedalChange, ...]:
    marks = [mark for mark in written.pedal_marks if mark.controller == SUSTAIN_PEDAL]
    return tuple(PedalChange(tick, value) for tick, value in _pedal_moves(marks, spans, rest))


def _controls(
    written: WrittenScore, spans: Sequence[Span], rest: Fraction
) -> tuple[ControlChange, ...]:
    """Return the moves of the other pedals."""
    changes: list[ControlChange] = []
    for controller in (SOSTENUTO_PEDAL, SOFT_PEDAL):
        marks = [mark for mark in written.pedal_marks if mark.controller == controller]
        moves = _pedal_moves(marks, spans, rest)
        changes += [ControlChange(tick, controller, value) for tick, value in moves]
    return tuple(sorted(changes, key=lambda change: change.tick))


def _tick(quarters: Fraction) -> int:
    return round(quarters * TICKS_PER_QUARTER)
