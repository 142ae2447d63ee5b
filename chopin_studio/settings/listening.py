"""How music is played, and on what."""

from dataclasses import dataclass, field
from typing import Annotated

from chopin_studio.settings.definition import Choice, FreeText, Number, Switch
from chopin_studio.texts import translatable

MAX_DELAY_MS = 500


@dataclass(frozen=True, slots=True)
class PlaybackGroup:
    """What the transport does."""

    auto_play: Annotated[
        bool,
        Switch(
            title=translatable("Play a take as soon as it is being made"),
            help=translatable(
                "Play a take from its first notes on, while the rest is still being made"
            ),
            follower="session",
        ),
    ] = True
    seed_start: Annotated[
        str,
        Choice(
            title=translatable("Takes begin with"),
            help=translatable("Where a take begins to play; Home goes to its very beginning"),
            follower="session",
            choices=(
                ("skip", translatable("The new music")),
                ("lead-in", translatable("Two bars of the seed")),
                ("whole", translatable("The whole seed")),
            ),
        ),
    ] = "skip"
    follow_playhead: Annotated[
        bool,
        Switch(
            title=translatable("Follow the playhead"),
            help=translatable("Turn the page with the playhead"),
            follower="ui.main",
        ),
    ] = True
    metronome: Annotated[
        bool,
        Switch(
            title=translatable("Metronome"),
            help=translatable("Click the beats of the music during playback"),
            follower="ui.transport",
        ),
    ] = False
    count_in: Annotated[
        bool,
        Switch(
            title=translatable("Count-in"),
            help=translatable("Click one bar before playback begins"),
            follower="ui.transport",
        ),
    ] = False
    strict_tempo: Annotated[
        bool,
        Switch(
            title=translatable("Strict tempo"),
            help=translatable("Play in one tempo throughout, without rubato"),
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
            title=translatable("Sound system"),
            help=translatable("The system's way to the audio device"),
            follower="playback.outputs",
        ),
    ] = ""
    device: Annotated[
        str,
        FreeText(
            title=translatable("Device"),
            help=translatable("The audio device, by the name that its sound system has for it"),
            follower="playback.outputs",
        ),
    ] = ""
    buffer_frames: Annotated[
        int,
        Number(
            title=translatable("Buffer"),
            help=translatable(
                "A smaller buffer sounds sooner, a larger one never crackles on a slow computer"
            ),
            follower="playback.outputs",
            unit=translatable("frames"),
            minimum=0,
            maximum=8192,
        ),
    ] = 0
    gain: Annotated[
        float,
        Number(
            title=translatable("Gain"),
            help=translatable("How loud the piano can get; above 120 % dense music may be clipped"),
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
            title=translatable("Reverb"),
            help=translatable("Let the piano sound as in a room"),
            follower="playback.outputs",
        ),
    ] = True


@dataclass(frozen=True, slots=True)
class PortGroup:
    """How the instrument at a MIDI port is played, whichever port it is."""

    channel: Annotated[
        int,
        Number(
            title=translatable("Channel"),
            help=translatable("The MIDI channel to play on"),
            follower="playback.outputs",
            minimum=1,
            maximum=16,
        ),
    ] = 1
    sends_program: Annotated[
        bool,
        Switch(
            title=translatable("Set the instrument to its grand piano"),
            help=translatable("Send the program change of General MIDI's first sound"),
            follower="playback.outputs",
        ),
    ] = False
    velocity_curve: Annotated[
        str,
        Choice(
            title=translatable("Velocity"),
            help=translatable("How strongly the keys are struck"),
            follower="playback.outputs",
            choices=(
                ("soft", translatable("Softer in the middle")),
                ("linear", translatable("As in the music")),
                ("loud", translatable("Louder in the middle")),
            ),
        ),
    ] = "linear"
    delay_ms: Annotated[
        int,
        Number(
            title=translatable("Latency offset"),
            help=translatable(
                "Play on the port later, so that it sounds together with a slower built-in piano"
            ),
            follower="playback.outputs",
            unit=translatable("ms"),
            minimum=0,
            maximum=MAX_DELAY_MS,
        ),
    ] = 0
    sends_clock: Annotated[
        bool,
        Switch(
            title=translatable("Send clock, start and stop"),
            help=translatable("Let a drum machine or sequencer follow the music's tempo"),
            follower="session.playback",
        ),
    ] = False


@dataclass(frozen=True, slots=True)
class OutputGroup:
    """What plays. `name` is empty for the built-in piano, and kept while that output is away."""

    name: Annotated[
        str,
        FreeText(
            title=translatable("Output"),
            help=translatable("Where the music is played"),
            follower="session.playback",
        ),
    ] = ""
    volume: Annotated[
        int,
        Number(
            title=translatable("Volume"),
            help=translatable("How loud the output plays"),
            follower="session.playback",
            minimum=0,
            maximum=127,  # MIDI's main volume
            step=8,
        ),
    ] = 100
    piano: PianoGroup = field(default_factory=PianoGroup)
    port: PortGroup = field(default_factory=PortGroup)
