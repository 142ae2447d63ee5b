import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from music21 import converter

from chopin_studio.errors import StudioError
from chopin_studio.export.credits import Credits
from chopin_studio.export.errors import ExportError
from chopin_studio.export.musicxml.document import export_musicxml, export_mxl, musicxml
from chopin_studio.export.notation.spelling import LOWEST_WRITABLE_PITCH
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.note import Hand, Note, score_order
from tests.export.notation_report import A_24TH, moves
from tests.export.reading import read_score
from tests.export.schema import parsed
from tests.export.takes import classic_take, expressive_take
from tests.music.strategies import excerpts

MANY_AT_ONCE = Excerpt(tuple(Note(pitch, 64, 0, 480) for pitch in range(12, 128)))


@pytest.mark.parametrize(
    "excerpt",
    [classic_take(), expressive_take(), Excerpt(), Excerpt((Note(60, 64, 0, 480),)), MANY_AT_ONCE],
    ids=["classic", "expressive", "empty", "single", "many"],
)
def test_a_score_is_valid_and_readable(excerpt: Excerpt) -> None:
    document = musicxml(excerpt)
    root = parsed(document)
    assert root.get("version") == "4.0"
    assert [len(root.findall("part")), root.findtext("part/measure/attributes/staves")] == [1, "2"]
    assert not any(read_score(root).faults().values()), read_score(root).faults()


def test_the_notes_read_again_are_the_same() -> None:
    excerpt = classic_take()
    read = converter.parseData(musicxml(excerpt).decode(), format="musicxml").stripTies()
    found = sorted(
        (float(element.getOffsetInHierarchy(read)) * 480, pitch.midi)
        for element in read.recurse().notes
        for pitch in element.pitches
    )
    assert found == sorted((note.onset_tick, note.pitch) for note in excerpt.notes)


def test_everything_that_was_played_is_written() -> None:
    root = parsed(musicxml(expressive_take()))
    assert root.findtext("movement-title") == "Nocturne"
    assert root.find("identification/creator") is None
    assert [k.text for k in root.iter("fifths")] == ["-5", "4"]
    times = [(t.findtext("beats"), t.findtext("beat-type")) for t in root.iter("time")]
    assert times == [("3", "4"), ("6", "8")]
    assert [mark.text for mark in root.iter("per-minute")] == ["66"]
    assert [pedal.get("type") for pedal in root.iter("pedal")] == ["start", "stop"] * 2
    assert root.find("part/measure").get("implicit") == "yes"
    assert len(list(root.iter("dynamics"))) > 1
    brackets = [tuplet.get("type") for tuplet in root.iter("tuplet")]
    assert brackets == ["start", "stop"] * 6
    assert next(root.iter("beam")).text == "begin"


def test_of_a_long_series_of_triplets_the_first_bars_are_numbered_and_after_a_break_again() -> None:
    def triplets(*beats: int) -> list[bool]:
        """Return whether each beat of triplets shows its number."""
        notes = tuple(
            Note(72 + slot, 64, beat * 480 + slot * 160, 160, Hand.RIGHT)
            for beat in beats
            for slot in range(3)
        )
        starts = [
            t for t in parsed(musicxml(Excerpt(notes))).iter("tuplet") if t.get("type") == "start"
        ]
        return [tuplet.get("show-number") != "none" for tuplet in starts]

    assert triplets(*range(12)) == [True] * 8 + [False] * 4
    assert triplets(*range(8), *range(9, 12)) == [True] * 11


def test_a_title_that_xml_cannot_hold_is_made_plain() -> None:
    excerpt = Excerpt((Note(60, 64, 0, 480),), title="a\0b\ud800 & <c>")
    assert parsed(musicxml(excerpt)).findtext("movement-title") == "a b  & <c>"


def test_notes_below_the_lowest_octave_are_left_out_of_a_score(tmp_path: Path) -> None:
    notes = tuple(Note(pitch, 64, 0, 480) for pitch in (4, 60, 64))
    with_key_switch = musicxml(Excerpt(notes))
    assert len(parsed(with_key_switch).findall(".//pitch")) == 2
    with pytest.raises(ExportError, match="Export it as MIDI"):
        export_musicxml(Excerpt(notes[:1]), tmp_path / "a.musicxml")
    assert list(tmp_path.glob("*.musicxml")) == []


def test_a_compressed_score_holds_the_same_document(tmp_path: Path) -> None:
    export_mxl(expressive_take(), tmp_path / "a.mxl")
    export_musicxml(expressive_take(), tmp_path / "a.musicxml")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.mxl").read_bytes())) as archive:
        container = etree.fromstring(archive.read("META-INF/container.xml"))
        root_file = container.find("rootfiles/rootfile").get("full-path")
        assert archive.read(root_file) == (tmp_path / "a.musicxml").read_bytes()


def test_a_compressed_score_is_read_by_music21(tmp_path: Path) -> None:
    export_mxl(classic_take(8), tmp_path / "a.mxl")
    assert len(converter.parse(tmp_path / "a.mxl").parts) == 2


@pytest.mark.parametrize("export", [export_musicxml, export_mxl])
def test_a_missing_folder_is_refused_in_a_sentence(export, tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="Create it or choose another"):
        export(classic_take(4), tmp_path / "missing" / "a.musicxml")


def test_chopin_is_valid(corpus_dir: Path) -> None:
    for name in ("chpn-p4", "chpn-p7", "chpn-p20"):
        excerpt = read_midi(corpus_dir / "midis" / "Chopin" / f"{name}.mid")
        reading = read_score(parsed(musicxml(excerpt)))
        assert not any(reading.faults().values()), (name, reading.faults())
        moved, missing = moves(excerpt, reading)
        assert missing == 0, name
        assert all(move.ticks <= A_24TH or move.is_ornament for move in moved), name


@given(excerpts())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_music_is_valid_unless_too_low(excerpt: Excerpt) -> None:
    playable = replace(
        excerpt, notes=tuple(note for note in excerpt.notes if note.pitch >= LOWEST_WRITABLE_PITCH)
    )
    faults = read_score(parsed(musicxml(playable))).faults()
    assert not any(faults.values()), faults


def test_the_same_notes_are_read_by_music21_with_their_hands() -> None:
    score = converter.parseData(musicxml(expressive_take()).decode(), format="musicxml").stripTies()
    right, left = score.parts
    for part, hand in ((right, Hand.RIGHT), (left, Hand.LEFT)):
        found = sorted(
            (round(float(element.getOffsetInHierarchy(part)) * 480), pitch.midi)
            for element in part.recurse().notes
            for pitch in element.pitches
        )
        own = [note for note in expressive_take().notes if note.hand is hand]
        assert found == sorted((note.onset_tick, note.pitch) for note in own)


def test_credits_are_written_where_they_are_known() -> None:
    credits = Credits("Chopin Studio, classic-512, after a waltz", (("random state", "7"),))
    root = parsed(musicxml(classic_take(4), credits))
    assert root.findtext("identification/creator") == credits.composer
    (field,) = root.iter("miscellaneous-field")
    assert (field.get("name"), field.text) == ("random state", "7")


def test_grace_notes_and_rolled_chords_are_written_as_such() -> None:
    right = [Note(72, 64, 0, 480, Hand.RIGHT), Note(77, 64, 930, 30, Hand.RIGHT)]
    right.append(Note(76, 64, 960, 480, Hand.RIGHT))
    left = [Note(40 + 5 * i, 64, 960 + 20 * i, 470, Hand.LEFT) for i in range(4)]
    root = parsed(musicxml(Excerpt(tuple(sorted((*right, *left), key=score_order)))))
    (grace,) = root.iter("grace")
    assert grace.getparent().findtext("pitch/step") == "F"
    assert len(list(root.iter("arpeggiate"))) == 4


def test_several_grace_notes_are_beamed() -> None:
    run = [Note(71 + i, 64, 840 + 40 * i, 40, Hand.RIGHT) for i in range(3)]
    notes = (Note(67, 64, 0, 480, Hand.RIGHT), *run, Note(76, 64, 960, 480, Hand.RIGHT))
    root = parsed(musicxml(Excerpt(notes)))
    graces = [grace.getparent() for grace in root.iter("grace")]
    assert [[beam.text for beam in grace.iter("beam")] for grace in graces] == [
        ["begin", "begin"],
        ["continue", "continue"],
        ["end", "end"],
    ]
    assert {grace.find("grace").get("slash") for grace in graces} == {"no"}


def test_a_pedal_line_goes_on_from_where_one_ends_while_it_is_taken_anew() -> None:
    notes = tuple(Note(60, 64, beat * 480, 480, Hand.LEFT) for beat in range(4))
    pedals = tuple(PedalChange(*p) for p in [(0, 127), (470, 0), (500, 127), (1900, 0)])
    root = parsed(musicxml(Excerpt(notes, pedals=pedals)))
    pedals_read = [pedal.get("type") for pedal in root.iter("pedal")]
    assert pedals_read == ["start", "stop", "start", "stop"]


def test_a_pedal_ends_after_the_note_in_which_it_ends() -> None:
    tune = Note(72, 64, 0, 1920, Hand.RIGHT)
    pedals = tuple(PedalChange(*p) for p in [(0, 127), (720, 0), (960, 127), (1920, 0)])
    measure = parsed(musicxml(Excerpt((tune,), pedals=pedals))).find("part/measure")
    rest = [element.find("rest") is not None for element in measure].index(True)
    places = [list(measure).index(p.getparent().getparent()) > rest for p in measure.iter("pedal")]
    offsets = [p.getparent().getparent().findtext("offset") for p in measure.iter("pedal")]
    assert places == [False, True, True, True]
    assert offsets == [None, "-1200", "-960", None]


def test_the_same_music_gives_the_same_bytes() -> None:
    assert musicxml(expressive_take()) == musicxml(expressive_take())
