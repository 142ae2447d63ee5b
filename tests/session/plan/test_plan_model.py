"""The plan of the piece shown: recorded, found, and found again."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.errors import StudioError
from chopin_studio.library.take import TakeRecord
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.harmony.chord import Chord
from chopin_studio.music.plan.found_plan import found_plan
from chopin_studio.music.plan.plan import Plan
from chopin_studio.session.plan.plan_model import PlanModel
from chopin_studio.session.plan.section_choice import SectionChoice
from chopin_studio.texts import translatable
from tests.planned_music import BAR, song, song_plan
from tests.session.conftest import Models
from tests.ui.patience import PATIENCE_MS

Collect = Callable[[object], list[tuple[object, ...]]]


@pytest.fixture
def pool() -> Iterator[QThreadPool]:
    pool = QThreadPool()
    yield pool
    assert pool.waitForDone(PATIENCE_MS)


def names(model: PlanModel) -> list[str]:
    return [section.name for section in model.shown.sections] if model.shown is not None else []


def test_the_plan_of_a_draft_is_shown_as_it_begins(
    qtbot: QtBot, models: Models, pool: QThreadPool
) -> None:
    model = PlanModel(models.session, pool, found_plan, models.session)
    shown: list[list[str]] = []
    models.session.piece_changed.connect(lambda: shown.append(names(model)))
    request = models.request(notes=30)
    planned = replace(request.settings, plan=song_plan("A B A'"))

    models.generation.generate([replace(request, settings=planned)])
    qtbot.waitUntil(lambda: len(models.library.takes) == 1)

    assert shown[0] == ["A", "B", "A′"]
    assert names(model) == ["A", "B", "A′"]


def test_a_piece_is_looked_at_once(qtbot: QtBot, models: Models, pool: QThreadPool) -> None:
    looked: list[Excerpt] = []

    def find(music: Excerpt) -> Plan:
        looked.append(music)
        return found_plan(music)

    model = PlanModel(models.session, pool, find, models.session)
    models.session.show_excerpt(song("A B A", bars=8))
    qtbot.waitUntil(lambda: not model.is_looking)

    assert names(model) == ["A", "B", "A"]
    assert len(looked) == 1


def test_what_is_found_of_another_piece_is_not_shown(
    qtbot: QtBot, models: Models, pool: QThreadPool
) -> None:
    may_go_on = Event()

    def find(music: Excerpt) -> Plan:
        may_go_on.wait(10)
        return found_plan(music)

    model = PlanModel(models.session, pool, find, models.session)
    models.session.show_excerpt(song("A B A", bars=8))
    models.session.show_excerpt(song("C", bars=8))
    may_go_on.set()
    qtbot.waitUntil(lambda: not model.is_looking)

    assert names(model) == ["A"]
    assert model.shown is not None
    assert model.shown.excerpt == song("C", bars=8)


def test_music_whose_plan_cannot_be_found_is_shown_without(
    qtbot: QtBot, models: Models, pool: QThreadPool, collect: Collect
) -> None:
    def find(music: Excerpt) -> Plan:
        raise StudioError(translatable("It is too long. Cut it."))

    model = PlanModel(models.session, pool, find, models.session)
    told = collect(model.message)
    models.session.show_excerpt(song())
    qtbot.waitUntil(lambda: bool(told) and not model.is_looking)

    assert names(model) == []


def test_no_piece_has_no_plan(models: Models, pool: QThreadPool) -> None:
    model = PlanModel(models.session, pool, found_plan, models.session)

    assert model.shown is None


def test_chords_are_spelled_for_the_key_and_stand_where_they_change(
    qtbot: QtBot, models: Models, pool: QThreadPool
) -> None:
    model = PlanModel(models.session, pool, lambda music: Plan(), models.session)
    c, d_flat = Chord(0), Chord(1)
    plan = song_plan("A A")
    for bar, chords in enumerate(((c, c, c, d_flat), (d_flat,) * 4, (c, None, c, c))):
        plan = plan.with_chords(bar, chords)
    plan = plan.with_chords(4, (c,) * 4)
    record = TakeRecord("classic-256", "0" * 64, GenerationSettings(plan=plan))
    take = models.library.store.add(song("A A"), record)

    models.session.show_excerpt(song("A A"), take)

    assert model.shown is not None
    found = [(chord.symbol, chord.tick) for chord in model.shown.chords]
    assert found == [
        ("C", 0),
        ("D♭", 3 * 480),
        ("C", 2 * BAR),
        ("C", 4 * BAR),  # once more, since a section begins
    ]


def test_the_choice_stays_within_the_plan(qtbot: QtBot, models: Models, pool: QThreadPool) -> None:
    model = PlanModel(models.session, pool, found_plan, models.session)
    choice = SectionChoice(model, models.session)
    choice.go(1)
    assert choice.section is None
    models.session.show_excerpt(song("A B A", bars=8))
    qtbot.waitUntil(lambda: not model.is_looking)

    choice.go(1)
    assert choice.section is not None
    assert choice.section.place == 0
    choice.go(9)
    assert choice.section.place == 2
    choice.go_to_chords()
    assert choice.bar == 16
    choice.go_to_end(is_last=True)
    assert choice.bar == 23
    choice.choose_section_at(1000 * BAR)
    assert choice.section is None
