"""Make an excerpt of the events of a MIDI file, and say what was changed or left out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from chopin_studio.music.excerpt import (
    SOFT_PEDAL,
    SOSTENUTO_PEDAL,
    ControlChange,
    Excerpt,
    PedalChange,
)
from chopin_studio.music.hands import hand_named
from chopin_studio.music.midi_io.common import SEED_END_MARKER, SUSTAIN_CONTROLLER
from chopin_studio.music.midi_io.controllers import bend_count, pedal_moves
from chopin_studio.music.midi_io.file_events import FileEvents
from chopin_studio.music.midi_io.mendings import Mending, Mendings, sentences
from chopin_studio.music.midi_io.message_table import MessageTable, message_table
from chopin_studio.music.midi_io.meta_events import (
    LYRIC,
    MARKER,
    TEXT,
    key_changes,
    meter_changes,
    meter_map,
    tempo_map,
)
from chopin_studio.music.midi_io.note_pairing import PairedNotes, pair_notes
from chopin_studio.music.midi_io.parts import (
    FilePart,
    chosen_parts,
    hands_of,
    opened_parts,
    part_notices,
    parts_of,
)
from chopin_studio.music.midi_io.programs import Programs
from chopin_studio.music.midi_io.track_names import is_generic
from chopin_studio.music.midi_io.track_parser import MetaEvent
from chopin_studio.music.note import HIGHEST_PIANO_PITCH, LOWEST_PIANO_PITCH, Hand, Note
from chopin_studio.music.opened_music import OpenedMusic
from chopin_studio.music.tempo import TempoMap
from chopin_studio.texts import Text, plural, translatable

_MERGED_PEDALS = translatable(
    "Several instruments have pedals of their own; they became one, down while any of them is."
)

_UNHEARD_PEDALS = translatable(
    "The soft or sostenuto pedal is kept and written to MIDI files; playback here leaves it out."
)

_KARAOKE_TAG = b"@KMIDI"

_HANDS = (None, Hand.LEFT, Hand.RIGHT)
"""In the order in which notes that are alike otherwise stand in a score."""


def music_of(
    events: FileEvents,
    mendings: Mendings,
    name: str,
    asked: Collection[int] | None,
    is_own: bool = False,
) -> OpenedMusic:
    """Return the music of the parts `asked` for, of None those that seem to be the piano.

    Counts into `mendings` what events are impossible. `is_own` tells that the studio has written
    the file: its names are understood to the letter. Raises MidiFileError, which calls the file
    `name`, for parts that there are not.
    """
    ports, names = events.ports(), events.names()
    table = message_table(events.tracks)
    track_ends = [track.end_tick for track in events.tracks]
    notes = pair_notes(table, ports, track_ends, events.whole_note)
    parts = parts_of(notes, names, Programs(table, events.tracks, ports))
    taken = chosen_parts(parts, asked, name)
    numbers = {part.number for part in taken}
    notes = notes.where(np.isin(notes.part, list(numbers)))
    mendings[Mending.NOTE_WITHOUT_END] += int(notes.is_guessed.sum())
    with_notes = {part.number for part in parts}
    pedals, are_merged = pedal_moves(table, SUSTAIN_CONTROLLER, numbers, with_notes, ports)
    controls = [
        ControlChange(events.tick_of(tick), controller, value)
        for controller in (SOSTENUTO_PEDAL, SOFT_PEDAL)
        for tick, value in pedal_moves(table, controller, numbers, with_notes, ports)[0]
    ]
    excerpt = replace(
        _conducted(events, mendings),
        notes=_notes(notes, _hands(parts, taken, is_own), events.scale),
        pedals=tuple(PedalChange(events.tick_of(tick), value) for tick, value in pedals),
        title=names[0] if is_own and names else _title(names),
        controls=tuple(sorted(controls, key=lambda change: change.tick)),
    )
    notices = (
        *sentences(mendings),
        *part_notices(parts, taken, is_own_choice=asked is not None),
        *_left_out(events, table, numbers),
        *_beyond_keyboard(excerpt.notes),
        *([_UNHEARD_PEDALS] if any(change.value for change in excerpt.controls) else []),
        *([_MERGED_PEDALS] if are_merged else []),
    )
    return OpenedMusic(excerpt, opened_parts(parts, taken), notices)


def _hands(
    parts: Sequence[FilePart], taken: Sequence[FilePart], is_own: bool
) -> dict[int, Hand | None]:
    """Return the hand that plays each part; all parts of a piano together tell it of each."""
    if is_own:
        return {part.number: hand_named(part.name) for part in parts}
    numbers = {part.number for part in (*taken, *chosen_parts(parts, None, ""))}
    return hands_of([part for part in parts if part.number in numbers])


def _notes(
    notes: PairedNotes, hand_of_part: Mapping[int, Hand | None], scale: float
) -> tuple[Note, ...]:
    """Return the notes in score order, in our ticks; each lasts one at least."""
    parts, places = np.unique(notes.part, return_inverse=True)
    hands = np.array([_HANDS.index(hand_of_part.get(part)) for part in parts.tolist()], np.int64)[
        places
    ]
    onsets = np.rint(notes.onset * scale).astype(np.int64)
    durations = np.maximum(np.rint(notes.end * scale).astype(np.int64) - onsets, 1)
    order = np.lexsort((notes.velocity, durations, hands, notes.pitch, onsets))
    return tuple(
        map(
            Note,
            notes.pitch[order].tolist(),
            notes.velocity[order].tolist(),
            onsets[order].tolist(),
            durations[order].tolist(),
            map(_HANDS.__getitem__, hands[order].tolist()),
        )
    )


def _conducted(events: FileEvents, mendings: Mendings) -> Excerpt:
    """Return tempo, meters, keys and the end of the seed as an excerpt without notes."""
    metas, tick_of = events.metas, events.tick_of
    tempos = tempo_map(metas, tick_of, mendings)
    meters = meter_changes(metas, tick_of, mendings)
    seed_ends = [
        tick_of(meta.tick)
        for meta in metas
        if meta.kind == MARKER and meta.payload == SEED_END_MARKER.encode()
    ]
    return Excerpt(
        # Time in frames goes on evenly, whatever the tempo.
        tempo_map=tempos if events.has_beats else TempoMap(),
        meters=meter_map(meters),
        keys=key_changes(metas, tick_of, mendings),
        seed_end_tick=max([0, *seed_ends[-1:]]),
        names_meter=bool(meters),
    )


def _title(track_names: Sequence[str]) -> str:
    """Return the name of the first track, unless it is one that every file could have."""
    title = track_names[0] if track_names else ""
    return "" if is_generic(title) or hand_named(title) is not None else title


def _left_out(events: FileEvents, table: MessageTable, taken: Collection[int]) -> Iterator[Text]:
    """Yield sentences on what a piano cannot play."""
    bends = bend_count(table, taken)
    if bends:
        yield plural(
            "{n:,} pitch bends were left out, which a piano cannot play: notes sound as written.",
            "A pitch bend was left out, which a piano cannot play: notes sound as written.",
            bends,
        )
    lyrics = _lyrics(events.metas)
    if lyrics:
        yield plural(
            "{n:,} syllables of lyrics were left out.",
            "One syllable of lyrics was left out.",
            lyrics,
        )


def _lyrics(metas: Sequence[MetaEvent]) -> int:
    """Return how many syllables there are, in a karaoke file as texts besides its `@` tags."""
    lyrics = sum(meta.kind == LYRIC for meta in metas)
    texts = [meta.payload for meta in metas if meta.kind == TEXT]
    is_karaoke = any(text.startswith(_KARAOKE_TAG) for text in texts)
    return lyrics or (sum(not text.startswith(b"@") for text in texts) if is_karaoke else 0)


def _beyond_keyboard(notes: Sequence[Note]) -> Iterator[Text]:
    beyond = sum(not LOWEST_PIANO_PITCH <= note.pitch <= HIGHEST_PIANO_PITCH for note in notes)
    if beyond:
        yield plural(
            "{n:,} notes lie beyond a piano's keyboard; scores leave out what they cannot show.",
            "One note lies beyond a piano's keyboard; scores leave out what they cannot show.",
            beyond,
        )
