"""Audio for listeners: every excerpt by the built-in piano, all equally loud, as MP3 files.

MP3 is what every browser plays, also those of phones. Vorbis is not.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chopin_studio.export.audio import render_excerpt
from chopin_studio.export.compressed_audio import write_compressed
from chopin_studio.export.loudness import loudness
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.study.errors import StudyError
from chopin_studio.synth import SAMPLE_RATE
from chopin_studio.texts import translatable

AUDIO_EXTENSION = ".mp3"
HIGHEST_LUFS = -16.0
"""No excerpt is made louder than this, which is usual for what is heard on phones."""

MOST_PEAK_DB = -1.5
"""Decibels below full scale that no sample exceeds: an MP3 file may come back a little higher."""

_COMPRESSION = 0.6
"""About 80 kbit/s for piano, so that 25 minutes can be sent by mail."""

Report = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class RenderedExcerpt:
    """Audio in a file of raw 32-bit floats, its loudness in LUFS, and its peak in dB."""

    path: Path
    lufs: float
    peak_db: float
    duration_sec: float


def render_to(path: Path, music: Excerpt, soundfont: Path, report: Report) -> RenderedExcerpt:
    """Render music into a file at `path` and measure it; the share that is done is reported.

    Whatever `report` raises ends it. Raises StudyError for music that cannot be heard and where
    the disk is full, SynthError where FluidSynth or the soundfont is missing.
    """
    frames = _rendered(music, soundfont, report)
    lufs = loudness(frames, SAMPLE_RATE)
    if not np.isfinite(lufs):
        raise StudyError(
            translatable(
                "“{title}” is too short or too soft to be heard. Choose other music.",
                title=music.title,
            )
        )
    _keep(frames, path)
    peak_db = 20 * np.log10(float(np.abs(frames).max()))
    return RenderedExcerpt(path, lufs, float(peak_db), len(frames) / SAMPLE_RATE)


def common_loudness(rendered: list[RenderedExcerpt]) -> float:
    """Return the loudness in LUFS to which all can be brought without a peak above the limit.

    It is as loud as the excerpt allows whose peaks stand out most: all are lowered alike, and the
    peaks stay as they are.
    """
    return min(HIGHEST_LUFS, *(each.lufs + MOST_PEAK_DB - each.peak_db for each in rendered))


def encoded(rendered: RenderedExcerpt, lufs: float) -> bytes:
    """Return the audio as an MP3 file of that loudness; ExportError where it cannot be encoded.

    Nothing is stated in it about the music.
    """
    frames = np.fromfile(rendered.path, np.float32).reshape(-1, 2)
    gain = np.float32(10 ** ((lufs - rendered.lufs) / 20))
    file = io.BytesIO()
    write_compressed(file, AUDIO_EXTENSION, SAMPLE_RATE, [frames * gain], _COMPRESSION)
    return file.getvalue()


def _keep(frames: NDArray[np.float32], path: Path) -> None:
    try:
        path.write_bytes(frames.tobytes())
    except OSError as error:
        raise StudyError(
            translatable(
                "The audio of a study needs room on the disk that holds {folder} while it is "
                "created, and there is too little. Free some space there.",
                folder=path.parent.parent,
            )
        ) from error


def _rendered(music: Excerpt, soundfont: Path, report: Report) -> NDArray[np.float32]:
    """Return the audio of music, of shape (frames, 2)."""
    blocks, done = [np.zeros((0, 2), np.float32)], 0
    expected = max(1.0, music.duration_sec * SAMPLE_RATE)
    for block in render_excerpt(music, soundfont):
        blocks.append(block)
        done += len(block)
        report(min(1.0, done / expected))
    return np.concatenate(blocks)
