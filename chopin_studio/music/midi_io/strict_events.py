"""Whether bytes of a track read on as events of the standard, to choose between two readings."""

META, SYSEX, SYSEX_END = 0xFF, 0xF0, 0xF7
END_OF_TRACK = 0x2F
NOT_A_NUMBER = -1

FIXED_LENGTHS = {0x00: 2, 0x20: 1, 0x21: 1, END_OF_TRACK: 0, 0x51: 3, 0x54: 5, 0x58: 4, 0x59: 2}
"""How long the meta events are whose length the standard fixes, by their types."""

_NUMBER_BYTES = 4
_EVENTS_TO_TRUST = 4
"""So many sound events in a row rarely come about by chance."""


def long_number(data: bytes, position: int) -> tuple[int, int]:
    """Return the variable-length number at `position` and where it ends.

    The number is NOT_A_NUMBER where it has more than the four bytes that the standard allows.
    Raises IndexError where the data end before it does.
    """
    value = 0
    for place in range(position, position + _NUMBER_BYTES):
        byte = data[place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + 1
    return NOT_A_NUMBER, position + _NUMBER_BYTES


def data_bytes_of(status: int) -> int:
    """Return how many data bytes follow the status byte of a channel message."""
    return 1 if 0xC0 <= status < 0xE0 else 2


def is_clean(data: bytes, position: int, running: int) -> bool:
    """Return whether the events from `position` on are sound, as far as it takes to trust them."""
    return clean_events(data, position, running) == _EVENTS_TO_TRUST


def clean_events(data: bytes, position: int, running: int, is_at_status: bool = False) -> int:
    """Return how many sound events stand from `position` on, counted as far as to trust them.

    `running` is the status byte that holds there, 0 for none; `is_at_status` where no delta time
    stands before the first event. The end of the track or of the data can be trusted too.
    """
    try:
        for count in range(_EVENTS_TO_TRUST):
            if position == len(data):
                return _EVENTS_TO_TRUST
            if count or not is_at_status:
                delta, position = long_number(data, position)
                if delta == NOT_A_NUMBER:
                    return count
            if data[position] == META and data[position + 1] == END_OF_TRACK:
                return _EVENTS_TO_TRUST if data[position + 2] == 0 else count
            position, running = _event_end(data, position, running)
            if not 0 < position <= len(data):
                return count
    except IndexError:
        return count
    return _EVENTS_TO_TRUST


def _event_end(data: bytes, position: int, running: int) -> tuple[int, int]:
    """Return where the event ends whose status is due at `position`, -1 where it is unsound.

    The second number is the status byte that holds after it.
    """
    status = data[position]
    if status < 0x80:
        status = running
    else:
        position += 1
    if 0x80 <= status < 0xF0:
        end = position + data_bytes_of(status)
        is_sound = end <= len(data) and all(byte < 0x80 for byte in data[position:end])
        return (end if is_sound else -1), status
    if status == META and data[position] < 0x80:
        return _body_end(data, position + 1), running
    if status in (SYSEX, SYSEX_END):
        return _body_end(data, position), running
    return -1, running


def _body_end(data: bytes, position: int) -> int:
    length, start = long_number(data, position)
    return start + length if length != NOT_A_NUMBER else -1
