"""Plans of music without some of its bars."""

from chopin_studio.music.plan.expansion import bars_of
from chopin_studio.music.plan.form_text import parse_form
from chopin_studio.music.plan.left_out_bars import with_bars, without_bars
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar, Section

SONG = bars_of(parse_form("A B A", 4), first_bar=1)


def test_bars_go_with_their_part_of_a_section_and_others_find_their_sources():
    plan = without_bars(SONG, {5, 6})
    assert [section.bars for section in plan.sections] == [4, 2, 4]
    assert plan.first_bar == 1
    assert [bar.source for bar in plan.bars[7:]] == [1, 2, 3, 4]


def test_a_bar_whose_source_is_gone_is_new():
    plan = without_bars(SONG, {2})
    assert [bar.source for bar in plan.bars[8:]] == [1, None, 2, 3]
    assert plan.bars[9] == PlannedBar(Likeness.NEW)


def test_a_section_without_bars_is_none_and_a_pickup_may_go():
    plan = without_bars(SONG, {0, 5, 6, 7, 8})
    assert [section.letter for section in plan.sections] == ["A", "A"]
    assert plan.first_bar == 0


def test_bars_put_in_again_are_unplanned_where_they_were():
    for gone in ({6, 7}, {2}, {6, 10}):
        plan = with_bars(without_bars(SONG, gone), gone)
        assert plan.sections == SONG.sections
        for number in range(len(plan.bars)):
            expected = PlannedBar() if number in gone else SONG.bars[number]
            assert plan.bars[number] == expected or expected.source in gone


def test_bars_between_two_sections_belong_to_the_earlier():
    plan = with_bars(without_bars(SONG, {5, 6}), {5, 6})
    assert [section.bars for section in plan.sections] == [6, 2, 4]


def test_a_plan_without_sections_has_none_with_more_bars():
    plan = Plan((PlannedBar(), PlannedBar(Likeness.EXACT, 0)))
    assert with_bars(plan, {1, 2}).bars[3] == PlannedBar(Likeness.EXACT, 0)
    assert with_bars(plan, {1, 2}).sections == ()
    assert with_bars(plan, {7}) == plan


def test_a_section_that_goes_beyond_the_bars_keeps_its_length():
    plan = Plan((PlannedBar(),) * 2, (Section("A", 4),))
    assert with_bars(plan, {1}).sections == (Section("A", 5),)
