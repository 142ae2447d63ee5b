"""Pair the notes of keys whose messages do not match one to one."""

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from chopin_studio.music.midi_io.message_table import (
    PART_SHIFT,
    Column,
    Mask,
    MessageTable,
    channel_of,
)
from chopin_studio.music.midi_io.note_ends import OpenNote

Silences = dict[int, tuple[list[int], list[int]]]
"""By part: the rows, in order, and the ticks of the messages that end all its notes."""

_Event = tuple[int, int, bool, int]
"""A message of a key: where its note is kept, its row in the table, whether it begins, its tick."""


class UnevenNotes:
    """The notes of such keys: `begun` is where each is kept, `ends` the tick that belongs to it.

    `left` are those that nothing has ended.
    """

    def __init__(self, silences: Silences) -> None:
        self.begun: list[int] = []
        self.ends: list[int] = []
        self.left: list[OpenNote] = []
        self._silences = silences
        self._stray_offs: list[tuple[int, int, int]] = []

    def pair(self, places: Column, rows: Column, is_on: Mask, notes: MessageTable) -> None:
        """Pair messages that stand in order of keys; all columns are of one length."""
        columns = (places, rows, is_on, notes.tick, notes.part, notes.first)
        messages = zip(*(column.tolist() for column in columns), strict=True)
        for (part, pitch), group in groupby(messages, key=lambda message: message[4:]):
            events = [message[:4] for message in group]
            for stretch, all_off_tick in self._stretches(part, events):
                self._pair_stretch(part, pitch, stretch, all_off_tick)

    def _stretches(
        self, part: int, events: Sequence[_Event]
    ) -> Iterator[tuple[list[_Event], int | None]]:
        """Divide the messages of a key where all notes are ended, and yield the tick of that."""
        rows, ticks = self._silences.get(part, ([], []))
        for next_off, stretch in groupby(events, key=lambda event: bisect_right(rows, event[1])):
            yield list(stretch), ticks[next_off] if next_off < len(ticks) else None

    def _pair_stretch(
        self, part: int, pitch: int, events: Sequence[_Event], all_off_tick: int | None
    ) -> None:
        stuck = set[int]() if all_off_tick is not None else _never_ended(events)
        waiting: deque[int] = deque()
        for place, _, is_on, tick in events:
            if is_on and place not in stuck:
                waiting.append(place)
            elif not is_on and waiting:
                self._end(waiting.popleft(), tick)
            elif not is_on:
                self._stray_offs.append((part, pitch, tick))
        for place in waiting:
            self._end(place, all_off_tick or 0)
        self._leave(part, pitch, [event for event in events if event[2]], stuck)

    def _leave(
        self, part: int, pitch: int, struck: Sequence[_Event], stuck: Collection[int]
    ) -> None:
        """Keep the notes that are `stuck`, each with the tick at which its key is struck next."""
        following: int | None = None
        latest: int | None = None
        for place, _, _, tick in reversed(struck):
            if tick != latest:
                following, latest = latest, tick
            if place in stuck:
                self.left.append(OpenNote(place, part, pitch, tick, following))

    def pair_across_tracks(self, ports: Sequence[int]) -> None:
        """End what is left by note-offs that end nothing in their own track.

        They must be of the same channel, and of the same port, of which `ports` has each track's.
        """
        if not self.left or not self._stray_offs:
            return
        by_key: dict[tuple[int, int, int], list[tuple[int, int, OpenNote | None]]]
        by_key = defaultdict(list)
        for note in self.left:
            by_key[_sounding_key(note.part, note.pitch, ports)].append((note.onset, 0, note))
        for part, pitch, tick in self._stray_offs:
            key = _sounding_key(part, pitch, ports)
            if key in by_key:
                by_key[key].append((tick, 1, None))
        ended: set[int] = set()
        for messages in by_key.values():
            waiting: deque[OpenNote] = deque()
            for tick, _, begun in sorted(messages, key=lambda message: message[:2]):
                if begun is not None:
                    waiting.append(begun)
                elif waiting:
                    ended.add(waiting[0].row)
                    self._end(waiting.popleft().row, tick)
        self.left = [note for note in self.left if note.row not in ended]

    def _end(self, place: int, tick: int) -> None:
        self.begun.append(place)
        self.ends.append(tick)


def _sounding_key(part: int, pitch: int, ports: Sequence[int]) -> tuple[int, int, int]:
    return ports[part >> PART_SHIFT], channel_of(part), pitch


def _never_ended(events: Iterable[_Event]) -> set[int]:
    """Return the notes that nothing ends when each end belongs to the latest open note.

    So a note that stuck keeps no later note of its key from its own end.
    """
    waiting: list[int] = []
    for place, _, is_on, _ in events:
        if is_on:
            waiting.append(place)
        elif waiting:
            waiting.pop()
    return set(waiting)
