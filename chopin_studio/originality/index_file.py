"""Indexes as files: safetensors, whose arrays are checked before they are used.

Anybody may have made the index of a bundle, so nothing in it is trusted.
"""

import json
import zlib
from collections.abc import Sized
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from chopin_studio.data_fields import DataError
from chopin_studio.data_files import read_bounded
from chopin_studio.errors import StudioError
from chopin_studio.files import write_bytes
from chopin_studio.originality.index import BUCKET_BITS, MOST_EVENTS, CorpusIndex
from chopin_studio.texts import translatable

FORMAT_VERSION = 2
MOST_BYTES = 32 * 2**20
"""Three times the index of all corpora."""

OWN_INDEX_FILE = "originality.safetensors"
"""What the index of a bundle is called that learned from music that only its maker has."""

_MOST_TITLES = 65_535
_LONGEST_TITLE = 200
_ABOUT = "about"


class IndexFileError(StudioError):
    """The index of the corpus cannot be used."""


def unreadable_index(path: Path, reason: object) -> IndexFileError:
    """Return the error for an index that cannot be read."""
    return IndexFileError(
        translatable(
            "The index of the corpus, {path}, cannot be read ({reason}). "
            "Install Chopin Studio again.",
            path=path,
            reason=reason,
        )
    )


def save_index(index: CorpusIndex, path: Path) -> None:
    """Write an index to `path`."""
    write_bytes(path, index_bytes(index))


def index_bytes(index: CorpusIndex) -> bytes:
    """Return an index as a file's content; always the same of the same index."""
    about = {
        "format_version": FORMAT_VERSION,
        "titles": index.titles,
        "corpora": index.corpora,
    }
    tensors: dict[str, np.ndarray] = {
        "counts": _packed(index.counts),
        "entries": index.entries,
        "bars": _packed(np.diff(index.bars, prepend=np.int16(0))),
        "row_starts": index.row_starts,
        "row_pieces": index.row_pieces,
        _ABOUT: _packed(np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), np.uint8)),
    }
    return save(tensors)


def load_index(path: Path) -> CorpusIndex:
    """Read what `save_index` wrote; raises IndexFileError where it cannot be read."""
    try:
        return _index_from(read_bounded(path, MOST_BYTES), path)
    except OSError as error:
        raise unreadable_index(path, error.strerror or error) from error
    except (DataError, SafetensorError, KeyError, TypeError, ValueError, zlib.error) as error:
        raise unreadable_index(path, error) from error


def _index_from(data: bytes, path: Path) -> CorpusIndex:
    tensors = load(data)
    about = json.loads(_unpacked(tensors[_ABOUT], np.uint8, 2**24).tobytes())
    if about["format_version"] != FORMAT_VERSION:
        raise unreadable_index(path, translatable("it was made by another version"))
    titles = tuple(str(title)[:_LONGEST_TITLE] for title in about["titles"])
    bars = np.cumsum(_unpacked(tensors["bars"], np.int16, MOST_EVENTS), dtype=np.int16)
    index = CorpusIndex(
        titles,
        _unpacked(tensors["counts"], np.uint8, 1 << BUCKET_BITS),
        _typed(tensors["entries"], np.uint32),
        bars,
        _typed(tensors["row_starts"], np.uint32),
        _typed(tensors["row_pieces"], np.uint16),
        tuple(str(name)[:_LONGEST_TITLE] for name in about.get("corpora", ())),
    )
    if len(titles) > _MOST_TITLES or not is_sound(index):
        raise ValueError("its parts do not belong together")
    return index


def is_sound(index: CorpusIndex) -> bool:
    """Return whether every number of an index points to something that is there."""
    starts = index.row_starts
    return (
        len(index.counts) == 1 << BUCKET_BITS
        and int(index.counts.sum(dtype=np.int64)) == len(index.entries)
        and int((index.entries & np.uint32(MOST_EVENTS - 1)).max(initial=0)) <= _last(index.bars)
        and len(starts) == len(index.row_pieces)
        and int(index.row_pieces.max(initial=0)) <= _last(index.titles)
        and (not len(index.entries) or (len(starts) > 0 and int(starts[0]) == 0))
        and bool((np.diff(starts.astype(np.int64)) >= 0).all())
        and int(starts.max(initial=0)) <= len(index.bars)
    )


def _last(values: Sized) -> int:
    return max(len(values) - 1, 0)


def _packed(values: np.ndarray) -> NDArray[np.uint8]:
    return np.frombuffer(zlib.compress(np.ascontiguousarray(values).tobytes(), 9), np.uint8)


def _unpacked(packed: np.ndarray, kind: type, most: int) -> np.ndarray:
    """Return unpacked numbers; raises ValueError for more than `most` of them."""
    size = most * np.dtype(kind).itemsize
    unpacking = zlib.decompressobj()
    data = unpacking.decompress(_typed(packed, np.uint8).tobytes(), size)
    if unpacking.unconsumed_tail:
        raise ValueError("it is too large")
    return np.frombuffer(data, kind)


def _typed(values: np.ndarray, kind: type) -> np.ndarray:
    """Return a row of numbers of the kind expected; raises TypeError for any other array."""
    if values.dtype != kind or values.ndim != 1:
        raise TypeError("it has other numbers than expected")
    return values
