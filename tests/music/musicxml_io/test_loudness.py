import pytest

from chopin_studio.export.notation.markings import DYNAMICS
from chopin_studio.music.excerpt import SOFT_PEDAL, SOSTENUTO_PEDAL
from chopin_studio.music.written_score.dynamics import LEVELS
from tests.music.musicxml_io.scores import (
    COMMON_TIME,
    backup,
    direction,
    music,
    note,
    notes,
    words,
)


def dynamic(mark, staff="", placement="below", sound=""):
    return direction(f"<dynamics><{mark}/></dynamics>", sound, staff=staff, placement=placement)


def wedge(kind):
    return direction(f'<wedge type="{kind}"/>')


def velocities(*bars):
    return [n.velocity for n in music(COMMON_TIME + bars[0], *bars[1:]).notes]


def test_the_marks_mean_what_the_studios_own_scores_mean_by_them():
    assert {mark: LEVELS[mark] for mark in DYNAMICS} == DYNAMICS


def test_a_dynamic_holds_until_the_next():
    bars = (dynamic("p") + notes("C4 D4 E4") + dynamic("ff") + note("F4"), note("G4", 4))

    assert velocities(*bars) == [48, 48, 48, 112, 112]


def test_without_dynamics_all_notes_are_alike():
    assert velocities(notes("C4 D4 E4 F4")) == [64] * 4


def test_what_the_file_states_for_a_mark_counts():
    assert velocities(dynamic("p", sound='<sound dynamics="50"/>') + note("C4", 4)) == [45]


def test_a_hairpin_leads_from_one_mark_to_the_next():
    bars = (
        dynamic("p") + wedge("crescendo") + notes("C4 C4 C4 C4") + wedge("stop"),
        dynamic("f") + note("C4", 4),
    )

    assert velocities(*bars) == [48, 60, 72, 84, 96]


def test_a_hairpin_that_leads_nowhere_changes_by_one_mark():
    bars = (dynamic("mf") + wedge("diminuendo") + notes("C4 C4") + wedge("stop") + note("C4", 2),)

    assert velocities(*bars) == [80, 72, 64]


def test_words_grow_until_the_next_mark():
    assert velocities(
        dynamic("p") + words("cresc.") + notes("C4 C4 C4 C4"), dynamic("f") + note("C4", 4)
    ) == [48, 60, 72, 84, 96]


@pytest.mark.parametrize(("mark", "first", "second"), [("sfz", 88, 64), ("fp", 96, 48)])
def test_sudden_accents(mark, first, second):
    assert velocities(dynamic("mp") + note("C4") + dynamic(mark) + notes("C4 C4", 1.5)) == [
        64,
        first,
        second,
    ]


def test_a_dynamic_between_the_staves_is_for_both_hands():
    staff = "<staff>{}</staff>".format
    bar = dynamic("p", staff(1)) + note("C5", 4, staff(1)) + backup(4) + note("C3", 4, staff(2))

    assert velocities(bar) == [48, 48]


def test_each_hand_may_have_a_dynamic_of_its_own():
    staff = "<staff>{}</staff>".format
    bar = (
        dynamic("f", staff(1))
        + note("C5", 4, staff(1))
        + backup(4)
        + dynamic("p", staff(2))
        + note("C3", 4, staff(2))
    )

    assert velocities(bar) == [48, 96]


def test_a_note_may_state_its_own_velocity():
    assert velocities(dynamic("p") + note("C4", 2, dynamics="100") + note("C4", 2)) == [90, 48]


def test_the_pedal_goes_down_and_up():
    down, up, change = (
        direction(f'<pedal type="{kind}"/>') for kind in ("start", "stop", "change")
    )
    excerpt = music(COMMON_TIME + down + notes("C4 D4") + change + notes("E4 F4") + up)

    assert [(p.tick, p.is_down) for p in excerpt.pedals] == [
        (0, True),
        (960, False),
        (960, True),
        (1920, False),
    ]


def test_a_pedal_that_is_stated_twice_goes_down_once():
    down = direction('<pedal type="start"/>', '<sound damper-pedal="yes"/>')
    excerpt = music(COMMON_TIME + down + note("C4", 4) + direction('<pedal type="stop"/>'))

    assert [(p.tick, p.is_down) for p in excerpt.pedals] == [(0, True), (1920, False)]


def test_the_other_pedals_are_read_too():
    sostenuto = direction('<pedal type="sostenuto"/>')
    bars = (
        COMMON_TIME + words("una corda") + sostenuto + notes("C4 D4 E4 F4"),
        words("tre corde") + direction('<pedal type="stop"/>') + note("C4", 4),
    )
    controls = music(*bars).controls

    assert [(one.tick, one.controller, one.value) for one in controls] == [
        (0, SOSTENUTO_PEDAL, 127),
        (0, SOFT_PEDAL, 127),
        (1920, SOSTENUTO_PEDAL, 0),
        (1920, SOFT_PEDAL, 0),
    ]


def test_an_offset_moves_a_sign():
    down = direction('<pedal type="start"/>', offset="<offset>6</offset>")
    up = direction('<pedal type="stop"/>', offset="<offset>-3</offset>")

    excerpt = music(COMMON_TIME + down + note("C4", 4) + up)

    assert [p.tick for p in excerpt.pedals] == [240, 1800]
