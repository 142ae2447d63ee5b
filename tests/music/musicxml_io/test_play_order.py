import pytest

from chopin_studio.music.written_score.repeats import Repeats
from tests.music.musicxml_io.scores import (
    COMMON_TIME,
    direction,
    music,
    note,
    pitches,
    repeat,
    words,
)

C, D, E, F, G, A = (note(f"{step}4", 4) for step in "CDEFGA")
NAMES = {60: "C", 62: "D", 64: "E", 65: "F", 67: "G", 69: "A"}


def played(*bars, **rest):
    return "".join(
        NAMES[pitch] for pitch in pitches(music(COMMON_TIME + bars[0], *bars[1:], **rest))
    )


def ending(kind, number):
    return f'<ending number="{number}" type="{kind}"/>'


def first(bar, number="1", repeats=True):
    back = repeat("backward", ending=ending("stop", number))
    left = f'<barline location="left">{ending("start", number)}</barline>'
    return left + bar + (back if repeats else _stop(number))


def _stop(number):
    return f'<barline location="right">{ending("discontinue", number)}</barline>'


def test_a_repeat_goes_back_to_the_last_sign():
    bars = (C, repeat("forward") + D, E + repeat("backward"), F)

    assert played(*bars) == "CDEDEF"
    assert played(*bars, repeats=Repeats.ONCE) == "CDEF"


def test_without_a_sign_it_goes_back_to_the_beginning_or_the_last_repeat():
    assert played(C, D + repeat("backward"), E + repeat("backward"), F) == "CDCDEEF"


def test_a_repeat_states_how_often_it_is_played():
    three = repeat("backward").replace("/></barline>", ' times="3"/></barline>')

    assert played(C + three, D) == "CCCD"


def test_first_and_second_endings():
    bars = (C, first(D), first(E, "2", repeats=False), F)

    assert played(*bars) == "CDCEF"
    assert played(*bars, repeats=Repeats.ONCE) == "CEF"


def test_an_ending_for_several_passes():
    assert played(C, first(D, "1.-3."), first(E, "4", repeats=False), F) == "CDCDCDCEF"
    assert played(C, first(D, "1, 2"), first(E, "3", repeats=False)) == "CDCDCE"


def test_a_first_ending_alone_is_left_out_the_second_time():
    assert played(C, first(D), E) == "CDCE"


def test_both_endings_may_have_a_repeat_sign():
    assert played(C, first(D), first(E, "2"), F) == "CDCEF"


def test_endings_of_one_section_leave_those_of_the_next_alone():
    bars = (C, first(D), first(E, "2", repeats=False), repeat("forward") + F, first(G), A)

    assert played(*bars) == "CDCEFGFA"


def test_da_capo_al_fine_is_played_without_repeats():
    bars = (
        repeat("forward") + C + words("Fine", '<sound fine="yes"/>') + repeat("backward"),
        D,
        E + words("D.C. al Fine", '<sound dacapo="yes"/>'),
    )

    assert played(*bars) == "CCDEC"


def test_a_sign_at_the_beginning_of_a_bar_counts_at_its_end():
    assert played(words("Fine") + C, D, words("D.C. al Fine") + E) == "CDEC"


@pytest.mark.parametrize("states_sound", [True, False])
def test_dal_segno_and_coda(states_sound):
    def sign(kind, sound):
        return direction(kind, f"<sound {sound}/>" if states_sound else "")

    bars = (
        C,
        sign("<segno/>", 'segno="segno"') + D,
        E + sign("<words>To Coda</words>", 'tocoda="coda"'),
        F + sign("<words>D.S. al Coda</words>", 'dalsegno="segno"'),
        sign("<coda/>", 'coda="coda"') + G,
    )

    assert played(*bars) == "CDEFDEG"


def test_two_coda_signs_without_words_lead_from_the_first_to_the_last():
    sign = direction("<coda/>")

    assert played(C, D + sign, E + words("D.C. al Coda"), sign + F) == "CDECDF"


def test_after_a_jump_the_last_ending_is_played():
    bars = (C, first(D), first(E, "2", repeats=False), F + words("D.C."))

    assert played(*bars) == "CDCEFCEF"


def test_a_piece_may_end_within_a_bar_where_a_line_is_drawn():
    line = '<barline location="middle"><bar-style>light-light</bar-style></barline>'
    last = note("D4", 3) + words("Fine") + line + note("E4", 1)

    assert played(C, last, F + words("D.C. al Fine")) == "CDEFCD"


def test_words_that_begin_before_the_last_bar_count_at_the_end_of_the_section():
    assert played(C, words("Fine") + D, words("Menuetto da capo") + E, F + _double()) == "CDEFCD"


def test_a_da_capo_that_says_no_more_ends_before_the_trio():
    assert played(C, D, words("Trio") + E, F + words("D.C.")) == "CDEFCD"


def _double():
    return '<barline location="right"><bar-style>light-light</bar-style></barline>'


def test_signs_that_lead_nowhere_change_nothing():
    assert played(C + words("D.S."), D + words("To Coda"), E + words("Fine")) == "CDE"


def test_repeats_hold_for_all_parts_whichever_states_them():
    parts = {"P1": (COMMON_TIME + C, D), "P2": (note("E3", 4) + repeat("backward"), note("F3", 4))}

    assert pitches(music(parts=parts)) == [52, 60, 52, 60, 53, 62]
