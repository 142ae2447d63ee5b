"""MIDI input ports: keyboards to play on."""

from collections.abc import Iterable

from chopin_studio.playback.outputs.base import OutputError
from chopin_studio.playback.outputs.midi_port import connect, usual_apis


def input_ports(apis: Iterable[str] | None = None) -> tuple[str, ...]:
    """Give the names of the MIDI input ports that are there now, none where there is no MIDI."""
    try:
        client = connect(usual_apis() if apis is None else apis, is_input=True)
    except OutputError:
        return ()
    try:
        return client.port_names()
    except OutputError:
        return ()
    finally:
        client.close()
