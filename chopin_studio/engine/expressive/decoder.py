"""Decode the rows of the expressive family to music, note by note or as a whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from chopin_studio.engine.expressive.attributes import (
    DELTA_ONSETS,
    DURATIONS,
    GRID_TICKS,
    HAND_CLASSES,
    MEDIAN_TEMPO,
    PEDAL_CLASSES,
    TEMPO_STEPS_PER_OCTAVE,
    VELOCITY_BIN,
    Rows,
)
from chopin_studio.engine.expressive.frame import SLOWEST_BPM, Frame
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.note import LOWEST_PIANO_PITCH, Hand, Note, score_order
from chopin_studio.music.tempo import TempoChange, TempoMap

_DOWN, _UP = 127, 0

_CATCH_TICKS = GRID_TICKS // 2
"""How long after the onset a lifted pedal goes down again: before the next possible onset."""

_SOFTEST = 3
"""The softest velocity for which common soundfonts have samples."""


@dataclass(frozen=True, slots=True)
class DecodedNote:
    """One row as music: a note, and the changes of pedal and tempo from its onset on.

    One that `quotes` matches a piece for longer than allowed.
    """

    note: Note
    pedals: tuple[PedalChange, ...] = ()
    tempo: TempoChange | None = None
    quotes: bool = False


class Decoder:
    """Decodes rows one after the other, in their frame.

    Of notes that begin together the first determines pedal and tempo. The tempo of the first row
    holds from tick 0.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._onset_tick = 0
        self._tempo_class: int | None = None
        self._pedal_is_down = False
        self._end_tick = 0

    def onset_tick(self, delta_class: int) -> int:
        """Return the onset of the next note if it has this class of Δonset."""
        return self._onset_tick + DELTA_ONSETS[delta_class] * GRID_TICKS

    def note(self, attributes: Sequence[int]) -> Note:
        """Return the note that the next row would be."""
        delta, pitch, duration, velocity, hand, *_ = map(int, attributes)
        return Note(
            pitch + LOWEST_PIANO_PITCH,
            max(velocity * VELOCITY_BIN + VELOCITY_BIN // 2, _SOFTEST),
            self.onset_tick(delta),
            DURATIONS[duration] * GRID_TICKS,
            Hand(HAND_CLASSES[hand]),
        )

    def feed(self, attributes: Sequence[int]) -> DecodedNote:
        """Decode the seven classes of the next row, in the order of ATTRIBUTES.

        The changes of pedal and tempo are at or after its onset, and before any later one.
        """
        delta, *_, pedal, tempo = map(int, attributes)
        begins_together = delta == 0 and self._tempo_class is not None
        note = self.note(attributes)
        self._onset_tick = note.onset_tick
        self._end_tick = max(self._end_tick, note.end_tick)
        if begins_together:
            return DecodedNote(note)
        return DecodedNote(note, tuple(self._pedals(PEDAL_CLASSES[pedal])), self._tempo(tempo))

    def end(self) -> tuple[PedalChange, ...]:
        """Return the last change of pedal, after the last note: lift it if it is down."""
        return (PedalChange(self._end_tick, _UP),) if self._pedal_is_down else ()

    def _pedals(self, pedal: str) -> Iterable[PedalChange]:
        """Yield the changes of pedal; a pedal that is to be held but is up goes down."""
        if self._pedal_is_down and pedal != "held":
            yield PedalChange(self._onset_tick, _UP)
            self._pedal_is_down = False
        if not self._pedal_is_down and pedal != "up":
            yield PedalChange(self._onset_tick + _CATCH_TICKS, _DOWN)
            self._pedal_is_down = True

    def _tempo(self, tempo: int) -> TempoChange | None:
        if tempo == self._tempo_class:
            return None
        tick = 0 if self._tempo_class is None else self._onset_tick
        self._tempo_class = tempo
        octaves = (tempo - MEDIAN_TEMPO) / TEMPO_STEPS_PER_OCTAVE
        bpm = max(self.frame.base_bpm * 2**octaves, SLOWEST_BPM)
        return replace(TempoMap.constant(bpm).changes[0], tick=tick)


def decode(rows: Rows, frame: Frame, goes_on: bool = False) -> Excerpt:
    """Return `rows` in their frame as music; unless it `goes_on`, the pedal is up at its end."""
    decoder = Decoder(frame)
    return assemble([decoder.feed(row) for row in rows.attributes.tolist()], frame, goes_on)


def assemble(played: Sequence[DecodedNote], frame: Frame, goes_on: bool = False) -> Excerpt:
    """Return what a Decoder of `frame` returned, in order, as an excerpt; see `decode`."""
    pedals = [pedal for each in played for pedal in each.pedals]
    tempos = [each.tempo for each in played if each.tempo is not None]
    excerpt = Excerpt(
        notes=tuple(sorted((each.note for each in played), key=score_order)),
        tempo_map=TempoMap(tuple(tempos)) if tempos else TempoMap.constant(frame.base_bpm),
        meters=frame.meters,
        keys=frame.keys,
        pedals=tuple(pedals),
        title=frame.title,
    )
    return excerpt if goes_on else excerpt.with_pedal_lifted()
