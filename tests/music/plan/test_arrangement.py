import pytest

from chopin_studio.music.harmony.chord import Chord
from chopin_studio.music.plan.arrangement import (
    arranged,
    arrangement_of,
    with_section_varied,
)
from chopin_studio.music.plan.expansion import bars_of
from chopin_studio.music.plan.form_text import form_text, parse_form
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar


def plan_of(form: str, first_bar: int = 0) -> Plan:
    """Return a plan of sections of two bars; bar n has the chord of root n."""
    plan = bars_of(parse_form(form, 2), first_bar)
    for number in range(len(plan.bars)):
        plan = plan.with_chords(number, (Chord(number % 12),))
    return plan


def roots(plan: Plan) -> list[int | None]:
    return [bar.chords[0].root if bar.chords and bar.chords[0] else None for bar in plan.bars]


def sources(plan: Plan) -> list[int | None]:
    return [bar.source for bar in plan.bars]


def test_a_section_moves_with_its_chords_and_its_sources() -> None:
    plan = plan_of("A B A C")

    moved = arranged(plan, arrangement_of(plan, 8).moved(1, 2))

    assert form_text(moved.sections, 2) == "A A B C"
    assert roots(moved) == [0, 1, 4, 5, 2, 3, 6, 7]
    assert sources(moved) == [None, None, 0, 1, None, None, None, None]


def test_a_repeated_section_returns_to_its_first_statement() -> None:
    plan = plan_of("A B")

    repeated = arranged(plan, arrangement_of(plan, 4).repeated(0, at=2))

    assert form_text(repeated.sections, 2) == "A B A"
    assert sources(repeated) == [None, None, None, None, 0, 1]
    assert repeated.bar(4).likeness is Likeness.EXACT


def test_returns_of_a_deleted_section_return_to_the_next_of_them() -> None:
    plan = plan_of("A B A' A")

    deleted = arranged(plan, arrangement_of(plan, 8).deleted(0))

    assert form_text(deleted.sections, 2) == "B A A"
    assert sources(deleted) == [None, None, None, None, 2, 3]
    assert deleted.bar(4).likeness is Likeness.VARIED


def test_a_first_section_moved_behind_its_return_becomes_the_return() -> None:
    plan = plan_of("A A(+5) B")

    moved = arranged(plan, arrangement_of(plan, 6).moved(0, 1))

    assert form_text(moved.sections, 2) == "A A(-5) B"
    assert sources(moved) == [None, None, 0, 1, None, None]
    assert moved.bar(2).transposition == -5


def test_bars_before_and_behind_the_sections_stay() -> None:
    plan = plan_of("A B", first_bar=1)

    arrangement = arrangement_of(plan, 7).moved(0, 1)

    assert arrangement.order == (0, 3, 4, 1, 2, 5, 6)
    assert arrangement.first_bar(1) == 3
    moved = arranged(plan, arrangement)
    assert moved.first_bar == 1
    assert moved.bar(5) == PlannedBar()


def test_a_section_that_the_music_cuts_off_is_as_long_as_the_music() -> None:
    arrangement = arrangement_of(plan_of("A B A"), 3)

    assert form_text(arrangement.sections, 2) == "A B:1"
    assert arrangement.order == (0, 1, 2)


def test_a_return_is_varied_under_its_chords() -> None:
    plan = plan_of("A B A")

    varied = with_section_varied(plan, 2)

    assert form_text(varied.sections, 2) == "A B A′"
    assert roots(varied) == roots(plan)
    assert [bar.likeness for bar in varied.bars[4:]] == [Likeness.VARIED, Likeness.LOOSE]
    assert varied.bars[:4] == plan.bars[:4]


def test_a_first_section_is_no_return_to_be_varied() -> None:
    with pytest.raises(ValueError, match="first"):
        with_section_varied(plan_of("A B A"), 1)
