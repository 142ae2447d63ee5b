"""How like each other two takes are."""

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.originality.index import CorpusIndex
from chopin_studio.originality.report import report_on


def likeness(one: Excerpt, other: Excerpt) -> float:
    """Return the share of the notes of either take that go along with the other, the larger share.

    Each take is looked at as if the other were all there is to quote, so that what is in another
    key or tempo counts, and what both have by chance does not. Their seeds are left out. 0 where
    one has no notes.
    """
    if not one.generated_notes or not other.generated_notes:
        return 0.0
    return max(_share_in(one, other), _share_in(other, one))


def _share_in(music: Excerpt, piece: Excerpt) -> float:
    return report_on(music, CorpusIndex.of([("", piece)])).quoted_share
