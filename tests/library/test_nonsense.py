"""Whatever a record says, it is a take that can be written again, or one sentence."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chopin_studio.library.take import TakeError
from chopin_studio.library.take_json import take_from_json, take_to_json
from tests.library.test_take import TAKE, VERSION_1

SEED_FILE = Path("nowhere.mid")
RECORDS = [json.loads(json.dumps(take_to_json(TAKE))), VERSION_1]

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
likely = st.sampled_from(
    [0, -1, 1e999, "", "1", [], {}, True, 10**30, "\ud800", "2026-01-01", {"kind": "excerpt"}]
)


def places(found, path=()):
    """Return where values lie in a record, as the keys that lead there."""
    for key, value in found.items():
        yield (*path, key)
        if isinstance(value, dict):
            yield from places(value, (*path, key))


@pytest.mark.parametrize("record", RECORDS, ids=["now", "version 1"])
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_any_value_in_any_place(record, data):
    damaged = json.loads(json.dumps(record))
    *path, key = data.draw(st.sampled_from(list(places(record))))
    holder = damaged
    for step in path:
        holder = holder[step]
    if data.draw(st.booleans()):
        holder[key] = data.draw(likely | anything)
    else:
        del holder[key]
    try:
        take = take_from_json(damaged, SEED_FILE)
    except TakeError:
        return
    json.dumps(take_to_json(take), ensure_ascii=False).encode()
    assert 0 <= take.marks.stars <= 5
    assert str(take.created.astimezone())
