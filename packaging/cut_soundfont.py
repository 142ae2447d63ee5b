"""Cut one preset, with all that it plays, out of a SoundFont 2 or 3 file.

    python packaging/cut_soundfont.py MuseScore_General_Lite.sf3 grand-piano.sf3

The chunks and records are those of the SoundFont Technical Specification 2.04, section 7. In an
SF3 file each sample is an Ogg Vorbis stream, whose place in `smpl` a header gives in bytes.
The same input always gives the same output, byte for byte.
"""

import argparse
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from chopin_studio.errors import StudioError
from chopin_studio.files import write_bytes

PRESET = struct.Struct("<20sHHHIII")  # name, preset, bank, first bag, library, genre, morphology
INSTRUMENT = struct.Struct("<20sH")  # name, first bag
BAG = struct.Struct("<HH")  # first generator, first modulator
MODULATOR = struct.Struct("<HHhHH")
GENERATOR = struct.Struct("<HH")  # operator, amount
SAMPLE = struct.Struct("<20sIIIIIBbHH")  # name, start, end, loop, loop, rate, ..., link, type

GENERATOR_INSTRUMENT = 41
GENERATOR_SAMPLE = 53
MONO = 1
COMPRESSED = 0x10
BYTES_PER_FRAME = 2
PADDING_FRAMES = 46  # of silence after each uncompressed sample, section 7.10 of the standard

Record = tuple[int, ...]
"""A generator or modulator, its fields as in the file."""


class SoundfontError(StudioError):
    """The file is no soundfont, or lacks the preset asked for."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample's header, section 7.10 of the standard; `pack` gives it as in the file.

    `start` and `end` count frames, or bytes where the sample is compressed; the loop of a
    compressed sample counts frames from the sample's own start.
    """

    name: bytes
    start: int
    end: int
    loop_start: int
    loop_end: int
    rate: int
    pitch: int
    correction: int
    link: int
    kind: int

    @property
    def is_compressed(self) -> bool:
        """Whether it is an Ogg Vorbis stream, the sign of SF3."""
        return bool(self.kind & COMPRESSED)

    @property
    def is_stereo(self) -> bool:
        """Whether `link` names another half."""
        return self.kind & ~COMPRESSED != MONO

    def moved_to(self, start: int, link: int) -> "Sample":
        """Give the header of the same sound at another place, with another partner."""
        loop_shift = 0 if self.is_compressed else start - self.start
        return replace(
            self,
            start=start,
            end=self.end + start - self.start,
            loop_start=self.loop_start + loop_shift,
            loop_end=self.loop_end + loop_shift,
            link=link,
        )

    def pack(self) -> bytes:
        """Give the record of 46 bytes."""
        return SAMPLE.pack(*astuple(self))


@dataclass(frozen=True, slots=True)
class Zone:
    """The generators and modulators of one key or velocity range, as in the file."""

    generators: tuple[Record, ...]
    modulators: tuple[Record, ...]

    def target(self, operator: int) -> int | None:
        """Give the instrument or sample that the zone plays, None for a global zone."""
        last = self.generators[-1] if self.generators else (None, 0)
        return last[1] if last[0] == operator else None

    def aimed_at(self, target: int) -> "Zone":
        """Give the same zone playing another instrument or sample."""
        operator, _ = self.generators[-1]
        return replace(self, generators=(*self.generators[:-1], (operator, target)))


def main() -> int:
    """Read the command line, cut, and say what came out."""
    parser = argparse.ArgumentParser(description="Cut one preset out of a soundfont.")
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--bank", type=int, default=0)
    parser.add_argument("--program", type=int, default=0)
    arguments = parser.parse_args()
    try:
        data = cut_preset(arguments.source.read_bytes(), arguments.bank, arguments.program)
        write_bytes(arguments.target, data)
    except (StudioError, OSError) as error:
        print(f"cut_soundfont: {error}", file=sys.stderr)
        return 1
    print(f"{arguments.target}: {len(data)} bytes")
    return 0


def cut_preset(data: bytes, bank: int, program: int) -> bytes:
    """Give a soundfont that holds one preset of the soundfont `data`, and nothing unused."""
    chunks = read_chunks(data)
    presets = list(PRESET.iter_unpack(chunks[b"phdr"]))
    instruments = list(INSTRUMENT.iter_unpack(chunks[b"inst"]))
    samples = [Sample(*fields) for fields in SAMPLE.iter_unpack(chunks[b"shdr"])]

    index = _find_preset(presets, bank, program)
    preset_zones = _zones(chunks, b"p", presets[index][3], presets[index + 1][3])
    used_instruments = _targets(preset_zones, GENERATOR_INSTRUMENT)
    instrument_zones = [
        _zones(chunks, b"i", instruments[number][1], instruments[number + 1][1])
        for number in used_instruments
    ]
    used_samples = _with_partners(
        samples, _targets([z for zones in instrument_zones for z in zones], GENERATOR_SAMPLE)
    )
    headers, sound = _pack_samples(samples, used_samples, chunks[b"smpl"])

    preset_zones = _renumber(preset_zones, GENERATOR_INSTRUMENT, used_instruments)
    instrument_zones = [
        _renumber(zones, GENERATOR_SAMPLE, used_samples) for zones in instrument_zones
    ]
    name, *_, library, genre, morphology = presets[index]
    body = {
        b"phdr": PRESET.pack(name, program, bank, 0, library, genre, morphology)
        + PRESET.pack(b"EOP", 0, 0, len(preset_zones), 0, 0, 0),
        **_pack_zones(b"p", preset_zones),
        b"inst": _pack_instruments(
            [instruments[number][0] for number in used_instruments], instrument_zones
        ),
        **_pack_zones(b"i", [zone for zones in instrument_zones for zone in zones]),
        b"shdr": headers,
    }
    return _chunk(
        b"RIFF",
        b"sfbk"
        + _chunk(b"LIST", b"INFO" + chunks[b"INFO"])
        + _chunk(b"LIST", b"sdta" + _chunk(b"smpl", sound))
        + _chunk(b"LIST", b"pdta" + b"".join(_chunk(*item) for item in body.items())),
    )


def read_chunks(data: bytes) -> dict[bytes, bytes]:
    """Give the content of `INFO` (its chunks packed together), `smpl` and all those of `pdta`."""
    if data[:4] != b"RIFF" or data[8:12] != b"sfbk":
        raise SoundfontError("This is no SoundFont file: give an .sf2 or .sf3 file.")
    found: dict[bytes, bytes] = {}
    for name, content in _subchunks(data[12:]):
        if name == b"LIST" and content[:4] == b"INFO":
            found[b"INFO"] = b"".join(_chunk(*item) for item in _subchunks(content[4:]))
        elif name == b"LIST":
            found.update(_subchunks(content[4:]))
    if missing := {b"INFO", b"smpl", b"phdr", b"inst", b"shdr"} - found.keys():
        raise SoundfontError(f"The SoundFont file is damaged: it lacks {missing}; get it anew.")
    return found


def _subchunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and content of each chunk, whether or not odd ones are padded.

    RIFF pads to even lengths; some SF3 writers don't, and then the next name starts at once.
    """
    offset = 0
    while offset + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, offset)
        yield name, data[offset + 8 : offset + 8 + size]
        offset += 8 + size
        if size % 2 and data[offset : offset + 1] == b"\0":
            offset += 1


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _find_preset(presets: list[tuple[Any, ...]], bank: int, program: int) -> int:
    for index, preset in enumerate(presets[:-1]):
        if preset[1:3] == (program, bank):
            return index
    raise SoundfontError(f"There is no preset {program} in bank {bank}: choose another.")


def _zones(chunks: dict[bytes, bytes], kind: bytes, first: int, end: int) -> list[Zone]:
    """Read the zones `[first, end)` of the presets (`p`) or the instruments (`i`)."""
    bags = list(BAG.iter_unpack(chunks[kind + b"bag"]))
    generators = list(GENERATOR.iter_unpack(chunks[kind + b"gen"]))
    modulators = list(MODULATOR.iter_unpack(chunks[kind + b"mod"]))
    return [
        Zone(
            tuple(generators[bags[number][0] : bags[number + 1][0]]),
            tuple(modulators[bags[number][1] : bags[number + 1][1]]),
        )
        for number in range(first, end)
    ]


def _targets(zones: Iterable[Zone], operator: int) -> list[int]:
    """Give the numbers of what `zones` play, each once, in the file's order."""
    targets = (zone.target(operator) for zone in zones)
    return sorted({target for target in targets if target is not None})


def _with_partners(samples: list[Sample], used: list[int]) -> list[int]:
    """Add the other half of each stereo sample."""
    partners = {samples[number].link for number in used if _is_half_of_pair(samples, number)}
    return sorted({*used, *partners})


def _is_half_of_pair(samples: list[Sample], number: int) -> bool:
    """Whether a sample and the one it links to name each other; some fonts leave links at 0."""
    sample = samples[number]
    return (
        sample.is_stereo
        and samples[sample.link].is_stereo
        and (samples[sample.link].link == number)
    )


def _renumber(zones: Iterable[Zone], operator: int, kept: list[int]) -> list[Zone]:
    """Let `zones` play the same things by their numbers in the new file."""
    new_numbers = {old: new for new, old in enumerate(kept)}
    return [
        zone if (target := zone.target(operator)) is None else zone.aimed_at(new_numbers[target])
        for zone in zones
    ]


def _pack_instruments(names: list[bytes], zones: list[list[Zone]]) -> bytes:
    packed, first_bag = b"", 0
    for name, own_zones in zip(names, zones, strict=True):
        packed += INSTRUMENT.pack(name, first_bag)
        first_bag += len(own_zones)
    return packed + INSTRUMENT.pack(b"EOI", first_bag)


def _pack_zones(kind: bytes, zones: list[Zone]) -> dict[bytes, bytes]:
    """Give the bag, modulator and generator chunks, each with its closing record."""
    bags, modulators, generators = b"", b"", b""
    for zone in zones:
        bags += BAG.pack(len(generators) // GENERATOR.size, len(modulators) // MODULATOR.size)
        modulators += b"".join(MODULATOR.pack(*record) for record in zone.modulators)
        generators += b"".join(GENERATOR.pack(*record) for record in zone.generators)
    bags += BAG.pack(len(generators) // GENERATOR.size, len(modulators) // MODULATOR.size)
    return {
        kind + b"bag": bags,
        kind + b"mod": modulators + bytes(MODULATOR.size),
        kind + b"gen": generators + bytes(GENERATOR.size),
    }


def _pack_samples(samples: list[Sample], kept: list[int], sound: bytes) -> tuple[bytes, bytes]:
    """Give the headers and the sound of the samples to keep, laid out anew one after another."""
    new_numbers = {old: new for new, old in enumerate(kept)}
    headers, packed = [], bytearray()
    for number in kept:
        sample = samples[number]
        unit = 1 if sample.is_compressed else BYTES_PER_FRAME
        start = len(packed) // unit
        packed += sound[sample.start * unit : sample.end * unit]
        packed += bytes(len(packed) % 2 if sample.is_compressed else PADDING_FRAMES * unit)
        link = new_numbers[sample.link] if _is_half_of_pair(samples, number) else 0
        headers.append(sample.moved_to(start, link).pack())
    return b"".join(headers) + SAMPLE.pack(b"EOS", *[0] * 9), bytes(packed)


if __name__ == "__main__":
    sys.exit(main())
