from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.session.takes.list_diff import row_changes

KEYS = st.lists(st.integers(0, 12), unique=True)


@given(KEYS, KEYS)
def test_the_steps_lead_from_one_list_to_the_other(before: list[int], after: list[int]) -> None:
    changes = row_changes(before, after)
    rows = before[:]
    for first, last in changes.removed:
        assert not set(rows[first : last + 1]) & set(after)
        del rows[first : last + 1]
    kept = [key for key in after if key in before]
    assert changes.is_moved == (rows != kept)
    rows = kept
    for first, last in changes.inserted:
        rows[first:first] = after[first : last + 1]
    assert rows == after


def test_neighbours_go_and_come_together() -> None:
    changes = row_changes([1, 2, 3, 4], [1, 4, 5, 6])
    assert changes.removed == ((1, 2),)
    assert changes.inserted == ((2, 3),)
    assert changes.steps == 2


def test_a_list_that_is_the_same_needs_no_step() -> None:
    assert row_changes([1, 2], [1, 2]).steps == 0
