"""Every wait of a test has an end."""

import ast
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import waiting
from tests.waiting import ended, eventually, running

ROOT = Path(__file__).parent
STARTS = ("run", "call", "check_call", "check_output")
WAITS = ("acquire", "communicate", "join", "recv", "result", "wait", "waitForDone")


def endless_waits(source: str) -> Iterator[str]:
    """Yield the calls that wait for a process, a thread or a lock, and name no time."""
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        is_named = any(keyword.arg == "timeout" for keyword in call.keywords)
        starts = ast.unparse(call.func) in {f"subprocess.{name}" for name in STARTS}
        waits = call.func.attr in WAITS and (not call.args or call.func.attr == "communicate")
        if (starts or waits) and not is_named:
            yield f"line {call.lineno}: {ast.unparse(call)}"


def test_no_test_waits_without_an_end() -> None:
    paths = [*ROOT.rglob("test_*.py"), *ROOT.rglob("conftest.py")]
    assert len(paths) > 200
    found = {path: [*endless_waits(path.read_text("utf-8"))] for path in paths}
    assert {str(path.relative_to(ROOT)): calls for path, calls in found.items() if calls} == {}


@pytest.mark.parametrize(
    ("call", "is_endless"),
    [
        ("subprocess.run(words)", True),
        ("subprocess.run(words, timeout=5)", False),
        ("process.communicate('text')", True),
        ("process.wait()", True),
        ("process.wait(60)", False),
        ("thread.join()", True),
        ("', '.join(words)", False),
    ],
)
def test_waits_without_an_end_are_found(call: str, is_endless: bool) -> None:
    assert bool([*endless_waits(call)]) is is_endless


def test_a_program_that_hangs_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "PROGRAM_PATIENCE_SEC", 0.1)
    words = [sys.executable, "-c", "import time; time.sleep(600)"]
    with running(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == ""
    assert process.returncode != 0


def test_a_program_does_not_outlive_its_block() -> None:
    words = [sys.executable, "-c", "import time; time.sleep(600)"]
    with pytest.raises(ZeroDivisionError), running(words) as process:
        raise ZeroDivisionError
    assert process.returncode is not None


def test_threads_that_go_on_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "PATIENCE_SEC", 0.05)
    may_end = threading.Event()
    threads = [threading.Thread(target=work) for work in (may_end.wait, lambda: None)]
    for thread in threads:
        thread.start()
    assert not ended(*threads)
    assert not eventually(lambda: False)
    may_end.set()
    monkeypatch.undo()
    assert ended(*threads)
