"""How music is played, and on what."""

from dataclasses import dataclass, field
from typing import Annotated

from chopin_studio.settings.definition import Choice, FreeText, Number, Switch

MAX_DELAY_MS = 500


@dataclass(frozen=True, slots=True)
class PlaybackGroup:
    """What the transport does."""

    auto_play: Annotated[
        bool,
        Switch(
            title="Play a take as soon as it is being made",
            help="Play a take from its first notes on, while the rest is still being made",
            follower="session",
        ),
    ] = True
    seed_start: Annotated[
        str,
        Choice(
            title="Takes begin with",
            help="Where a take begins to play; Home goes to its very beginning",
            follower="session",
            choices=(
                ("skip", "The new music"),
                ("lead-in", "Two bars of the seed"),
                ("whole", "The whole seed"),
            ),
        ),
    ] = "skip"
    follow_playhead: Annotated[
        bool,
        Switch(
            title="Follow the playhead",
            help="Turn the page with the playhead",
            follower="ui.main",
        ),
    ] = True
    metronome: Annotated[
        bool,
        Switch(
            title="Metronome",
            help="Click the beats of the music during playback",
            follower="ui.transport",
        ),
    ] = False
    count_in: Annotated[
        bool,
        Switch(
            title="Count-in",
            help="Click one bar before playback begins",
            follower="ui.transport",
        ),
    ] = False
    strict_tempo: Annotated[
        bool,
        Switch(
            title="Strict tempo",
            help="Play in one tempo throughout, without rubato",
            follower="ui.transport",
        ),
    ] = False


@dataclass(frozen=True, slots=True)
class PianoGroup:
    """Where and how the built-in piano sounds.

    An empty driver or device is the system's default, a buffer of 0 frames FluidSynth's own.
    """

    driver: Annotated[
        str,
        FreeText(
            title="Sound system",
            help="The system's way to the audio device",
            follower="playback.outputs",
        ),
    ] = ""
    device: Annotated[
        str,
        FreeText(
            title="Device",
            help="The audio device, by the name that its sound system has for it",
            follower="playback.outputs",
        ),
    ] = ""
    buffer_frames: Annotated[
        int,
        Number(
            title="Buffer",
            help="A smaller buffer sounds sooner, a larger one never crackles on a slow computer",
            follower="playback.outputs",
            unit="frames",
            minimum=0,
            maximum=8192,
        ),
    ] = 0
    gain: Annotated[
        float,
        Number(
            title="Gain",
            help="How loud the piano can get; above 120 % dense music may be clipped",
            follower="playback.outputs",
            minimum=0.1,
            maximum=4.0,
            step=0.01,
            decimals=2,
        ),
    ] = 1.2
    reverb: Annotated[
        bool,
        Switch(
            title="Reverb",
            help="Let the piano sound as in a room",
            follower="playback.outputs",
        ),
    ] = True


@dataclass(frozen=True, slots=True)
class PortGroup:
    """How the instrument at a MIDI port is played, whichever port it is."""

    channel: Annotated[
        int,
        Number(
            title="Channel",
            help="The MIDI channel to play on",
            follower="playback.outputs",
            minimum=1,
            maximum=16,
        ),
    ] = 1
    sends_program: Annotated[
        bool,
        Switch(
            title="Set the instrument to its grand piano",
            help="Sends the program change of General MIDI's first sound",
            follower="playback.outputs",
        ),
    ] = False
    velocity_curve: Annotated[
        str,
        Choice(
            title="Velocity",
            help="How strongly the keys are struck",
            follower="playback.outputs",
            choices=(
                ("soft", "Softer in the middle"),
                ("linear", "As in the music"),
                ("loud", "Louder in the middle"),
            ),
        ),
    ] = "linear"
    delay_ms: Annotated[
        int,
        Number(
            title="Latency offset",
            help="Plays on the port later, so that it sounds together with a slower built-in piano",
            follower="playback.outputs",
            unit="ms",
            minimum=0,
            maximum=MAX_DELAY_MS,
        ),
    ] = 0
    sends_clock: Annotated[
        bool,
        Switch(
            title="Send clock, start and stop",
            help="A drum machine or sequencer then follows the music's tempo",
            follower="session.playback",
        ),
    ] = False


@dataclass(frozen=True, slots=True)
class OutputGroup:
    """What plays. `name` is empty for the built-in piano, and kept while that output is away."""

    name: Annotated[
        str, FreeText(title="Output", help="Where the music is played", follower="session.playback")
    ] = ""
    volume: Annotated[
        int,
        Number(
            title="Volume",
            help="How loud the output plays",
            follower="session.playback",
            minimum=0,
            maximum=127,  # MIDI's main volume
            step=8,
        ),
    ] = 100
    piano: PianoGroup = field(default_factory=PianoGroup)
    port: PortGroup = field(default_factory=PortGroup)
