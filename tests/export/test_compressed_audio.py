"""Sound in compressed formats, and what is said where libsndfile cannot write it."""

import builtins
import io
import sys

import numpy as np
import pytest
import soundfile

from chopin_studio.export.compressed_audio import write_compressed
from chopin_studio.export.errors import ExportError

BLOCKS = [np.zeros((4410, 2), np.float32)] * 3


@pytest.mark.parametrize("extension", [".flac", ".ogg", ".mp3"])
def test_every_block_is_written(extension):
    file = io.BytesIO()
    write_compressed(file, extension, 44100, BLOCKS)
    file.seek(0)
    samples, rate = soundfile.read(file)
    assert rate == 44100
    assert len(samples) >= 3 * 4410
    assert samples.shape[1] == 2


@pytest.mark.parametrize("extension", [".ogg", ".mp3"])
def test_more_compression_makes_smaller_files(extension):
    noise = np.random.default_rng(1).normal(scale=0.1, size=(44100, 2)).astype(np.float32)
    sizes = []
    for compression in (0.1, 0.5, 0.9):
        file = io.BytesIO()
        write_compressed(file, extension, 44100, [noise], compression)
        sizes.append(len(file.getvalue()))
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 1.5 * sizes[2]


@pytest.mark.parametrize("error", [ImportError, OSError])
def test_without_libsndfile_wav_is_left(error, monkeypatch):
    """The package may be missing, or the library that it loads."""
    real_import = builtins.__import__

    def importing(name, *arguments):
        if name == "soundfile":
            raise error("libsndfile not found")
        return real_import(name, *arguments)

    monkeypatch.delitem(sys.modules, "soundfile")
    monkeypatch.setattr(builtins, "__import__", importing)
    with pytest.raises(ExportError, match=r"libsndfile not found.*\.wav"):
        write_compressed(io.BytesIO(), ".ogg", 44100, BLOCKS)


def test_what_libsndfile_refuses_is_an_error_and_wav_is_left():
    with pytest.raises(ExportError, match=r"\.mp3.*\.wav"):
        write_compressed(io.BytesIO(), ".mp3", 12345, BLOCKS)  # no rate of MP3's
