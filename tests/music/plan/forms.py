"""Hypothesis strategies for forms."""

from hypothesis import strategies as st

from chopin_studio.music.plan.plan import Likeness, Section
from chopin_studio.music.plan.section_edits import whole

returns = st.sampled_from([Likeness.EXACT, Likeness.VARIED, Likeness.LOOSE, Likeness.RHYTHM])
sections = st.builds(
    Section,
    letter=st.sampled_from("ABC"),
    bars=st.integers(1, 20),
    likeness=returns,
    transposition=st.integers(-12, 12),
)
forms = st.lists(sections, min_size=1, max_size=10).map(tuple).map(whole)
