"""The outputs as the user's settings have them."""

from chopin_studio.playback.outputs.base import Output, OutputError
from chopin_studio.playback.outputs.delayed import DelayedOutput
from chopin_studio.playback.outputs.fluidsynth import PianoChoice
from chopin_studio.playback.outputs.shaped import PortShaping, ShapedOutput
from chopin_studio.settings import AppSettings


def piano_choice(settings: AppSettings) -> PianoChoice:
    """Return how the built-in piano is to sound, and where."""
    return PianoChoice(
        driver=settings.piano_driver,
        device=settings.piano_device,
        buffer_frames=settings.piano_buffer,
        gain=settings.piano_gain,
        has_reverb=settings.piano_reverb,
    )


def fitted(port: Output, settings: AppSettings) -> Output:
    """Return an open port as its instrument wants to be played; close it where it takes nothing."""
    shape = PortShaping(settings.port_channel, settings.port_program, settings.port_velocity_curve)
    try:
        output: Output = ShapedOutput(port, shape)
    except OutputError:
        port.close()
        raise
    return DelayedOutput(output, settings.port_delay_ms) if settings.port_delay_ms else output
