"""The fuzzer finds what is wrong with a reader, and nothing where nothing is."""

import random
from pathlib import Path

import pytest

from chopin_studio.errors import StudioError
from tests.fuzz.fuzzing import Target, fuzz
from tests.fuzz.line_coverage import steps_of
from tests.fuzz.mutation import LONGEST, mutated
from tests.fuzz.targets import TARGETS

HERE = Path(__file__).parent


def fragile(data: bytes) -> None:
    """Refuse what is no `AB…`, and fail where `CD` follows: no blind chance finds that."""
    if data[:1] != b"A":
        raise StudioError("no A")
    if data[1:2] != b"B":
        raise StudioError("no B")
    if data[2:3] != b"C":
        return
    if data[3:4] == b"D":
        raise ZeroDivisionError


def target(read, seeds: tuple[bytes, ...] = (b"xxxx",)) -> Target:
    return Target("test", read, seeds, (), (HERE,))


def test_it_climbs_from_line_to_line_to_what_fails() -> None:
    report = fuzz(target(fragile), seconds=120, random_state=1)
    assert report.finding is not None
    assert report.finding.data.startswith(b"ABCD")
    assert isinstance(report.finding.error, ZeroDivisionError)
    assert report.tried < 100_000


def test_a_reader_that_reads_or_refuses_all_is_left_in_peace() -> None:
    report = fuzz(target(lambda data: data.decode("latin-1")), seconds=0.5, random_state=1)
    assert report.finding is None
    assert report.tried > 10


def test_a_refusal_without_a_word_is_a_finding() -> None:
    def read(_: bytes) -> None:
        raise StudioError("")

    assert fuzz(target(read), seconds=5, random_state=1).finding is not None


def test_a_reader_that_does_not_end_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_: bytes) -> None:
        while True:
            pass

    monkeypatch.setattr("tests.fuzz.fuzzing.HANG_SEC", 0.2)
    report = fuzz(target(read), seconds=30, random_state=1)
    assert report.finding is not None
    assert "no end" in str(report.finding.error)


def test_inputs_stay_short() -> None:
    rng = random.Random(1)
    data = b"seed"
    for _ in range(2000):
        data = mutated(data, [data, b"other"], [b"token"], rng)
        assert len(data) <= LONGEST


def test_only_lines_of_the_package_count() -> None:
    assert steps_of(lambda: mutated(b"a", [b"a"], [], random.Random(1)), (HERE,))
    assert not steps_of(lambda: mutated(b"a", [b"a"], [], random.Random(1)), (HERE / "none",))


@pytest.mark.parametrize("reader", TARGETS, ids=lambda reader: reader.name)
def test_every_reader_takes_its_seeds(reader: Target) -> None:
    read = 0
    for seed in reader.seeds:
        try:
            reader.read(seed)
        except StudioError:
            continue
        read += 1
    assert read >= len(reader.seeds) / 2
    report = fuzz(reader, seconds=3, random_state=2)
    assert report.finding is None
    assert report.steps > 100
