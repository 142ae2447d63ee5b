"""Whatever a Humdrum file has, it opens or is refused in a sentence."""

from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.music.humdrum_io.opening import music_from_text
from chopin_studio.music.humdrum_io.reading import KernError
from chopin_studio.music.written_score.repeats import Repeats

TOKENS = st.sampled_from(
    [
        *("**kern", "**dynam", "*^", "*v", "*x", "*+", "*-", "*", "*staff1", "*M3/4", "*MM60"),
        *("*>A", "*>B1", "*>[A,A,B1]", "*ped", "*Xped", "=", "=1", "=:|!", "=2!|:", "==", "."),
        *("4c", "8.cc#'", "[2e-^", "2e-];", "4f 4a", "8qg", "16qqf", "4r", "p", "<", "[", "sfz"),
        *("!", "!!!OMD: Allegro", "!!!OMD: rit.", "!!!OMD: a tempo"),
    ]
)
LINES = st.lists(TOKENS, min_size=1, max_size=4).map("\t".join)


@given(st.lists(LINES, max_size=30), st.sampled_from(Repeats))
def test_any_text_opens_or_is_refused(lines, repeats):
    try:
        found = music_from_text("\n".join(["**kern\t**dynam", *lines]), "any.krn", repeats)
    except KernError:
        return
    assert found.excerpt.notes
