"""Whatever a record says, it is a take that can be written again, or one sentence."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import TakeError
from chopin_studio.library.take_json import take_from_json, take_to_json
from tests.library.takes import MUSIC, RECORD
from tests.library.test_take import TAKE, VERSION_1
from tests.plain_text import has_controls, is_sentence

SEED_FILE = Path("nowhere.mid")
RECORDS = [json.loads(json.dumps(take_to_json(TAKE))), VERSION_1]

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
likely = st.sampled_from(
    [
        *(0, -1, 1e999, "", "1", [], {}, True, 10**30, "\ud800", "2026-01-01", {"kind": "excerpt"}),
        *(10**4200, "x" * 5000, "\x1b[2J", "a\nb", "../up", ["\x1b[2J"], ["x" * 5000]),
    ]
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
    assert 0 <= take.note_count <= 2**53
    texts = [take.title, take.record.bundle_id, *take.marks.tags]
    if take.descent is not None:
        texts += [take.descent.words, take.descent.parent_id]
    if take.originality is not None:
        texts += [take.originality.verdict, take.originality.index_id]
    assert not any(map(has_controls, texts))
    assert max(map(len, texts)) <= 300


@pytest.mark.skipif(os.name != "posix", reason="pipes have POSIX names")
@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", ["take.json", "take.mid"])
@pytest.mark.parametrize("attack", ["pipe", "endless", "device", "folder"])
def test_a_take_with_a_file_that_is_none_harms_itself_alone(tmp_path, name, attack):
    store = TakeStore(tmp_path / "takes")
    good, bad = store.add(MUSIC, RECORD), store.add(MUSIC, RECORD)
    path = store.folder_of(bad.id) / name
    path.unlink()
    if attack == "pipe":
        os.mkfifo(path)
    elif attack == "folder":
        path.mkdir()
    elif attack == "device":
        path.symlink_to("/dev/zero")
    else:
        with path.open("wb") as file:
            file.truncate(2**40)
    listed = TakeStore(tmp_path / "takes").takes()
    problems = list(listed.problems)
    if name == "take.mid":
        with pytest.raises(TakeError) as raised:
            store.excerpt(bad.id)
        problems.append(str(raised.value))
    assert good in listed.takes
    assert len(problems) == 1
    assert is_sentence(problems[0].replace(str(tmp_path), ""))


def test_a_title_that_an_earlier_version_kept_is_shown_on_one_line_and_no_take_is_lost():
    record = RECORDS[0] | {"title": "Rain\x1b[2J\n" + "drops " * 2000}
    take = take_from_json(record, SEED_FILE)
    assert take.title.startswith("Rain [2J drops drops")
    assert len(take.title) <= 200
