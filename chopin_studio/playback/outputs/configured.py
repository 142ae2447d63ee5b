"""Outputs with the user's settings."""

from chopin_studio.playback.outputs.base import Output, OutputError
from chopin_studio.playback.outputs.delayed import DelayedOutput
from chopin_studio.playback.outputs.fluidsynth import PianoChoice
from chopin_studio.playback.outputs.shaped import PortShaping, ShapedOutput
from chopin_studio.settings.listening import PianoGroup, PortGroup


def piano_choice(settings: PianoGroup) -> PianoChoice:
    """Return the settings of the built-in piano: its sound and its audio device."""
    return PianoChoice(
        driver=settings.driver,
        device=settings.device,
        buffer_frames=settings.buffer_frames,
        gain=settings.gain,
        has_reverb=settings.reverb,
    )


def fitted(port: Output, settings: PortGroup) -> Output:
    """Return an open port with the settings of its instrument; close the port where that fails."""
    shape = PortShaping(settings.channel, settings.sends_program, settings.velocity_curve)
    try:
        output: Output = ShapedOutput(port, shape)
    except OutputError:
        port.close()
        raise
    return DelayedOutput(output, settings.delay_ms) if settings.delay_ms else output
