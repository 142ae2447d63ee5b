"""Turn an excerpt into MIDI messages: how notes are struck and released."""

from collections.abc import Iterable, Iterator

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.note import Note

Message = tuple[int, int, int]
"""A short MIDI message: status and two data bytes."""

NOTE_OFF = 0x80
NOTE_ON = 0x90
CONTROL_CHANGE = 0xB0
MAIN_VOLUME = 7
SUSTAIN_PEDAL = 64


class Keyboard:
    """Knows which keys are down and until when, so that each strike has exactly one release.

    A piano key can be struck again only after it has been released, and it stays down as long as
    any of the notes on it lasts. So a note that overlaps an earlier one of its pitch releases
    the key and strikes it again, and the key comes up at the later of the two ends. Two notes of
    one pitch and one onset are one strike.
    """

    def __init__(self) -> None:
        self._held: dict[int, tuple[int, int]] = {}  # pitch -> (onset, end), in ticks

    @property
    def next_release_tick(self) -> int | None:
        """The tick at which the next key comes up, None while all are up."""
        return min((end for _, end in self._held.values()), default=None)

    def strike(self, note: Note) -> Iterator[Message]:
        """Yield the messages that strike `note`: none where an equal strike has just been made."""
        onset, end = self._held.get(note.pitch, (-1, 0))
        self._held[note.pitch] = (note.onset_tick, max(end, note.end_tick))
        if onset == note.onset_tick:
            return
        if onset >= 0:
            yield _release(note.pitch)
        yield (NOTE_ON, note.pitch, note.velocity)

    def release_until(self, tick: float) -> Iterator[Message]:
        """Yield the releases that are due at `tick` or before, earliest first."""
        due = sorted((end, pitch) for pitch, (_, end) in self._held.items() if end <= tick)
        for _, pitch in due:
            del self._held[pitch]
            yield _release(pitch)

    def release_all(self) -> Iterator[Message]:
        """Yield the releases of every key that is down."""
        while self._held:
            pitch, _ = self._held.popitem()
            yield _release(pitch)


Event = Note | PedalChange
"""Something that a pianist does at one tick. Releases follow from the notes: see `Keyboard`."""


def event_tick(event: Event) -> int:
    """Return the tick at which an event happens."""
    return event.onset_tick if isinstance(event, Note) else event.tick


def in_order(pedals: Iterable[PedalChange], notes: Iterable[Note]) -> list[Event]:
    """Return all events in order of ticks.

    At one tick the pedal moves before the notes sound, as a chord is meant to sound under the
    pedal written with it.
    """
    return sorted([*pedals, *notes], key=event_tick)  # stable: pedals stay before notes


def messages_for(event: Event, keyboard: Keyboard) -> Iterable[Message]:
    """Return the messages that play `event` on `keyboard`."""
    if isinstance(event, Note):
        return keyboard.strike(event)
    return [(CONTROL_CHANGE, SUSTAIN_PEDAL, event.value)]


def perform(excerpt: Excerpt) -> Iterator[tuple[int, Message]]:
    """Yield every message of an excerpt with its tick, in order, releases first at each tick."""
    keyboard = Keyboard()
    for event in in_order(excerpt.pedals, excerpt.notes):
        yield from _releases(keyboard, event_tick(event))
        for message in messages_for(event, keyboard):
            yield event_tick(event), message
    yield from _releases(keyboard, excerpt.end_tick)


def _releases(keyboard: Keyboard, until_tick: int) -> Iterator[tuple[int, Message]]:
    while (tick := keyboard.next_release_tick) is not None and tick <= until_tick:
        for message in keyboard.release_until(tick):
            yield tick, message


def _release(pitch: int) -> Message:
    return (NOTE_OFF, pitch, 0)
