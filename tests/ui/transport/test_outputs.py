"""Outputs that come, go, are changed by the settings and play together, on an imagined machine."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.tempo import TempoMap
from chopin_studio.playback.metronome_beats import CLOCK_START, CLOCK_STOP
from chopin_studio.playback.outputs.base import OutputError
from chopin_studio.playback.outputs.configured import fitted, piano_choice
from chopin_studio.playback.outputs.delayed import DelayedOutput
from chopin_studio.playback.outputs.failover import POLLS_A_RETRY, POLLS_TO_BE_GONE
from chopin_studio.playback.outputs.fluidsynth import PianoChoice
from chopin_studio.playback.outputs.shaped import ShapedOutput
from chopin_studio.settings.listening import PianoGroup, PortGroup
from chopin_studio.settings.model import AppSettings
from chopin_studio.ui.main.main_window import MainWindow
from chopin_studio.ui.main.settings_dialog import SettingsDialog
from tests.app_settings import changed, settings_with
from tests.fakes import NOTE_ON, RecordingOutput
from tests.ui.conftest import OpenWindow
from tests.ui.fakes import PIANO, FakePorts, note_at

BOTH = f"{PIANO} + Grand"
Change = Callable[[MainWindow], None]


@pytest.fixture
def window(open_window: OpenWindow, parts: Parts, ports: FakePorts) -> MainWindow:
    """Open a window with music, beside a port that is connected."""
    ports.present = ["Grand"]
    window = open_window(parts)
    notes = tuple(note_at(step) for step in range(64))
    window.session.show_excerpt(Excerpt(notes, TempoMap.constant(240)))
    return window


def choose(qtbot: QtBot, window: MainWindow, ports: FakePorts, name: str) -> None:
    """Choose an output, and wait until it is open and the one before is closed."""
    window.output_model.choose(name)
    members = 2 if name == BOTH else 1
    qtbot.waitUntil(lambda: window.output_model.current == name and len(sounding(ports)) == members)


def sounding(ports: FakePorts) -> list[RecordingOutput]:
    return [output for output in ports.opened if not output.closed]


def test_the_piano_and_a_port_play_together(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    choose(qtbot, window, ports, BOTH)
    window.actions_.play.trigger()
    qtbot.waitUntil(lambda: all(len(output.note_ons) > 2 for output in sounding(ports)))
    assert sorted(output.name for output in sounding(ports)) == [PIANO, "Grand"]
    window.actions_.stop.trigger()
    for output in ports.opened:
        assert not output.open_notes
    assert window.transport.output_box.currentText() == BOTH


def test_of_both_the_piano_stands_in_while_the_port_is_away(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    choose(qtbot, window, ports, BOTH)
    ports.present = []
    window.output_model.refresh()
    qtbot.waitUntil(lambda: window.output_model.current == PIANO)
    ports.present = ["Other", "Grand"]
    window.output_model.refresh()
    qtbot.waitUntil(lambda: window.output_model.current == BOTH)
    assert window.output_model.wanted == BOTH


def test_of_both_the_port_plays_alone_where_there_is_no_piano(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, ports: FakePorts
) -> None:
    ports.present = ["Grand"]
    ports.piano_error = OutputError("FluidSynth is not installed: install it.")
    window = open_window(replace(parts, settings=changed(parts.settings, {"output.name": BOTH})))
    qtbot.waitUntil(lambda: window.output_model.current == "Grand")
    assert any("FluidSynth is not installed" in text for text in window.messages.texts)
    assert sounding(ports) == [ports.opened[-1]]


@pytest.mark.parametrize("first", [PIANO, "Grand", BOTH])
@pytest.mark.parametrize("second", [PIANO, "Grand", BOTH])
def test_every_change_in_mid_play_leaves_nothing_hanging(
    qtbot: QtBot, window: MainWindow, ports: FakePorts, first: str, second: str
) -> None:
    choose(qtbot, window, ports, first)
    window.actions_.play.trigger()
    before = sounding(ports)
    qtbot.waitUntil(lambda: all(output.note_ons for output in before))
    choose(qtbot, window, ports, second)
    qtbot.waitUntil(lambda: all(output.closed for output in before))
    for output in before:
        assert not output.open_notes
    assert window.playback.is_moving
    after = sounding(ports)
    qtbot.waitUntil(lambda: all(output.note_ons for output in after))


def test_settings_open_the_piano_anew_in_mid_play(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    window.actions_.play.trigger()
    qtbot.waitUntil(lambda: bool(ports.opened[0].note_ons))
    window.apply_settings(changed(window.settings, {"output.piano.gain": 0.5}))
    qtbot.waitUntil(lambda: len(ports.opened) == 2 and bool(ports.opened[1].note_ons))
    assert ports.asked[-1].gain == 0.5
    assert ports.opened[0].closed
    assert not ports.opened[0].open_notes


def test_settings_of_what_does_not_sound_open_nothing(window: MainWindow, ports: FakePorts) -> None:
    window.apply_settings(
        changed(window.settings, {"output.port.channel": 3, "appearance.theme": "light"})
    )
    assert len(ports.opened) == 1
    assert not window.output_model.opening


def test_the_clock_is_sent_to_a_port_that_wants_it(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    window.apply_settings(changed(window.settings, {"output.port.sends_clock": True}))
    choose(qtbot, window, ports, "Grand")
    window.actions_.play.trigger()
    port = ports.opened[-1]
    qtbot.waitUntil(lambda: bool(port.note_ons))
    window.actions_.stop.trigger()
    statuses = [message[0] for message in port.messages]
    assert statuses.count(CLOCK_START) == statuses.count(CLOCK_STOP) == 1
    assert CLOCK_START not in [message[0] for message in ports.opened[0].messages]


def test_a_sound_device_that_is_gone_is_noticed_and_taken_again(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    ports.piano_is_dead = True
    ports.piano_error = OutputError("No sound device answers: connect one.")
    window.actions_.play.trigger()
    for _ in range(POLLS_TO_BE_GONE):
        window.output_model.poll()
    qtbot.waitUntil(
        lambda: not window.output_model.has_sound and not window.output_model.is_opening
    )
    assert ports.opened[0].closed
    assert any("No sound device answers" in text for text in window.messages.texts)
    ports.piano_is_dead, ports.piano_error = False, None
    for _ in range(POLLS_A_RETRY):
        window.output_model.poll()
    qtbot.waitUntil(lambda: window.output_model.current == PIANO)
    assert any("is there again" in text for text in window.messages.texts)


def test_a_device_that_is_still_away_is_not_told_again_and_again(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, ports: FakePorts
) -> None:
    ports.piano_error = OutputError("No sound device answers: connect one.")
    window = open_window(parts)
    told: list[object] = []
    window.output_model.message.connect(told.append)
    for _ in range(2 * POLLS_A_RETRY):
        window.output_model.poll()
        qtbot.waitUntil(lambda: not window.output_model.is_opening)
    assert told == []
    assert len(ports.asked) == 3  # once at the start, and twice again


def test_a_device_that_stands_still_for_one_poll_is_left_alone(
    window: MainWindow, ports: FakePorts
) -> None:
    for is_dead in (True, False, True, False):
        ports.piano_is_dead = is_dead
        window.output_model.poll()
    assert not window.output_model.is_opening
    assert len(ports.opened) == 1


def test_the_settings_reach_the_outputs() -> None:
    assert piano_choice(PianoGroup()) == PianoChoice()  # the defaults are FluidSynth's
    port = RecordingOutput("Grand")
    settings = PortGroup(channel=2, sends_program=True, velocity_curve="loud")
    fitted(port, settings).send(NOTE_ON, 60, 64)
    assert port.messages == [(0xC1, 0, 0), (0x91, 60, 80)]
    late = fitted(port, replace(settings, delay_ms=20))
    assert isinstance(late, DelayedOutput)
    late.close()
    assert isinstance(fitted(RecordingOutput(), PortGroup()), ShapedOutput)
    broken = RecordingOutput()
    broken.broken = True
    with pytest.raises(OutputError):
        fitted(broken, settings)
    assert broken.closed


@pytest.mark.parametrize(
    "settings",
    [
        AppSettings(),
        settings_with(
            {
                "playback.seed_start": "whole",
                "output.piano.driver": "alsa",
                "output.piano.device": "hw:1",
                "output.piano.buffer_frames": 96,
                "output.piano.gain": 0.55,
                "output.piano.reverb": False,
                "output.port.channel": 16,
                "output.port.sends_program": True,
                "output.port.velocity_curve": "soft",
                "output.port.delay_ms": 35,
                "output.port.sends_clock": True,
            }
        ),
    ],
)
def test_the_dialog_gives_back_what_it_was_given(qtbot: QtBot, settings: AppSettings) -> None:
    dialog = SettingsDialog(settings, ("pulseaudio", "alsa"))
    qtbot.addWidget(dialog)
    assert dialog.settings == settings


def test_what_is_edited_in_the_dialog_is_what_it_gives(qtbot: QtBot) -> None:
    dialog = SettingsDialog(AppSettings(), ("pulseaudio", "alsa"))
    qtbot.addWidget(dialog)
    dialog.piano.driver_box.setCurrentIndex(2)
    dialog.piano.device_box.setText(" hw:2 ")
    dialog.piano.gain_box.setValue(80)
    dialog.port.channel_box.setValue(7)
    dialog.port.delay_box.setValue(40)
    dialog.seed_box.setCurrentIndex(1)
    dialog.language_box.setCurrentIndex(dialog.language_box.findText("Deutsch"))
    output = dialog.settings.output
    assert (output.piano.driver, output.piano.device, output.piano.gain) == ("alsa", "hw:2", 0.8)
    assert (output.port.channel, output.port.delay_ms) == (7, 40)
    assert dialog.settings.playback.seed_start == "lead-in"
    assert dialog.settings.appearance.language == "de"
