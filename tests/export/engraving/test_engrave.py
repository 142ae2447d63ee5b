import os
import signal
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from chopin_studio.export.credits import Credits
from chopin_studio.export.engraving.engrave import Engraving, engrave
from chopin_studio.export.engraving.engraver import Engraver
from chopin_studio.export.errors import ExportError
from chopin_studio.export.musicxml.document import musicxml
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.music.performance.file_grid import has_grid
from tests.export.takes import classic_take, expressive_take


@pytest.fixture(scope="module")
def engraver() -> Iterator[Engraver]:
    with Engraver() as one:
        yield one


def engraved_classic(engraver: Engraver, chords: int = 200) -> Engraving:
    return engrave(classic_take(chords), engraver)


def test_every_note_of_the_score_has_a_mark(engraver: Engraver) -> None:
    take = classic_take(200)
    engraving = engrave(take, engraver)
    assert {mark.start_tick for mark in engraving.marks} == {n.onset_tick for n in take.notes}
    written = ElementTree.fromstring(musicxml(take)).findall(".//note/pitch")
    assert len(engraving.marks) == len(written) >= len(take.notes)
    assert len(engraving.pages) > 1
    assert list(engraving.starts) == sorted(engraving.starts)


def test_the_pedal_is_drawn_as_lines(engraver: Engraver) -> None:
    (page,) = engraver.pages(musicxml(expressive_take()))
    pedals = [
        element
        for element in ElementTree.fromstring(page).iter("{http://www.w3.org/2000/svg}g")
        if element.get("class") == "pedal"
    ]
    shapes = {child.tag.split("}")[1] for pedal in pedals for child in pedal.iter()}
    assert shapes == {"g", "rect"}  # words and stars would be signs that are used


def test_marks_stand_on_their_pages_in_the_order_of_the_music(engraver: Engraver) -> None:
    engraving = engraved_classic(engraver)
    for mark in engraving.marks:
        page = engraving.pages[mark.page]
        system = page.systems[mark.system]
        assert system.left < mark.x < system.right
        assert 0 < mark.y < page.height
    places = [(mark.page, mark.system) for mark in engraving.marks]
    assert places == sorted(places)


def test_the_notes_that_sound_are_those_of_the_music(engraver: Engraver) -> None:
    take = expressive_take()
    engraving = engrave(take, engraver)
    for tick in (0, 500, 900, 1300, 2000, 5000):
        sounding = engraving.sounding_at(tick)
        expected = [note for note in take.notes if note.onset_tick <= tick < note.end_tick]
        assert len(sounding) == len(expected), tick


def test_the_place_moves_from_onset_to_onset(engraver: Engraver) -> None:
    engraving = engraved_classic(engraver, 8)
    place = engraving.place_at(360)
    assert place is not None
    before, after, share = place
    assert after is not None
    assert (before.start_tick, after.start_tick, share) == (240, 480, 0.5)
    last = engraving.place_at(10_000_000)
    assert last is not None
    assert last[1:] == (None, 0.0)
    assert Engraving().place_at(0) is None


def test_music_played_freely_is_found_where_it_sounds(engraver: Engraver) -> None:
    onsets = [0]
    for step in range(40):
        onsets.append(onsets[-1] + 437 + 31 * (step % 3))
    notes = tuple(
        Note(60 + step % 7, 70, begin, end - begin - 20)
        for step, (begin, end) in enumerate(pairwise(onsets))
    )
    take = Excerpt(notes)
    assert not has_grid(take)
    engraving = engrave(take, engraver)
    found = sorted({round(engraving.tick_of(mark)) for mark in engraving.marks})
    for note in take.notes:
        assert min(abs(tick - note.onset_tick) for tick in found) <= 48  # a twentieth of a second
        assert engraving.sounding_at(note.onset_tick + note.duration_tick / 2)


def test_title_composer_and_tempo_are_printed(engraver: Engraver) -> None:
    engraving = engrave(expressive_take(), engraver, Credits("Chopin Studio, a model"))
    lines = {
        "".join(run.text for run in line.runs).strip(): line for line in engraving.pages[0].lines
    }
    assert lines["Chopin Studio, a model"].y > lines["Nocturne"].y
    title, composer = lines["Nocturne"].runs[0], lines["Chopin Studio, a model"].runs[0]
    assert title.size > composer.size
    tempo = next(line for text, line in lines.items() if "= 66" in text.replace("\xa0", " "))
    assert sum(run.outline is not None for run in tempo.runs) == 1  # the quarter note


def test_a_single_note_and_no_note_are_engraved(engraver: Engraver) -> None:
    assert len(engrave(Excerpt((Note(60, 80, 0, 480),)), engraver).marks) == 1
    empty = engrave(Excerpt(), engraver)
    assert (len(empty.pages), empty.marks) == (1, ())


def test_exported_scores_have_no_names_for_notes() -> None:
    root = ElementTree.fromstring(musicxml(expressive_take()))
    assert not [note for note in root.iter("note") if note.get("id")]


def test_what_is_no_score_is_refused_and_the_next_one_engraved(engraver: Engraver) -> None:
    with pytest.raises(ExportError, match="could not be engraved"):
        engraver.pages(b"<score-partwise/>")
    assert engraver.pages(musicxml(classic_take(4)))


@pytest.mark.skipif(os.name != "posix", reason="the process is ended by a signal of POSIX")
def test_a_process_that_crashes_leaves_its_stack_in_the_crash_file(tmp_path: Path) -> None:
    path = tmp_path / "studio.crash"
    with Engraver(path) as engraver:
        assert engraver.pages(musicxml(classic_take(4)))
        process = engraver.process
        assert process is not None
        assert process.pid is not None
        os.kill(process.pid, signal.SIGSEGV)
        process.join(30)
    told = path.read_text()
    assert "Segmentation fault" in told
    assert "in serve" in told


def test_a_process_that_dies_is_begun_anew_and_nobody_notices() -> None:
    with Engraver() as engraver:
        assert engraver.pages(musicxml(classic_take(4)))
        process = engraver.process
        assert process is not None
        process.kill()
        process.join(5)
        assert engraver.pages(musicxml(classic_take(4)))
        assert engraver.process is not process
    with pytest.raises(ExportError):
        engraver.pages(musicxml(classic_take(4)))
