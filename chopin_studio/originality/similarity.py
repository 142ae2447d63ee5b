"""How similar two takes are."""

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.originality.index import FEW_BUCKETS_BITS, CorpusIndex, Source
from chopin_studio.originality.report import report_on


def similarity(one: Excerpt, other: Excerpt) -> float:
    """Return the larger of the shares of notes of one take that are quoted from the other.

    Each take is compared with an index of the other alone, so that what is in another key or tempo
    counts, and what both have by chance does not. Their seeds are left out. 0 where one has no
    notes.
    """
    if not one.generated_notes or not other.generated_notes:
        return 0.0
    return max(_share_in(one, other), _share_in(other, one))


def _share_in(music: Excerpt, piece: Excerpt) -> float:
    return report_on(music, CorpusIndex.of([Source("", piece)], FEW_BUCKETS_BITS)).quoted_share
