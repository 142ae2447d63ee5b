"""Tell what music a bundle learned from, and index what only its maker has.

What a bundle of one's own learned from is in no index that ships. So it brings one, and its takes
are compared with that as well.
"""

from pathlib import Path

from chopin_studio.errors import StudioError
from chopin_studio.music.midi_io import read_midi
from chopin_studio.originality.index import CorpusIndex, Source
from chopin_studio.originality.index_file import OWN_INDEX_FILE, save_index

SHIPPED_CORPORA = ("piano-midi", "chopin-first-editions", "polish-piano")
"""The corpora in the index that ships, by the names of their folders."""

_MIDI = (".mid", ".midi")


def learned_corpora(corpus: Path, bundle_id: str, folder: Path) -> tuple[str, ...]:
    """Return the names of the corpora in `corpus`; index any other music in a bundle's `folder`.

    Music of one's own is named after the bundle. Nothing is indexed where it is too much for an
    index, and then reports say that it is missing.
    """
    known = tuple(name for name in SHIPPED_CORPORA if (corpus / name).is_dir())
    if known:
        return known
    if corpus.name in SHIPPED_CORPORA:
        return (corpus.name,)
    own = f"own:{bundle_id}"
    try:
        index = CorpusIndex.of(_sources(corpus), corpora=(own,))
    except ValueError:
        return (own,)
    save_index(index, folder / OWN_INDEX_FILE)
    return (own,)


def _sources(corpus: Path) -> list[Source]:
    """Read the MIDI files under `corpus`, each called by its name."""
    paths = sorted(p for p in corpus.rglob("*") if p.suffix.lower() in _MIDI and p.is_file())
    sources = []
    for path in paths:
        try:
            sources.append(Source(path.stem, read_midi(path)))
        except StudioError:
            continue  # which training refused, too, or passed over
    return sources
