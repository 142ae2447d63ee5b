"""Which output stands in as ports and sound devices come and go: no Qt, no device, no time."""

import pytest

from chopin_studio.playback.outputs.failover import (
    POLLS_A_RETRY,
    POLLS_TO_BE_GONE,
    Decision,
    Failover,
    News,
    OutputNames,
    Target,
)
from chopin_studio.texts import Text, translatable

PIANO, SILENT, GRAND = "Built-in piano", "No sound", "Grand"
BOTH = f"{PIANO} + {GRAND}"
NAMES = OutputNames(PIANO, SILENT)


def playing(name: str, wanted: str = "", ports: tuple[str, ...] = (GRAND,)) -> Failover:
    """Return the policy of a machine on which `name` is in use."""
    failover = Failover(NAMES, wanted or name)
    failover.ports = ports
    if name != SILENT:
        failover.begin(name)
        failover.opened(name)
    return failover


@pytest.mark.parametrize(
    ("name", "target"),
    [
        (PIANO, Target(has_piano=True)),
        (GRAND, Target(port=GRAND)),
        (BOTH, Target(has_piano=True, port=GRAND)),
        (SILENT, Target()),
    ],
)
def test_a_name_tells_what_it_stands_for(name, target):
    assert NAMES.target(name) == target


def test_piano_or_port_in_both_outputs_means_that_they_share_a_device():
    for one, other in ((PIANO, BOTH), (GRAND, BOTH), (PIANO, PIANO), (BOTH, BOTH)):
        assert NAMES.target(one).shares_device(NAMES.target(other))
    for one, other in ((PIANO, GRAND), (SILENT, SILENT), (SILENT, PIANO), (GRAND, "Other")):
        assert not NAMES.target(one).shares_device(NAMES.target(other))


def test_what_shares_a_device_must_be_closed_first_and_is_in_use_no_more():
    failover = playing(PIANO)
    assert not failover.begin(GRAND)
    assert failover.current == PIANO
    assert failover.begin(BOTH)
    assert failover.current == SILENT


@pytest.mark.parametrize("name", [GRAND, BOTH])
def test_the_piano_stands_in_for_a_port_that_vanishes_until_it_returns(name):
    failover = playing(name)
    assert failover.see_ports(()) == Decision(PIANO, News.OUTPUT_LOST, name)
    failover.begin(PIANO)
    failover.opened(PIANO)
    assert failover.see_ports(("Other",)) == Decision()
    assert failover.see_ports(("Other", GRAND)) == Decision(name, News.OUTPUT_RETURNED, name)


def test_a_port_that_vanishes_while_it_is_opened_is_replaced_too():
    failover = playing(PIANO)
    failover.begin(GRAND)
    assert failover.see_ports(()) == Decision(PIANO, News.OUTPUT_LOST, GRAND)


def test_another_port_is_never_switched_to_unasked():
    failover = playing(GRAND)
    assert failover.see_ports((GRAND, "Other")) == Decision()
    assert failover.see_ports(("Other",)).to_open == PIANO


def test_a_port_is_pointed_out_only_where_nothing_can_be_heard():
    silent = playing(SILENT, wanted=PIANO, ports=())
    assert silent.see_ports((GRAND,)) == Decision(news=News.PORT_FOUND, name=GRAND)
    assert silent.see_ports((GRAND,)) == Decision()
    assert playing(PIANO, ports=()).see_ports((GRAND,)) == Decision()


def test_what_is_chosen_is_wanted_from_then_on_though_it_is_away():
    failover = playing(PIANO, ports=())
    assert failover.choose(GRAND) == Decision(GRAND)
    assert (failover.wanted, failover.best) == (GRAND, PIANO)
    assert failover.failed(GRAND, "gone") == Decision("", News.OUTPUT_FAILED, GRAND)
    assert failover.see_ports((GRAND,)).to_open == GRAND


def test_without_sound_a_port_that_fails_leaves_the_piano():
    failover = playing(SILENT, wanted=GRAND)
    failover.begin(GRAND)
    assert failover.failed(GRAND, "in use") == Decision(PIANO, News.OUTPUT_FAILED, GRAND)
    failover.begin(PIANO)
    assert failover.failed(PIANO, "no device") == Decision(news=News.PIANO_FAILED, name=PIANO)
    failover.begin(GRAND)
    assert failover.failed(GRAND, "in use").to_open == "", "the piano has failed already"


def test_of_both_the_port_plays_alone_where_the_piano_fails():
    failover = playing(SILENT, wanted=BOTH)
    failover.begin(BOTH)
    assert failover.failed(BOTH, "no device") == Decision(GRAND, News.OUTPUT_FAILED, BOTH)
    assert failover.piano_problem == "no device"


def test_a_device_is_gone_once_it_stood_still_at_several_polls_in_a_row():
    failover = playing(PIANO)
    for lives in (False, True) * POLLS_TO_BE_GONE:
        assert failover.poll(lambda alive=lives: alive) == Decision()
    for _ in range(POLLS_TO_BE_GONE - 1):
        assert failover.poll(lambda: False) == Decision()
    assert failover.poll(lambda: False) == Decision(PIANO, News.DEVICE_LOST, PIANO)


def test_a_port_is_not_asked_whether_a_sound_device_lives():
    failover = playing(GRAND)
    for _ in range(2 * POLLS_TO_BE_GONE):
        assert failover.poll(lambda: pytest.fail("a port has no sound device")) == Decision()


def test_without_sound_the_best_is_tried_again_now_and_then_and_fails_unheard():
    failover = playing(SILENT, wanted=PIANO, ports=())
    decisions = [failover.poll(lambda: False) for _ in range(2 * POLLS_A_RETRY)]
    assert [one.to_open for one in decisions].count(PIANO) == 2
    assert all(one.is_retry for one in decisions if one.to_open)
    assert failover.failed(PIANO, "no device", is_retry=True) == Decision(name=PIANO)


def test_nothing_is_decided_at_a_poll_while_an_output_is_opened():
    failover = playing(SILENT, wanted=PIANO)
    failover.begin(PIANO)
    assert {failover.poll(lambda: False) for _ in range(2 * POLLS_A_RETRY)} == {Decision()}


def test_the_piano_is_announced_only_after_it_had_failed():
    failover = playing(SILENT, wanted=PIANO)
    failover.failed(PIANO, "no device")
    failover.begin(PIANO)
    assert failover.opened(PIANO) == Decision(news=News.DEVICE_RETURNED, name=PIANO)
    assert failover.piano_problem == ""
    assert failover.opened(PIANO).news is None


@pytest.mark.parametrize(
    ("name", "is_piano_changed", "is_port_changed", "to_open"),
    [
        (PIANO, True, False, PIANO),
        (PIANO, False, True, ""),
        (GRAND, True, False, ""),
        (GRAND, False, True, GRAND),
        (BOTH, True, False, BOTH),
        (BOTH, False, True, BOTH),
        (SILENT, False, True, ""),
        (SILENT, True, False, PIANO),
    ],
)
def test_settings_open_again_only_what_they_change(
    name, is_piano_changed, is_port_changed, to_open
):
    failover = playing(name, wanted=PIANO)
    assert failover.reconfigure(is_piano_changed, is_port_changed) == Decision(to_open)


@pytest.mark.parametrize("name", [PIANO, BOTH, GRAND, SILENT])
def test_a_name_from_a_file_can_be_translated_as_far_as_it_is_ours(name):
    names = OutputNames(translatable(PIANO), translatable(SILENT))
    failover = Failover(names, name)
    assert failover.wanted == failover.choose(name).to_open == name
    assert isinstance(failover.wanted, Text) == (name != GRAND)
    assert isinstance(failover.choose(name).to_open, Text) == (name != GRAND)
