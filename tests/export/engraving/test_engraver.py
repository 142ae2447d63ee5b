"""Whatever becomes of the engraver: pages, or a sentence that does not blame the music."""

import os
import threading
from functools import partial

import pytest

from chopin_studio.export.engraving.engraver import Engraver, time_limit_sec
from chopin_studio.export.errors import ExportError
from tests.export.engraving import fake_engravers as fakes
from tests.plain_text import is_sentence

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the fakes are ended by POSIX signals")
SCORE = b"<score-partwise/>" * 100_000
"""More than a pipe holds: who writes it waits until it is read."""

MOMENTS = [
    "at its start",
    "while it is written to",
    "before it answers",
    "between pages",
    "half-way through a page",
]


@pytest.fixture
def starts(tmp_path):
    """Return the file that counts how often a process was started."""
    return tmp_path / "starts"


def count(starts):
    return starts.stat().st_size


def refusal(engraver):
    with pytest.raises(ExportError) as raised:
        engraver.pages(SCORE)
    sentence = str(raised.value)
    assert is_sentence(sentence)
    assert "MusicXML" in sentence
    assert "This music" not in sentence
    return sentence


def test_one_process_serves_one_score_after_the_other(starts):
    with Engraver(run=partial(fakes.good, starts)) as engraver:
        assert [engraver.pages(SCORE) for _ in range(3)] == [fakes.PAGES] * 3
    assert count(starts) == 1


@pytest.mark.parametrize("when", MOMENTS)
def test_one_that_dies_is_started_again_and_asked_once_more(starts, when):
    with Engraver(run=partial(fakes.fails, fakes.die, when, 1, starts)) as engraver:
        assert engraver.pages(SCORE) == fakes.PAGES
    assert count(starts) == 2


@pytest.mark.parametrize("when", ["at its start", "half-way through a page"])
def test_one_that_dies_twice_is_said_to_have_stopped_and_may_be_asked_again(starts, when):
    with Engraver(run=partial(fakes.fails, fakes.die, when, 2, starts)) as engraver:
        assert "stopped unexpectedly" in refusal(engraver)
        assert engraver.pages(SCORE) == fakes.PAGES
    assert count(starts) == 3


@pytest.mark.timeout(120)
@pytest.mark.parametrize("when", MOMENTS[1:])
def test_one_that_hangs_is_ended_said_to_have_hung_and_may_be_asked_again(starts, when):
    run = partial(fakes.fails, fakes.hang, when, 1, starts)
    with Engraver(run=run, limit_sec=lambda score: 0.2 if count(starts) == 1 else 60) as engraver:
        assert "did not answer and was ended" in refusal(engraver)
        assert engraver.pages(SCORE) == fakes.PAGES
    assert count(starts) == 2


@pytest.mark.timeout(120)
def test_one_that_hangs_at_its_start_is_ended(starts, monkeypatch):
    monkeypatch.setattr("chopin_studio.export.engraving.engraver.START_SEC", 0.2)
    run = partial(fakes.fails, fakes.hang, "at its start", 99, starts)
    with Engraver(run=run) as engraver:
        assert "did not answer and was ended" in refusal(engraver)
        assert engraver.process is None


@pytest.mark.parametrize(
    "answer",
    [
        [b""],
        [b"hello"],
        [b"+"],
        [b"+many"],
        [b"+0"],
        [b"+-1"],
        [b"+99999999999"],
        [b"+" + b"9" * 5000],
        [b"+\xff"],
        [b"+1", b"\xff\xfe"],
    ],
    ids=lambda answer: repr(answer)[:20],
)
def test_one_that_answers_nonsense_is_started_again_and_then_said_to_have_stopped(starts, answer):
    with Engraver(run=partial(fakes.answers, answer, starts)) as engraver:
        assert "stopped unexpectedly" in refusal(engraver)
    assert count(starts) == 2


@pytest.mark.parametrize("words", [b"", b"+", b"+{", b"?{}", b"+\xff"])
def test_one_that_begins_with_nonsense_is_started_again_and_said_to_have_stopped(starts, words):
    with Engraver(run=partial(fakes.begins, words, starts)) as engraver:
        assert "stopped unexpectedly" in refusal(engraver)
    assert count(starts) == 2


@pytest.mark.timeout(120)
def test_an_answer_that_claims_more_bytes_than_there_is_memory_is_not_waited_for(starts):
    with Engraver(run=partial(fakes.writes_garbage, starts)) as engraver:
        assert "stopped unexpectedly" in refusal(engraver)


def test_music_that_the_engraver_itself_refuses_is_said_to_be_the_cause(starts):
    with Engraver(run=partial(fakes.refuses, starts)) as engraver:
        with pytest.raises(ExportError, match="This music could not be engraved"):
            engraver.pages(SCORE)
        assert engraver.pages(SCORE) == fakes.PAGES
    assert count(starts) == 1


def test_a_missing_package_is_named_and_looked_for_again_next_time(starts):
    with Engraver(run=partial(fakes.begins, b"!No module named verovio", starts)) as engraver:
        for times in (1, 2):
            with pytest.raises(ExportError, match=r"cannot be loaded \(No module named verovio\)"):
                engraver.pages(SCORE)
            assert count(starts) == times


@pytest.mark.timeout(120)
def test_closing_ends_one_that_is_at_work_and_starts_no_other(starts):
    engraver = Engraver(run=partial(fakes.fails, fakes.hang, "before it answers", 99, starts))
    said = []

    def ask():
        try:
            engraver.pages(SCORE)
        except ExportError as error:
            said.append(str(error))

    thread = threading.Thread(target=ask)
    thread.start()
    while not starts.exists() or engraver.pipe is None:
        assert thread.is_alive()
        thread.join(0.01)
    engraver.close()
    thread.join(60)
    assert said == ["Scores can no longer be drawn. Restart Chopin Studio."]
    assert count(starts) == 1


def test_the_time_that_a_score_may_take_grows_with_it():
    whole_sonata = time_limit_sec(b"x" * 3_000_000)
    assert 30 <= time_limit_sec(b"") < 60 < whole_sonata < 600
    assert time_limit_sec(b"x" * 30_000_000) > 5 * whole_sonata
