from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.harmony.chord import Chord, Quality
from chopin_studio.music.plan.expansion import bars_of
from chopin_studio.music.plan.form_text import form_text, parse_form
from chopin_studio.music.plan.found_plan import completed, found_plan
from chopin_studio.music.plan.plan import Plan
from tests.planned_music import song

C, G7 = Chord(0), Chord(7, Quality.DOMINANT_SEVENTH)


def test_sections_and_chords_are_found_in_music() -> None:
    plan = found_plan(song("A B A", bars=8))

    assert form_text(plan.sections) == "A B A"
    assert len(plan.bars) == 24
    assert plan.bar(0).chords == (C,) * 4
    assert plan.bar(8).chords == (G7,) * 4
    assert plan.bar(16).source == 0


def test_no_music_has_no_plan() -> None:
    assert found_plan(Excerpt()) == Plan()


def test_what_was_planned_is_kept_and_the_rest_completed() -> None:
    found = found_plan(song("A B A", bars=8))
    planned = bars_of(parse_form("A A'", 8)).with_chords(1, (G7,) * 4)

    whole = completed(planned, found)

    assert form_text(whole.sections) == "A A′"
    assert whole.bar(1).chords == (G7,) * 4
    assert whole.bar(0).chords == (C,) * 4
    assert len(whole.bars) == 24
    assert whole.bar(9).source == 1


def test_sections_are_those_found_where_none_were_planned() -> None:
    found = found_plan(song("A B A", bars=8))

    assert completed(Plan(), found) == found
