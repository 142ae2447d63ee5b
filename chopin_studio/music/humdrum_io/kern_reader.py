"""Read the text of a Humdrum file as it is written: every bar once, ties not yet joined.

Time is counted in quarter notes from the beginning, as exact fractions. In a sound file all spines
agree on the time at each line. Where they don't, since somebody miscounted, the time that most of
them have holds, and at a bar line the one that makes the bar full.
"""

import re
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import TypeVar

from chopin_studio.music.humdrum_io.kern_spines import Spine, Spines
from chopin_studio.music.humdrum_io.kern_token import KernToken, parse_token
from chopin_studio.music.written_score.written import (
    BarLine,
    Dynamics,
    Meter,
    MetronomeMark,
    PedalMark,
    PrintedNote,
    Section,
    Signature,
    StaffPart,
    TempoWords,
    Timed,
    WrittenNote,
    WrittenRest,
    WrittenScore,
)

NULL = "."

_METER = re.compile(r"\*(?:yy)?M(\d{1,3})/(\d{1,2})$")
_SIGNATURE = re.compile(r"\*k\[([a-g#n-]*)\]$")
_DESIGNATION = re.compile(r"\*([A-Ga-g])([#-]?):$")
_STAFF = re.compile(r"\*staff(\d{1,2})")
_PART = re.compile(r"\*part(\d{1,3})")
_METRONOME = re.compile(r"\*MM(\d{1,4}(?:\.\d{1,4})?)$")
_RECORD = re.compile(r"!!!([A-Za-z]+)[^:]*: *(.*)")
_PRINTED_MARK = re.compile(
    r"\[(whole|half|quarter|eighth)(?:[- ]note)?(-dot)?\](\.?) *=? *(\d{2,3})(?!\d)"
)
_NOTE_VALUES = {
    "whole": Fraction(4),
    "half": Fraction(2),
    "quarter": Fraction(1),
    "eighth": Fraction(1, 2),
}
_SLOWEST_BPM, _FASTEST_BPM = 10, 1000
_FIFTHS = {"f": -1, "c": 0, "g": 1, "d": 2, "a": 3, "e": 4, "b": 5}


_Change = TypeVar("_Change", bound=Timed)


def read_written(text: str) -> WrittenScore:
    """Read the text of a `**kern` file; what cannot be read is counted and left out."""
    reader = _Reader()
    for line in text.split("\n"):
        reader.read(line.rstrip("\r"))
    return reader.finished()


class _Reader:
    """Reads line after line."""

    def __init__(self) -> None:
        self.score = WrittenScore()
        self._spines = Spines()
        self._tokens: dict[str, KernToken] = {}
        self._line_time = Fraction(0)
        self._bar_start = Fraction(0)
        self._graces: list[tuple[int, PrintedNote, int, int]] = []
        self._place = 0
        self._next: Fraction | None = None

    def read(self, line: str) -> None:
        """Read one line."""
        if line.startswith("!"):
            self._read_comment(line)
            return
        if not line:
            return
        tokens = line.split("\t")
        if line.startswith("**"):
            self._spines.begin(tokens)
            self._next = None
        elif len(tokens) != len(self._spines):
            self.score.broken_lines += 1
        elif line.startswith("*"):
            self._read_interpretations(tokens)
        elif line.startswith("="):
            self._read_bar_line(tokens)
        else:
            self._read_notes(tokens)

    def finished(self) -> WrittenScore:
        """Return the score after the last line."""
        score = self.score
        score.is_terminated = not len(self._spines)
        score.end = self._spines.time
        self._place_graces(score.end)
        return score

    def _read_comment(self, line: str) -> None:
        if match := _RECORD.match(line):
            self.score.records.setdefault(match[1], match[2].strip())
        if line.startswith("!!!OMD"):
            words = line.partition(":")[2].strip()
            self.score.tempo_words.append(TempoWords(self._next_time(), words))
        if line.startswith("!!!OMD") or "LO:TX" in line:
            self._read_printed_mark(line)

    def _read_printed_mark(self, text: str) -> None:
        """Read a metronome mark such as `[quarter-dot] = 50` in a text of the edition."""
        if mark := _PRINTED_MARK.search(text):
            note, dotted, point, number = mark.groups()
            bpm = _NOTE_VALUES[note] * (Fraction(3, 2) if dotted or point else 1) * int(number)
            if _SLOWEST_BPM <= bpm <= _FASTEST_BPM:
                _add(self.score.printed_marks, MetronomeMark(self._next_time(), float(bpm)))

    def _read_interpretations(self, tokens: list[str]) -> None:
        for spine, token in zip(self._spines, tokens, strict=True):
            if spine.is_kern and token != "*":
                self._read_interpretation(spine, token)
        if any(token.startswith("**") for token in tokens):
            self._spines.begin(tokens)
        self._spines.change(tokens)
        self._next = None

    def _read_interpretation(self, spine: Spine, token: str) -> None:
        score, time = self.score, self._next_time()
        if match := _STAFF.match(token):
            spine.staff = int(match[1])
        elif match := _METER.match(token):
            if int(match[1]) and int(match[2]) in (1, 2, 4, 8, 16, 32, 64):
                _add(score.meters, Meter(time, int(match[1]), int(match[2])))
        elif match := _SIGNATURE.match(token):
            fifths = match[1].count("#") - match[1].replace("n-", "n").count("-")
            if abs(fifths) <= 7:
                _add(score.signatures, Signature(time, fifths))
        elif match := _DESIGNATION.match(token):
            self._read_designation(match[1], match[2])
        elif match := _METRONOME.match(token):
            if _SLOWEST_BPM <= float(match[1]) <= _FASTEST_BPM:
                _add(score.metronome, MetronomeMark(time, float(match[1])))
        elif match := _PART.match(token):
            spine.part = int(match[1])
        elif token.startswith("*I"):  # the name of an instrument, in theory
            if token.startswith('*I"'):
                spine.name = token[3:].strip()
            self._read_printed_mark(token)
        elif token in ("*ped", "*Xped"):
            score.pedal_marks.append(PedalMark(time, token == "*ped"))
        elif token.startswith("*>"):
            self._read_label(token[2:].strip())

    def _read_designation(self, step: str, sign: str) -> None:
        """Read `*c#:`, which says the mode where it goes with the signature in force."""
        is_minor = step.islower()
        fifths = _FIFTHS[step.lower()] + {"": 0, "#": 7, "-": -7}[sign] - 3 * is_minor
        signatures = self.score.signatures
        if signatures and signatures[-1].fifths == fifths:
            signatures[-1] = Signature(signatures[-1].time, fifths, is_minor)

    def _read_label(self, label: str) -> None:
        name, bracket, order = label.partition("[")
        if bracket:
            labels = tuple(part.strip() for part in order.rstrip("]").split(",") if part.strip())
            # Some files list each part of the order in a line of its own; each spine repeats it.
            known = self.score.orders.setdefault(name, ())
            if known[-len(labels) :] != labels:
                self.score.orders[name] = known + labels
        elif name:
            _add(self.score.sections, Section(self._next_time(), name))

    def _read_bar_line(self, tokens: list[str]) -> None:
        signs = (token for spine, token in zip(self._spines, tokens, strict=True) if spine.is_kern)
        sign = next(signs, None)
        if sign is None:
            return
        time = self._bar_line_time()
        for spine in self._spines:
            spine.free_at = time
        self._line_time = self._bar_start = time
        self._next = None
        style = re.sub(r"[^|!:]", "", sign)
        self.score.bar_lines.append(
            BarLine(
                time,
                any(character.isdigit() for character in sign),
                ends_repeat=style.startswith(":"),
                begins_repeat=style.endswith(":") or style.count(":") > 1,
            )
        )

    def _bar_line_time(self) -> Fraction:
        """Return the time of a bar line: when a bar is full if some spine says so."""
        times = [spine.free_at for spine in self._spines if spine.is_kern]
        times = [time for time in times if time >= self._line_time] or [self._line_time]
        meters = self.score.meters
        if len(set(times)) > 1 and meters:
            self.score.lines_out_of_step += 1
            full = self._bar_start + meters[-1].bar_quarters
            if full in times:
                return full
        return _agreed(times)

    def _read_notes(self, tokens: list[str]) -> None:
        self._place += 1
        struck: list[tuple[Spine, KernToken]] = []
        for spine, text in zip(self._spines, tokens, strict=True):
            if spine.is_kern and text != NULL:
                token = self._tokens.get(text)
                if token is None:
                    token = self._tokens[text] = parse_token(text)
                struck.append((spine, token))
                self.score.unreadable_tokens += token.unreadable
        times = [spine.free_at for spine, token in struck if token.quarters is not None]
        if times:
            self._line_time = self._time_of_notes(times)
            self._place_graces(self._line_time)
        seats = self._seats() if struck else {}
        for spine, token in struck:
            self._place_token(spine, token, *seats[id(spine)])
        self._next = None
        for spine, text in zip(self._spines, tokens, strict=True):
            if spine.is_dynamics and text != NULL:
                self.score.dynamics.append(Dynamics(self._line_time, text))

    def _place_token(self, spine: Spine, token: KernToken, staff: int, voice: int) -> None:
        """Place the notes of `token`, or its rest, and move `spine` to its end."""
        self.score.staff_parts.setdefault(staff, StaffPart(spine.part, spine.name))
        for note in token.notes:
            if note.is_grace:
                self._graces.append((staff, note, self._place, voice))
            else:
                self.score.notes.append(WrittenNote(self._line_time, staff, note, 0, voice))
        if token.quarters is not None:
            if token.is_rest:
                rest = WrittenRest(
                    self._line_time, token.quarters, staff, voice, token.is_rest_printed
                )
                self.score.rests.append(rest)
            spine.free_at = self._line_time + token.quarters

    def _time_of_notes(self, times: list[Fraction]) -> Fraction:
        if len(set(times)) > 1:
            self.score.lines_out_of_step += 1
        return max(_agreed(times), self._line_time)

    def _place_graces(self, time: Fraction) -> None:
        """Place the grace notes read so far before the notes at `time`."""
        self.score.notes += [
            WrittenNote(time, staff, note, place, voice)
            for staff, note, place, voice in self._graces
        ]
        self._graces.clear()

    def _seats(self) -> dict[int, tuple[int, int]]:
        """Return the staff and the voice of each spine of notes, by its identity.

        Unless the file numbers the staves, the leftmost is the lowest. Voices stand from left to
        right.
        """
        orders = sorted({spine.order for spine in self._spines if spine.is_kern}, reverse=True)
        numbers = {order: number for number, order in enumerate(orders, start=1)}
        voices: Counter[int] = Counter()
        seats: dict[int, tuple[int, int]] = {}
        for spine in self._spines:
            if spine.is_kern:
                staff = numbers[spine.order] if spine.staff is None else spine.staff
                seats[id(spine)] = (staff, voices[staff])
                voices[staff] += 1
        return seats

    def _next_time(self) -> Fraction:
        """Return the time of the next line of notes, which stays until something moves."""
        if self._next is None:
            self._next = self._time_ahead()
        return self._next

    def _time_ahead(self) -> Fraction:
        ahead = [
            spine.free_at
            for spine in self._spines
            if spine.is_kern and spine.free_at > self._line_time
        ]
        at_bar_line = any(
            spine.is_kern and spine.free_at == self._line_time for spine in self._spines
        )
        return self._line_time if at_bar_line else min(ahead, default=self._line_time)


def _agreed(times: Iterable[Fraction]) -> Fraction:
    """Return the time that most spines have, of several the latest."""
    counts = Counter(times)
    return max(counts, key=lambda time: (counts[time], time))


def _add(changes: list[_Change], change: _Change) -> None:
    """Add a change, or replace the one at the same time: each spine states it."""
    if changes and changes[-1].time == change.time:
        changes.pop()
    changes.append(change)
