"""Read a MusicXML score again as a pianist meets it, and count what would make one stumble."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from lxml import etree

_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_COMMON_TUPLETS = {(3, 2), (6, 4), (5, 4), (7, 4), (7, 8), (5, 6), (7, 6)}
_BEAM_BALANCE = {"begin": 1, "end": -1}
_TYPES = {"breve": 8, "whole": 4, "half": 2, "quarter": 1, "eighth": Fraction(1, 2)} | {
    name: Fraction(1, 2**power) for power, name in enumerate(("16th", "32nd", "64th"), start=2)
}


@dataclass(frozen=True)
class ReadNote:
    """A note with its ties joined; times in quarter notes from the beginning.

    An ornamented one is rolled or has grace notes.
    """

    onset: Fraction
    end: Fraction
    pitch: int
    staff: int
    voice: str
    pieces: int = 1
    is_grace: bool = False
    is_ornamented: bool = False


@dataclass
class Reading:
    """The notes of a score and what was counted on the way."""

    notes: list[ReadNote] = field(default_factory=list)
    bars: int = 0
    bar_starts: list[Fraction] = field(default_factory=list)
    voices_per_staff: Counter[int] = field(default_factory=Counter)
    voices_on_two_staves: int = 0
    tuplets: Counter[tuple[int, int]] = field(default_factory=Counter)
    hidden_rests: int = 0
    gaps: int = 0
    short_or_long_bars: list[str] = field(default_factory=list)
    long_tie_chains: int = 0
    untyped_notes: int = 0
    wrong_values: int = 0
    broken_ties: int = 0
    broken_beams: int = 0
    clef_changes: int = 0
    signs: Counter[str] = field(default_factory=Counter)

    @property
    def odd_tuplets(self) -> int:
        """Notes in tuplets other than 3, 5, 6 and 7."""
        return sum(count for ratio, count in self.tuplets.items() if ratio not in _COMMON_TUPLETS)

    def faults(self) -> dict[str, int]:
        """What a readable score has none of."""
        return {
            "bars with over two voices a staff": sum(
                count for voices, count in self.voices_per_staff.items() if voices > 2
            ),
            "voices on two staves": self.voices_on_two_staves,
            "notes in odd tuplets": self.odd_tuplets,
            "hidden rests": self.hidden_rests,
            "gaps": self.gaps,
            "voices not as long as their bar": len(self.short_or_long_bars),
            "notes without a value": self.untyped_notes,
            "notes not as long as their value": self.wrong_values,
            "ties that end nowhere": self.broken_ties,
            "beams that end nowhere": self.broken_beams,
        }


def read_score(root: etree._Element) -> Reading:
    """Read the one part of a score."""
    (part,) = root.findall("part")
    reading = Reading()
    pieces: list[tuple[ReadNote, bool, bool]] = []
    start, divisions, bar_length = Fraction(0), 1, Fraction(4)
    for measure in part.findall("measure"):
        divisions = int(measure.findtext("attributes/divisions") or divisions)
        if (time := measure.find("attributes/time")) is not None:
            bar_length = Fraction(4 * int(time.findtext("beats")), int(time.findtext("beat-type")))
        found, length = _read_measure(measure, start, divisions, reading)
        pieces += found
        if length != bar_length and measure.get("implicit") != "yes":
            reading.short_or_long_bars.append(f"bar {measure.get('number')} lasts {length}")
        reading.bar_starts.append(start)
        reading.bars += 1
        start += length
    reading.clef_changes = len(part.findall("measure/attributes/clef")) - 2
    for name in ("wedge", "dynamics", "words", "pedal", "metronome", "grace", "octave-shift"):
        reading.signs[name] = len(list(part.iter(name)))
    reading.notes = sorted(
        _joined(pieces, reading), key=lambda note: (note.onset, note.pitch, note.staff)
    )
    return reading


def _read_measure(
    measure: etree._Element, start: Fraction, divisions: int, reading: Reading
) -> tuple[list[tuple[ReadNote, bool, bool]], Fraction]:
    position, length = Fraction(0), Fraction(0)
    pieces = []
    filled: dict[str, Fraction] = defaultdict(Fraction)
    staves_of: dict[str, set[str]] = defaultdict(set)
    beams: dict[str, int] = defaultdict(int)
    onset = position
    has_graces = is_ornamented = False
    for element in measure:
        duration = Fraction(int(element.findtext("duration") or 0), divisions)
        if element.tag == "backup":
            position -= duration
        elif element.tag == "forward":
            reading.gaps += 1
            position += duration
        elif element.tag == "note" and element.find("grace") is not None:
            at, voice = start + position, element.findtext("voice")
            staff = int(element.findtext("staff"))
            note = ReadNote(at, at, _pitch(element), staff, voice, is_grace=True)
            pieces.append((note, False, False))
            has_graces = True
            beams[voice] += _BEAM_BALANCE.get(element.findtext("beam") or "", 0)
        elif element.tag == "note":
            voice, staff = element.findtext("voice"), element.findtext("staff")
            staves_of[voice].add(staff)
            if element.find("chord") is None:
                onset = position
                is_ornamented, has_graces = has_graces, False
                filled[voice] += duration
                position += duration
                beams[voice] += _BEAM_BALANCE.get(element.findtext("beam") or "", 0)
                _count_value(element, duration, reading)
            if element.find("rest") is None:
                ties = {tie.get("type") for tie in element.findall("tie")}
                note = ReadNote(
                    start + onset,
                    start + onset + duration,
                    _pitch(element),
                    int(staff),
                    voice,
                    is_ornamented=is_ornamented or element.find("notations/arpeggiate") is not None,
                )
                pieces.append((note, "stop" in ties, "start" in ties))
        length = max(length, position)
    for voice, taken in filled.items():
        if taken != length:
            reading.short_or_long_bars.append(
                f"bar {measure.get('number')} voice {voice} lasts {taken} of {length}"
            )
    reading.broken_beams += sum(balance != 0 for balance in beams.values())
    reading.voices_on_two_staves += sum(len(staves) > 1 for staves in staves_of.values())
    on_staff = Counter(staff for staves in staves_of.values() for staff in staves)
    reading.voices_per_staff.update(on_staff.values())
    return pieces, length


def _count_value(element: etree._Element, duration: Fraction, reading: Reading) -> None:
    reading.hidden_rests += element.get("print-object") == "no"
    name = element.findtext("type")
    rest = element.find("rest")
    if name is None:
        reading.untyped_notes += rest is None or rest.get("measure") != "yes"
        return
    written = _TYPES[name] * (2 - Fraction(1, 2 ** len(element.findall("dot"))))
    if (ratio := element.find("time-modification")) is not None:
        actual, normal = int(ratio.findtext("actual-notes")), int(ratio.findtext("normal-notes"))
        reading.tuplets[actual, normal] += 1
        written = written * normal / actual
    reading.wrong_values += written != duration


def _pitch(element: etree._Element) -> int:
    pitch = element.find("pitch")
    alter = int(float(pitch.findtext("alter") or 0))
    return 12 * (int(pitch.findtext("octave")) + 1) + _STEPS[pitch.findtext("step")] + alter


def _joined(pieces: list[tuple[ReadNote, bool, bool]], reading: Reading) -> Iterator[ReadNote]:
    """Join tied pieces; a tie is held open until the note at which it must end.

    To a 24th of a quarter: MuseScore writes bars a little too long where it rounds septuplets.
    """
    waiting: dict[tuple[int, str, int], ReadNote] = {}
    for piece, stops, starts in sorted(pieces, key=lambda item: item[0].onset):
        note = piece
        if stops:
            before = waiting.pop((piece.pitch, piece.voice, round(piece.onset * 24)), None)
            if before is None:
                reading.broken_ties += 1
            else:
                note = replace(before, end=piece.end, pieces=before.pieces + 1)
        if starts:
            waiting[note.pitch, note.voice, round(note.end * 24)] = note
        else:
            reading.long_tie_chains += note.pieces > 3 and note.end - note.onset < 4
            yield note
    reading.broken_ties += len(waiting)


def overlaps(notes: list[ReadNote]) -> int:
    """Count pairs of notes of one pitch and staff of which the second begins inside the first."""
    of_key: dict[tuple[int, int], list[ReadNote]] = defaultdict(list)
    for note in notes:
        of_key[note.pitch, note.staff].append(note)
    return sum(a.onset < b.onset < a.end for row in of_key.values() for a, b in pairwise(row))
