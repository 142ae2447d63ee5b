"""Quantise, trim and transpose recorded music."""

from collections.abc import Iterable
from dataclasses import replace

from chopin_studio.music.control_cuts import controls_from
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.note import HIGHEST_PIANO_PITCH, LOWEST_PIANO_PITCH, Note, score_order


def quantised(excerpt: Excerpt, step_ticks: int) -> Excerpt:
    """Move onsets and releases to the nearest multiple of `step_ticks`.

    A note keeps at least one step. Of two notes of one pitch that come to one onset, the longer
    stays, as loud as the louder; one that would reach into the next of its pitch ends there. The
    pedal stays where it was, since it is meant to follow the chord that it catches.
    """
    if step_ticks < 1:
        raise ValueError(f"step_ticks must be at least 1, not {step_ticks}")
    return replace(excerpt, notes=_apart(_on_grid(note, step_ticks) for note in excerpt.notes))


def trimmed(excerpt: Excerpt, start_tick: int, end_tick: int) -> Excerpt:
    """Return the notes struck in `[start_tick, end_tick)`, with `start_tick` as their tick 0.

    Notes and pedal end where the cut is. Meant for music of one tempo and meter: both stay as
    they were at tick 0.
    """
    if not 0 <= start_tick < end_tick:
        raise ValueError(f"a cut must run forwards, not from {start_tick} to {end_tick}")
    notes = tuple(
        replace(
            note,
            onset_tick=note.onset_tick - start_tick,
            duration_tick=min(note.end_tick, end_tick) - note.onset_tick,
        )
        for note in excerpt.notes
        if start_tick <= note.onset_tick < end_tick
    )
    before = [change.value for change in excerpt.pedals if change.tick <= start_tick][-1:]
    inside = [change for change in excerpt.pedals if start_tick < change.tick < end_tick]
    pedals = [PedalChange(0, value) for value in before] + [
        PedalChange(change.tick - start_tick, change.value) for change in inside
    ]
    controls = controls_from(excerpt.controls, start_tick, end_tick)
    cut = replace(excerpt, notes=notes, pedals=tuple(pedals), controls=controls)
    return cut.with_pedal_lifted()


def transposed(excerpt: Excerpt, semitones: int) -> Excerpt:
    """Move every note by `semitones`, within `transposing_range`; the keys are left out.

    Raises ValueError where a note would leave MIDI's range.
    """
    if semitones == 0:
        return excerpt
    notes = tuple(replace(note, pitch=note.pitch + semitones) for note in excerpt.notes)
    return replace(excerpt, notes=notes, keys=())


def transposing_range(excerpt: Excerpt) -> tuple[int, int]:
    """Return how far down (negative or 0) and up the music can go and stay on the piano."""
    pitches = [note.pitch for note in excerpt.notes]
    down = LOWEST_PIANO_PITCH - min(pitches, default=LOWEST_PIANO_PITCH)
    up = HIGHEST_PIANO_PITCH - max(pitches, default=HIGHEST_PIANO_PITCH)
    return min(down, 0), max(up, 0)


def _on_grid(note: Note, step_ticks: int) -> Note:
    onset = _nearest(note.onset_tick, step_ticks)
    end = max(_nearest(note.end_tick, step_ticks), onset + step_ticks)
    return replace(note, onset_tick=onset, duration_tick=end - onset)


def _nearest(tick: int, step_ticks: int) -> int:
    """Return the nearest multiple, the later one of two equally near."""
    return (tick + step_ticks // 2) // step_ticks * step_ticks


def _apart(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return the notes in score order, with never two of one pitch at a time."""
    kept: list[Note] = []
    latest: dict[int, int] = {}  # pitch -> place in `kept` of the last note
    for note in sorted(notes, key=score_order):
        place = latest.get(note.pitch)
        before = None if place is None else kept[place]
        if place is not None and before is not None and before.end_tick > note.onset_tick:
            if before.onset_tick == note.onset_tick:
                kept[place] = replace(
                    note,
                    velocity=max(before.velocity, note.velocity),
                    duration_tick=max(before.duration_tick, note.duration_tick),
                )
                continue
            kept[place] = replace(before, duration_tick=note.onset_tick - before.onset_tick)
        latest[note.pitch] = len(kept)
        kept.append(note)
    return tuple(sorted(kept, key=score_order))
