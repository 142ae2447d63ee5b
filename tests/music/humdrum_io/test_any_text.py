import pytest
from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.music.humdrum_io.reading import KernError, score_from_text
from chopin_studio.music.written_score.repeats import Repeats

TOKENS = st.sampled_from(
    [
        *("**kern", "**text", "*^", "*v", "*x", "*+", "*-", "*", "*staff1", "*M3/4", "*M0/4"),
        *("*k[f#]", "*c:", "*MM60", "*>A", "*>B1", "*>[A,A,B1]", "*>norep[A]", "*ped", "*Xped"),
        *("=", "=1", "=:|!", "=2!|:", "==", ".", "4c", "8.cc#", "[2e-", "2e-]", "4f 4a", "8qg"),
        *("4r", "4", "xyz", "0000c", "999999c", "1%999999c", "!", "!!!OTL: x", ""),
    ]
)
LINES = st.lists(TOKENS, min_size=1, max_size=4).map("\t".join)


@given(st.lists(LINES, max_size=30), st.sampled_from(Repeats))
def test_any_text_is_a_score_or_an_error(lines, repeats):
    try:
        score = score_from_text("\n".join(["**kern\t**kern", *lines]), "any.krn", repeats)
    except KernError:
        return
    assert score.excerpt.notes
    assert score.bars >= 1


@given(st.text())
def test_any_characters_are_no_score(text):
    with pytest.raises(KernError, match="has no notes"):
        score_from_text(text, "any.krn")
