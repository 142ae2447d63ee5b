"""What a file needed to be read, counted kind by kind, and the sentence for each kind."""

from collections import Counter
from enum import Enum, auto

from chopin_studio.texts import Text, plural, translatable


class Mending(Enum):
    """A way in which files are unlike the standard and read nevertheless."""

    HEADER = auto()
    DIVISION = auto()
    TRACK_COUNT = auto()
    TRACK_LENGTH = auto()
    CUT_SHORT = auto()
    NO_END_OF_TRACK = auto()
    STRAY_BYTES = auto()
    DAMAGED_EVENT = auto()
    TOO_LATE = auto()
    KEY_SIGNATURE = auto()
    TIME_SIGNATURE = auto()
    MEETING_METERS = auto()
    TEMPO = auto()
    NOTE_WITHOUT_END = auto()
    PATTERNS = auto()


Mendings = Counter[Mending]
"""How often each kind was met while a file was read; a reader counts into it."""


def sentences(mendings: Mendings) -> tuple[Text, ...]:
    """Return a sentence for each kind that was met, in the order of `Mending`."""
    return tuple(_sentence(kind, mendings[kind]) for kind in Mending if mendings[kind])


def _sentence(kind: Mending, count: int) -> Text:
    match kind:
        case Mending.HEADER:
            return translatable("The file has no usable header; its tracks were read without it.")
        case Mending.DIVISION:
            return translatable(
                "The file does not state how long its ticks are; 480 a quarter note were assumed."
            )
        case Mending.TRACK_COUNT:
            return translatable(
                "The file states another number of tracks than it has; all that it has were read."
            )
        case Mending.TRACK_LENGTH:
            return plural(
                "{n:,} tracks have a wrong length; their notes were read nevertheless.",
                "A track has a wrong length; its notes were read nevertheless.",
                count,
            )
        case Mending.CUT_SHORT:
            return plural(
                "{n:,} tracks are cut short; what stands before the cuts was read.",
                "The file is cut short; what stands before the cut was read.",
                count,
            )
        case Mending.NO_END_OF_TRACK:
            return plural(
                "{n:,} tracks lack the mark of their end; they were read to their last event.",
                "A track lacks the mark of its end; it was read to its last event.",
                count,
            )
        case Mending.STRAY_BYTES:
            return plural(
                "{n:,} bytes that belong to no event were passed over.",
                "One byte that belongs to no event was passed over.",
                count,
            )
        case _:
            return _event_sentence(kind, count)


def _event_sentence(kind: Mending, count: int) -> Text:
    match kind:
        case Mending.DAMAGED_EVENT:
            return plural(
                "{n:,} damaged events were passed over or corrected.",
                "A damaged event was passed over or corrected.",
                count,
            )
        case Mending.TOO_LATE:
            return translatable("What follows a silence of many hours was left out.")
        case Mending.KEY_SIGNATURE:
            return plural(
                "{n:,} impossible key signatures were passed over.",
                "An impossible key signature was passed over.",
                count,
            )
        case Mending.TIME_SIGNATURE:
            return plural(
                "{n:,} impossible time signatures were passed over.",
                "An impossible time signature was passed over.",
                count,
            )
        case Mending.MEETING_METERS:
            return translatable(
                "Two time signatures stand at one place; that of a single beat was passed over."
            )
        case Mending.TEMPO:
            return plural(
                "{n:,} impossible tempo events were passed over.",
                "An impossible tempo event was passed over.",
                count,
            )
        case Mending.NOTE_WITHOUT_END:
            return plural(
                "{n:,} notes have no end in the file; they were ended where the music rests or "
                "the key is struck again, after a whole note at the latest.",
                "A note has no end in the file; it was ended where the music rests or the key is "
                "struck again, after a whole note at the latest.",
                count,
            )
        case _:
            return plural(
                "The file holds {n:,} separate patterns (MIDI format 2); they follow one another.",
                "The file holds one pattern (MIDI format 2).",
                count,
            )
