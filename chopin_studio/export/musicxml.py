# mypy: allow-untyped-calls
"""Write MusicXML 4.0 by music21: one piano part on two staves.

Only translation happens here; what stands where is decided in `score`.
"""

import io
import zipfile
from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path

from music21 import bar as m21bar
from music21 import (
    base,
    chord,
    clef,
    duration,
    dynamics,
    expressions,
    instrument,
    key,
    layout,
    metadata,
    meter,
    note,
    pitch,
    spanner,
    stream,
    tempo,
    tie,
)
from music21.musicxml.m21ToXml import GeneralObjectExporter

from chopin_studio.export.markings import Clef
from chopin_studio.export.rhythm import is_compound
from chopin_studio.export.score import Event, Score, ScoreBar, StaffBar, build_score
from chopin_studio.export.spelling import SpelledPitch
from chopin_studio.files import write_bytes
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.meter import MeterChange
from chopin_studio.music.note import TICKS_PER_QUARTER

COMPOSER = "Chopin Studio"
_ACCIDENTALS = {-2: "--", -1: "-", 0: "", 1: "#", 2: "##"}
_CLEFS = {Clef.TREBLE: clef.TrebleClef, Clef.BASS: clef.BassClef}
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<container><rootfiles>'
    '<rootfile full-path="score.musicxml" media-type="application/vnd.recordare.musicxml+xml"/>'
    "</rootfiles></container>\n"
)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def export_musicxml(excerpt: Excerpt, path: Path) -> None:
    """Write `excerpt` as a MusicXML score; StudioError where it cannot be written."""
    write_bytes(path, musicxml(excerpt))


def export_mxl(excerpt: Excerpt, path: Path) -> None:
    """Write `excerpt` as a compressed MusicXML score; StudioError where it cannot be written."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("META-INF/container.xml", _CONTAINER.encode()),
            ("score.musicxml", musicxml(excerpt)),
        ):
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), content, zipfile.ZIP_DEFLATED)
    write_bytes(path, buffer.getvalue())


def musicxml(excerpt: Excerpt) -> bytes:
    """Give `excerpt` as a MusicXML document."""
    exporter = GeneralObjectExporter(_stream(build_score(excerpt)))
    exporter.makeNotation = False
    return bytes(exporter.parse())


def _stream(score: Score) -> stream.Score:
    """Translate `score` to a music21 stream, ready for export without any further notation."""
    whole = stream.Score()
    title = "".join(c if c.isprintable() else " " for c in score.title).strip()
    whole.metadata = metadata.Metadata(title=title or "Untitled", composer=COMPOSER)
    right = _staff("P1-Staff1", score.bars, [bar.right for bar in score.bars])
    left = _staff("P1-Staff2", score.bars, [bar.left for bar in score.bars])
    for staff in (right, left):
        piano = instrument.Piano()
        piano.partId, piano.instrumentId = "P1", "P1-I1"
        staff.insert(0, piano)
    _add_tempos(score, right)
    _add_dynamics(score, right)
    _add_pedals(score, left)
    whole.insert(0, right)
    whole.insert(0, left)
    whole.insert(0, layout.StaffGroup([right, left], name="Piano", symbol="brace"))
    return whole


def _staff(
    part_id: str, bars: Sequence[ScoreBar], staff_bars: Sequence[StaffBar]
) -> stream.PartStaff:
    staff = stream.PartStaff(id=part_id)
    clef_before: Clef | None = None
    for bar, staff_bar in zip(bars, staff_bars, strict=True):
        new_clef = staff_bar.clef if staff_bar.clef != clef_before else None
        staff.insert(_quarters(bar.bar.start_tick), _measure(bar, staff_bar, new_clef))
        clef_before = staff_bar.clef
    staff.makeAccidentals(inPlace=True)
    staff.getElementsByClass(stream.Measure)[-1].rightBarline = m21bar.Barline("final")
    return staff


def _measure(bar: ScoreBar, staff_bar: StaffBar, new_clef: Clef | None) -> stream.Measure:
    measure = stream.Measure(number=bar.bar.number)
    if new_clef is not None:
        measure.clef = _CLEFS[new_clef]()
    if bar.key is not None:
        measure.keySignature = key.KeySignature(bar.key.fifths)
    if bar.meter is not None:
        measure.timeSignature = meter.TimeSignature(_ratio(bar.meter))
    for number, events in enumerate(staff_bar.voices, start=1):
        voice = stream.Voice(id=str(number))
        for event in events:
            voice.insert(_quarters(event.start_tick - bar.bar.start_tick), _general_note(event))
        _beam(voice, bar.bar.meter)
        measure.insert(0, voice)
    return measure


def _general_note(event: Event) -> note.GeneralNote:
    made: note.GeneralNote
    if not event.pitches:
        made = note.Rest()
    elif len(event.pitches) == 1:
        made = note.Note(_pitch(event.pitches[0]))
    else:
        made = chord.Chord([_pitch(spelled) for spelled in event.pitches])
    made.duration = _duration(event)
    if isinstance(made, note.Rest) and event.symbol is None:
        made.fullMeasure = True
    if event.tie is not None and isinstance(made, note.NotRest):
        made.tie = tie.Tie(event.tie)
    return made


def _pitch(spelled: SpelledPitch) -> pitch.Pitch:
    return pitch.Pitch(f"{spelled.step}{_ACCIDENTALS[spelled.alter]}{spelled.octave}")


def _duration(event: Event) -> duration.Duration:
    symbol = event.symbol
    if symbol is None:
        return duration.Duration(_quarters(event.end_tick - event.start_tick))
    made = duration.Duration(type=symbol.type, dots=symbol.dots)
    if symbol.tuplet is not None:
        written = duration.Tuplet(symbol.tuplet, symbol.tuplet * 2 // 3)
        written.type = event.tuplet_edge
        made.appendTuplet(written)
    return made


def _beam(voice: stream.Voice, bar_meter: MeterChange) -> None:
    """Beam the voice's short notes by the beats of `bar_meter`."""
    written = list(voice.notesAndRests)
    beams = _beamer(_ratio(bar_meter)).getBeams(written)
    for element, beam in zip(written, beams, strict=True):
        if beam is not None and isinstance(element, note.NotRest):
            element.beams = beam


@cache
def _beamer(ratio: str) -> meter.TimeSignature:
    """Give the meter that decides on beams; music21 takes up to a third of a second to make one."""
    return meter.TimeSignature(ratio)


class _Placer:
    """Puts marks into the measures of a staff by their ticks in the score."""

    def __init__(self, staff: stream.PartStaff, bars: Sequence[ScoreBar]) -> None:
        self._measures = list(staff.getElementsByClass(stream.Measure))
        self._starts = [bar.bar.start_tick for bar in bars]
        self._end = bars[-1].bar.end_tick

    def insert(self, tick: int, element: base.Music21Object) -> None:
        """Insert `element` at `tick`, at the end of the last measure where it lies beyond."""
        place = max(bisect_right(self._starts, min(tick, self._end - 1)) - 1, 0)
        offset = _quarters(min(tick, self._end) - self._starts[place])
        self._measures[place].insert(offset, element)


def _add_tempos(score: Score, staff: stream.PartStaff) -> None:
    placer = _Placer(staff, score.bars)
    meter_of = {bar.bar.start_tick: bar.bar.meter for bar in score.bars}
    for mark in score.tempos:
        unit = 1.5 if is_compound(meter_of[mark.tick]) else 1.0
        written = tempo.MetronomeMark(
            number=max(round(mark.bpm / unit), 1), referent=duration.Duration(unit)
        )
        written.placement = "above"  # type: ignore[assignment]  # declared None
        placer.insert(mark.tick, written)


def _add_dynamics(score: Score, staff: stream.PartStaff) -> None:
    placer = _Placer(staff, score.bars)
    for mark in score.dynamics:
        written = dynamics.Dynamic(mark.text)
        written.placement = "below"
        placer.insert(mark.tick, written)


def _add_pedals(score: Score, staff: stream.PartStaff) -> None:
    placer = _Placer(staff, score.bars)
    for span in score.pedals:
        ends = (spanner.SpannerAnchor(), spanner.SpannerAnchor())
        placer.insert(span.start_tick, ends[0])
        placer.insert(span.end_tick, ends[1])
        written = expressions.PedalMark(*ends)
        written.pedalForm = expressions.PedalForm.Line
        written.pedalType = expressions.PedalType.Sustain
        written.placement = "below"
        staff.insert(0, written)


def _ratio(bar_meter: MeterChange) -> str:
    return f"{bar_meter.numerator}/{bar_meter.denominator}"


def _quarters(ticks: int) -> Fraction:
    return Fraction(ticks, TICKS_PER_QUARTER)
