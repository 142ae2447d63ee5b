"""A soundfont small enough to load in no time."""

import struct

import numpy as np


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content


def tiny_soundfont() -> bytes:
    """Return two presets, 0 and 5, each playing a sample of its own through its own instrument."""
    frames = 600
    wave = (8000 * np.sin(np.arange(frames) / 10)).astype("<i2")
    loud = (20000 * np.sin(np.arange(frames) / 5)).astype("<i2")
    gap = bytes(92)
    start = frames + 46
    presets = [(b"first", 0, 0, 0), (b"second", 5, 0, 1), (b"EOP", 0, 0, 2)]
    zones = {b"bag": [(0, 0), (1, 0), (2, 0)], b"mod": [(0, 0, 0, 0, 0)]}
    pdta = {
        b"phdr": b"".join(struct.pack("<20sHHHIII", *p, 0, 0, 0) for p in presets),
        b"pbag": b"".join(struct.pack("<HH", *bag) for bag in zones[b"bag"]),
        b"pmod": bytes(10),
        b"pgen": struct.pack("<6H", 41, 0, 41, 1, 0, 0),
        b"inst": b"".join(
            struct.pack("<20sH", *i) for i in [(b"one", 0), (b"two", 1), (b"EOI", 2)]
        ),
        b"ibag": b"".join(struct.pack("<HH", *bag) for bag in zones[b"bag"]),
        b"imod": bytes(10),
        b"igen": struct.pack("<6H", 53, 0, 53, 1, 0, 0),
        b"shdr": struct.pack("<20s5IBbHH", b"soft", 0, frames, 8, 500, 44100, 60, 0, 0, 1)
        + struct.pack(
            "<20s5IBbHH", b"loud", start, start + frames, start + 8, start + 500, 44100, 60, 0, 0, 1
        )
        + struct.pack("<20s5IBbHH", b"EOS", *[0] * 9),
    }
    return _chunk(
        b"RIFF",
        b"sfbk"
        + _chunk(b"LIST", b"INFO" + _chunk(b"ifil", struct.pack("<HH", 2, 4)))
        + _chunk(b"LIST", b"sdta" + _chunk(b"smpl", wave.tobytes() + gap + loud.tobytes() + gap))
        + _chunk(b"LIST", b"pdta" + b"".join(_chunk(*item) for item in pdta.items())),
    )
