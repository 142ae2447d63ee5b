"""How a phrase is recorded."""

from dataclasses import dataclass
from typing import Annotated

from chopin_studio.settings.definition import Choice, FreeText, Number, Switch
from chopin_studio.texts import translatable

METERS = ("2/4", "3/4", "4/4", "6/8", "9/8", "12/8", "3/8", "2/2")


@dataclass(frozen=True, slots=True)
class RecordingGroup:
    """The recording window as it was left.

    `input_port` is kept while that port is away; empty is none. `grid` is the step in ticks to
    which a phrase is quantised, 0 for none.
    """

    input_port: Annotated[
        str,
        FreeText(
            title=translatable("Input"),
            help=translatable("The MIDI keyboard to play on"),
            follower="app",
        ),
    ] = ""
    input_heard: Annotated[
        bool,
        Switch(
            title=translatable("Hear what I play"),
            help=translatable(
                "Play what comes in on the chosen output; not needed for a keyboard that sounds "
                "itself"
            ),
            follower="ui.record",
        ),
    ] = True
    bpm: Annotated[
        float,
        Number(
            title=translatable("Tempo"),
            help=translatable("Tempo of the recording, in quarter notes per minute"),
            follower="playback.inputs",
            unit=translatable("BPM"),
            minimum=10.0,
            maximum=400.0,
            decimals=2,
        ),
    ] = 90.0
    meter: Annotated[
        str,
        Choice(
            title=translatable("Meter"),
            help=translatable("The bars in which you play"),
            follower="playback.inputs",
            choices=tuple((meter, meter) for meter in METERS),
        ),
    ] = "4/4"
    count_in_bars: Annotated[
        int,
        Choice(
            title=translatable("Count-in"),
            help=translatable(
                "How many bars are clicked first; what you play meanwhile is not recorded"
            ),
            follower="playback.inputs",
            unit=translatable("bars"),
            choices=(
                (0, translatable("No count-in")),
                (1, translatable("1 bar count-in")),
                (2, translatable("2 bars count-in")),
            ),
        ),
    ] = 1
    clicks: Annotated[
        bool,
        Switch(
            title=translatable("Metronome"),
            help=translatable("Click the beats while you record, on the chosen output"),
            follower="playback.inputs",
        ),
    ] = True
    ends_after: Annotated[
        str,
        Choice(
            title=translatable("End"),
            help=translatable("How long a silence ends the recording, besides the button"),
            follower="playback.inputs",
            choices=(
                ("beat", translatable("Ends after a silent beat")),
                ("bar", translatable("Ends after a silent bar")),
                ("two bars", translatable("Ends after two silent bars")),
                ("button", translatable("Ends with the button only")),
            ),
        ),
    ] = "two bars"
    grid: Annotated[
        int,
        Choice(
            title=translatable("Grid"),
            help=translatable("Move every onset and release to the nearest line of a grid"),
            follower="ui.record",
            unit=translatable("ticks"),
            choices=(
                (0, translatable("As played")),
                (480, translatable("To quarters")),
                (240, translatable("To eighths")),
                (160, translatable("To triplet eighths")),
                (120, translatable("To sixteenths")),
                (80, translatable("To triplet sixteenths")),
                (60, translatable("To thirty-seconds")),
            ),
        ),
    ] = 120
