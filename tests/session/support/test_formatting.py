import time
from datetime import UTC, datetime, timedelta

import pytest

from chopin_studio.session.support import formatting as wording


def test_positions_are_worded_like_a_clock() -> None:
    assert [wording.clock(s) for s in (-1, 0, 7.9, 754, 3723)] == [
        "0:00",
        "0:00",
        "0:07",
        "12:34",
        "1:02:03",
    ]


def test_numbers_have_their_nouns() -> None:
    assert wording.note_count(1) == "1 note"
    assert wording.note_count(12_345) == "12,345 notes"
    assert wording.size(3_567_000) == "3.6 MB"
    assert wording.millions(1_783_212) == "1.8 million"
    assert wording.millions(12_300) == "12,300"


def test_titles_are_sorted_by_their_numbers() -> None:
    titles = ["Prelude No. 10", "Prelude No. 2", "Ballade", "Étude"]
    expected = ["Ballade", "Prelude No. 2", "Prelude No. 10", "Étude"]
    assert sorted(titles, key=wording.alphabetically) == expected


def test_moments_are_worded_from_today() -> None:
    now = datetime(2026, 5, 14, 18, 30).astimezone()
    assert wording.when(now - timedelta(hours=2), now) == "16:30"
    assert wording.when(now - timedelta(days=1), now) == "yesterday 18:30"
    assert wording.when(now - timedelta(days=11), now).startswith("3 ")
    assert "2025" in wording.when(now - timedelta(days=365), now)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set here")
@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_the_first_and_the_last_moment_can_be_worded(
    monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        for moment in (datetime.min, datetime.max):
            assert wording.when(moment.replace(tzinfo=UTC), datetime.now(UTC))
    finally:
        monkeypatch.undo()
        time.tzset()
