"""Audio export: an excerpt rendered by FluidSynth, faster than real time, to an audio file.

WAV is written by the standard library, compressed formats by `compressed_audio`.
"""

import os
import tempfile
import wave
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO

import numpy as np
from numpy.typing import NDArray

from chopin_studio.export.compressed_audio import write_compressed
from chopin_studio.export.errors import ExportError
from chopin_studio.files import replacing
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_messages import CONTROL_CHANGE, SUSTAIN_PEDAL, perform
from chopin_studio.paths import soundfont as shipped_soundfont
from chopin_studio.synth import SAMPLE_RATE, Synth, new_synth, play_message, render
from chopin_studio.texts import translatable

MAX_SEC = 6 * 3600
"""Four gigabytes, the most that a WAV file can hold, are 6.7 hours."""

MAX_TAIL_SEC = 6.0
PEAK = 10 ** (-1 / 20)
"""The level of the loudest sample: 1 dB below full scale."""

MAX_AMPLIFICATION = 4.0
"""A very soft piece stays soft: no more than 12 dB are added."""

_BLOCK_FRAMES = 16384
_INAUDIBLE = 10 ** (-70 / 20)
_FULL_SCALE = 32767
_RENDERING_SHARE = 0.9
"""The share of the time that rendering takes; the rest is writing."""

Block = NDArray[np.float32]
"""Frames of audio, of shape (frames, 2)."""


def export_audio(
    excerpt: Excerpt,
    path: Path,
    report: Callable[[float], None] | None = None,
    soundfont: Path | None = None,
) -> None:
    """Write `excerpt` as stereo audio at 44.1 kHz, until the last sound has died away.

    The extension of `path` selects the format: .wav and .flac have 16 bits a sample, .ogg is
    Vorbis and .mp3 layer III. `report` is called with the share that is done, 0 to 1; whatever it
    raises cancels the export and leaves the file as it was. Raises ExportError for music longer
    than MAX_SEC, SynthError where FluidSynth or the soundfont is missing, FileWriteError where the
    file can't be written.
    """
    if excerpt.duration_sec > MAX_SEC:
        raise ExportError(
            translatable(
                "This music lasts {hours:.0f} hours, but an audio file holds {most} at most. "
                "Export it as MIDI, or only a part of it as audio.",
                hours=excerpt.duration_sec / 3600,
                most=MAX_SEC // 3600,
            )
        )
    report = report or _ignore
    with replacing(path) as file, _scratch_file() as rendered:
        peak = _render_to(rendered, excerpt, soundfont or shipped_soundfont(), report)
        _write(file, path.suffix.lower(), _amplified(rendered, _amplification(peak), report))
    report(1.0)


@contextmanager
def _scratch_file() -> Iterator[IO[bytes]]:
    """Yield a file without a name, for the audio before it is amplified."""
    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115  closed below
    except OSError as error:
        raise _no_scratch(error) from error
    try:
        yield file
    finally:
        with suppress(OSError):  # which would hide that the disk was full before
            file.close()


def _no_scratch(error: OSError) -> ExportError:
    return ExportError(
        translatable(
            "Audio export needs a temporary file of {size} MB per minute of music, and the disk "
            "that holds {folder} has too little space. Free some space there.",
            size=round(60 * SAMPLE_RATE * 8 / 2**20),
            folder=tempfile.tempdir or os.environ.get("TMPDIR", "/tmp"),
        )
    )


def _render_to(
    file: IO[bytes], excerpt: Excerpt, soundfont: Path, report: Callable[[float], None]
) -> float:
    """Write the audio to `file` as raw floats, block by block; return the peak."""
    peak, written = 0.0, 0
    total = max(1, _frame_at(excerpt, _last_tick(excerpt)))
    for block in render_excerpt(excerpt, soundfont):
        peak = max(peak, float(np.abs(block).max(initial=0.0)))
        _keep(file, block)
        written += len(block)
        report(_RENDERING_SHARE * min(1.0, written / total))
    return peak


def _keep(file: IO[bytes], block: Block) -> None:
    """Write a block to the scratch file; ExportError where there is no room."""
    try:
        file.write(block.tobytes())
        file.flush()
    except OSError as error:
        raise _no_scratch(error) from error


def render_excerpt(excerpt: Excerpt, soundfont: Path) -> Iterator[Block]:
    """Yield the audio of `excerpt` in blocks, until the last note has died away."""
    synth = new_synth(soundfont)
    try:
        frame = 0
        for tick, message in perform(excerpt):
            due = _frame_at(excerpt, tick)
            yield from _blocks(synth, due - frame)
            frame = due
            play_message(synth, message)
        play_message(synth, (CONTROL_CHANGE, SUSTAIN_PEDAL, 0))
        yield from _tail(synth)
    finally:
        synth.delete()


def _tail(synth: Synth) -> Iterator[Block]:
    """Yield the audio that follows the last note, at most MAX_TAIL_SEC; a long one is faded out."""
    frames = int(MAX_TAIL_SEC * SAMPLE_RATE)
    fade = np.linspace(1.0, 0.0, frames, dtype=np.float32) ** 0.5
    rendered = 0
    for block in _blocks(synth, frames):
        yield block * fade[rendered : rendered + len(block), np.newaxis]
        rendered += len(block)
        if np.abs(block).max() < _INAUDIBLE:
            return


def _blocks(synth: Synth, frames: int) -> Iterator[Block]:
    while frames > 0:
        yield render(synth, min(frames, _BLOCK_FRAMES))
        frames -= _BLOCK_FRAMES


def _amplified(
    rendered: IO[bytes], amplification: float, report: Callable[[float], None]
) -> Iterator[Block]:
    """Read the raw floats of `rendered` from the beginning, amplified, in blocks."""
    total = max(1, rendered.tell())
    rendered.seek(0)
    while data := rendered.read(_BLOCK_FRAMES * 8):
        report(_RENDERING_SHARE + (0.99 - _RENDERING_SHARE) * rendered.tell() / total)
        yield np.frombuffer(data, dtype=np.float32).reshape(-1, 2) * np.float32(amplification)


def _write(file: BinaryIO, extension: str, blocks: Iterable[Block]) -> None:
    """Write blocks in the format of an extension."""
    if extension == ".wav":
        _write_wav(file, blocks)
    else:
        write_compressed(file, extension, SAMPLE_RATE, blocks)


def _write_wav(file: BinaryIO, blocks: Iterable[Block]) -> None:
    with wave.open(file, "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(SAMPLE_RATE)
        for block in blocks:
            sound.writeframes(np.rint(block * _FULL_SCALE).astype("<i2").tobytes())


def _amplification(peak: float) -> float:
    return min(MAX_AMPLIFICATION, PEAK / peak) if peak > 0 else 1.0


def _last_tick(excerpt: Excerpt) -> int:
    return max(excerpt.end_tick, *(pedal.tick for pedal in excerpt.pedals), 0)


def _frame_at(excerpt: Excerpt, tick: int) -> int:
    return round(excerpt.tempo_map.tick_to_sec(tick) * SAMPLE_RATE)


def _ignore(share: float) -> None:
    """Ignore a report of progress."""
