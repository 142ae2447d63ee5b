"""Audio export: an excerpt rendered by FluidSynth, faster than real time, to an audio file.

WAV is written by the standard library, compressed formats by libsndfile through `soundfile`, which
is imported only then.
"""

import tempfile
import wave
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

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

_ENCODINGS = {
    ".flac": ("FLAC", "PCM_16"),
    ".ogg": ("OGG", "VORBIS"),
    ".mp3": ("MP3", "MPEG_LAYER_III"),
}
"""Format and encoding by extension, in libsndfile's names."""

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
    write = _write_wav if path.suffix.lower() == ".wav" else _write_by_library
    with replacing(path) as temporary, tempfile.TemporaryFile() as rendered:
        peak = _render_to(rendered, excerpt, soundfont or shipped_soundfont(), report)
        write(temporary, _amplified(rendered, _amplification(peak), report))
    report(1.0)


def _render_to(
    file: IO[bytes], excerpt: Excerpt, soundfont: Path, report: Callable[[float], None]
) -> float:
    """Write the audio to `file` as raw floats, block by block; return the peak."""
    peak, written = 0.0, 0
    total = max(1, _frame_at(excerpt, _last_tick(excerpt)))
    for block in render_excerpt(excerpt, soundfont):
        peak = max(peak, float(np.abs(block).max(initial=0.0)))
        file.write(block.tobytes())
        written += len(block)
        report(_RENDERING_SHARE * min(1.0, written / total))
    return peak


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


def _write_wav(path: Path, blocks: Iterable[Block]) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        for block in blocks:
            file.writeframes(np.rint(block * _FULL_SCALE).astype("<i2").tobytes())


def _write_by_library(path: Path, blocks: Iterable[Block]) -> None:
    """Write by libsndfile; raises ExportError where it is missing or fails."""
    kind, encoding = _ENCODINGS[path.suffix.lower()]
    try:
        import soundfile
    except (ImportError, OSError) as error:  # the latter where the library itself is missing
        raise ExportError(
            translatable(
                "{extension} files need the package soundfile, which cannot be loaded ({reason}). "
                "Install it, or export as .wav.",
                extension=path.suffix,
                reason=error,
            )
        ) from error
    try:
        with soundfile.SoundFile(path, "w", SAMPLE_RATE, 2, encoding, format=kind) as file:
            for block in blocks:
                file.write(block)
    except soundfile.LibsndfileError as error:
        raise ExportError(
            translatable(
                "The {extension} file could not be written ({reason}). "
                "Free some disk space, or export as .wav.",
                extension=path.suffix,
                reason=error,
            )
        ) from error


def _amplification(peak: float) -> float:
    return min(MAX_AMPLIFICATION, PEAK / peak) if peak > 0 else 1.0


def _last_tick(excerpt: Excerpt) -> int:
    return max(excerpt.end_tick, *(pedal.tick for pedal in excerpt.pedals), 0)


def _frame_at(excerpt: Excerpt, tick: int) -> int:
    return round(excerpt.tempo_map.tick_to_sec(tick) * SAMPLE_RATE)


def _ignore(share: float) -> None:
    """Ignore a report of progress."""
