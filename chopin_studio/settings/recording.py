"""How a phrase is recorded."""

from dataclasses import dataclass
from typing import Annotated

from chopin_studio.settings.definition import Choice, FreeText, Number, Switch

METERS = ("2/4", "3/4", "4/4", "6/8", "9/8", "12/8", "3/8", "2/2")


@dataclass(frozen=True, slots=True)
class RecordingGroup:
    """The recording window as it was left.

    `input_port` is kept while that port is away; empty is none. `grid` is the step in ticks to
    which a phrase is quantised, 0 for none.
    """

    input_port: Annotated[
        str, FreeText(title="Input", help="The MIDI keyboard to play on", follower="app")
    ] = ""
    input_heard: Annotated[
        bool,
        Switch(
            title="Hear what I play",
            help="Play what comes in on the chosen output; not needed for a keyboard that sounds "
            "itself",
            follower="ui.record",
        ),
    ] = True
    bpm: Annotated[
        float,
        Number(
            title="Tempo",
            help="The tempo of the recording, in quarter notes a minute",
            follower="playback.inputs",
            unit="BPM",
            minimum=10.0,
            maximum=400.0,
            decimals=2,
        ),
    ] = 90.0
    meter: Annotated[
        str,
        Choice(
            title="Meter",
            help="The bars in which you play",
            follower="playback.inputs",
            choices=tuple((meter, meter) for meter in METERS),
        ),
    ] = "4/4"
    count_in_bars: Annotated[
        int,
        Choice(
            title="Count-in",
            help="How many bars are clicked first; what you play meanwhile is not recorded",
            follower="playback.inputs",
            unit="bars",
            choices=((0, "No count-in"), (1, "1 bar count-in"), (2, "2 bars count-in")),
        ),
    ] = 1
    clicks: Annotated[
        bool,
        Switch(
            title="Metronome",
            help="Click the beats while you record, on the chosen output",
            follower="playback.inputs",
        ),
    ] = True
    ends_after: Annotated[
        str,
        Choice(
            title="End",
            help="How long a silence ends the recording, besides the button",
            follower="playback.inputs",
            choices=(
                ("beat", "Ends after a silent beat"),
                ("bar", "Ends after a silent bar"),
                ("two bars", "Ends after two silent bars"),
                ("button", "Ends with the button only"),
            ),
        ),
    ] = "two bars"
    grid: Annotated[
        int,
        Choice(
            title="Grid",
            help="Move every onset and release to the nearest line of a grid",
            follower="ui.record",
            unit="ticks",
            choices=(
                (0, "As played"),
                (480, "To quarters"),
                (240, "To eighths"),
                (160, "To triplet eighths"),
                (120, "To sixteenths"),
                (80, "To triplet sixteenths"),
                (60, "To thirty-seconds"),
            ),
        ),
    ] = 120
