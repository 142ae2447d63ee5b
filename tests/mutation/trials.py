"""Try mutants in a copy of the repository, each with the tests that run its line."""

import os
import resource
import shutil
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import coverage
import pytest
from hypothesis import settings

from tests.mutation.drawing import Mutant

KILLED, TIMED_OUT, SURVIVED = "killed", "timeout", "survived"

LEFT_OUT = (
    "tests/library/test_killed.py",
    "tests/library/test_several_windows.py",
    "tests/playback/test_soak.py",
)
"""Tests of processes and of long playing, too slow to be run again and again."""

_COPIED, _LINKED = (
    ("chopin_studio", "tests", "pyproject.toml"),
    ("models", "resources", "packaging"),
)
_OUTPUT = "output.txt"
_FIXTURES = ".fixtures"
_PROFILE, _EXAMPLES = "mutants", 25
"""Hypothesis draws fewer examples than in `make test`, so the score is rather too low."""
_LEAST_SEC, _SLACK = 20, 3
"""A mutant may take so many seconds of a processor, and so many times what its tests took."""
_WALL_FACTOR = 8
"""On a busy machine seconds of a processor take longer; a mutant that waits takes none."""


class Workbench:
    """A copy of the repository in which modules are changed and put back."""

    def __init__(self, repository: Path, folder: Path, package: str) -> None:
        self.folder = folder
        self.package = folder / "chopin_studio" / package
        self._tests = f"tests/{package}"
        self._lines: dict[tuple[Path, int], set[str]] = defaultdict(set)
        self._of_module: dict[Path, set[str]] = defaultdict(set)
        self._seconds: dict[str, float] = defaultdict(float)
        for name in _COPIED:
            source = repository / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
        for name in _LINKED:
            (folder / name).symlink_to(repository / name)

    def rehearse(self) -> None:
        """Run the tests of the package once as it is: which line is run by which, how long?"""
        if (status := self._in_child(self._rehearsal, limit_sec=3600)) != 0:
            print((self.folder / _OUTPUT).read_text(), file=sys.stderr)
            print("Tests that fail without any mutant are left out.", file=sys.stderr)
            if status != pytest.ExitCode.TESTS_FAILED:
                raise SystemExit("The tests cannot be run: look at `make test` first.")
        for row in (self.folder / "seconds.txt").read_text().splitlines():
            test, seconds = row.split()
            self._seconds[test] += float(seconds)
        data = coverage.CoverageData(str(self.folder / ".coverage"))
        data.read()
        for name in data.measured_files():
            module = Path(name)
            for line, contexts in data.contexts_by_lineno(name).items():
                tests = {test for context in contexts for test in self._tests_of(context)}
                self._lines[module, line] |= tests
                self._of_module[module] |= tests

    def tests_for(self, mutant: Mutant) -> set[str]:
        """Return the tests that run a mutant's line; where imports do, all that use its module."""
        return self._lines[mutant.module, mutant.line] or self._of_module[mutant.module]

    def outcome(self, mutant: Mutant) -> str:
        """Try a mutant, and put its module back."""
        tests = self.tests_for(mutant)
        if not tests:
            return SURVIVED
        original, times = mutant.module.read_bytes(), mutant.module.stat()
        mutant.module.write_text(mutant.source(original.decode()), "utf-8")
        taken_sec = sum(self._seconds[test] for test in tests)
        try:
            quickest_first = sorted(tests, key=lambda test: (self._seconds[test], test))
            status = self._in_child(
                lambda: _run_tests(quickest_first), limit_sec=int(_LEAST_SEC + _SLACK * taken_sec)
            )
        finally:
            mutant.module.write_bytes(original)
            os.utime(mutant.module, ns=(times.st_atime_ns, times.st_mtime_ns))
        return TIMED_OUT if status < 0 else SURVIVED if status == 0 else KILLED

    def _tests_of(self, context: str) -> Iterator[str]:
        """Yield the tests that a context of `_Witness` stands for."""
        if context in self._seconds:
            yield context
        elif context.endswith(_FIXTURES):
            module = context.removesuffix(_FIXTURES) + "."
            yield from (test for test in self._seconds if test.startswith(module))

    def _rehearsal(self) -> int:
        watch = coverage.Coverage(source=[str(self.package)], branch=False, data_file=".coverage")
        witness = _Witness(watch)
        watch.start()
        status = _pytest(self._tests, *(f"--ignore={path}" for path in LEFT_OUT), plugins=[witness])
        watch.stop()
        watch.save()
        Path("seconds.txt").write_text(witness.table(), "utf-8")
        return status

    def _in_child(self, work: Callable[[], int], limit_sec: int) -> int:
        """Have a process of its own do some work here; return its status, negative if killed."""
        child = os.fork()
        if child == 0:
            os.setpgid(0, 0)
            resource.setrlimit(resource.RLIMIT_CPU, (limit_sec, limit_sec))
            os.chdir(self.folder)
            sys.path[0] = str(self.folder)
            with Path(_OUTPUT).open("w") as output:
                os.dup2(output.fileno(), 1)
                os.dup2(output.fileno(), 2)
            os._exit(work())
        return _wait_for(child, limit_sec * _WALL_FACTOR)


def _wait_for(child: int, wall_sec: float) -> int:
    give_up = time.monotonic() + wall_sec
    while time.monotonic() < give_up:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -signal.SIGKILL


def _run_tests(tests: Sequence[str]) -> int:
    sys.dont_write_bytecode = True  # a mutant of the same second and size would be taken for it
    return _pytest("-x", *map(_as_argument, tests))


def _pytest(*arguments: str, plugins: Sequence[object] = ()) -> int:
    settings.register_profile(_PROFILE, settings.get_profile("ci"), max_examples=_EXAMPLES)
    options = ["-q", "-p", "no:cacheprovider", f"--hypothesis-profile={_PROFILE}"]
    return int(pytest.main([*options, *arguments], plugins=list(plugins)))


def _as_argument(test: str) -> str:
    """Turn `tests.music.test_key.test_a` into what pytest calls it."""
    module, _, name = test.rpartition(".")
    return f"{module.replace('.', '/')}.py::{name}"


def _as_context(nodeid: str) -> str:
    """Turn `tests/music/test_key.py::test_a[1]` into `tests.music.test_key.test_a`."""
    file, _, name = nodeid.partition("::")
    return f"{file.removesuffix('.py').replace('/', '.')}.{name.partition('[')[0]}"


class _Witness:
    """A pytest plugin that keeps which test runs what, and how long each takes that passes.

    What its fixtures run counts for all tests of a file: one that lasts is made for the first.
    The parameters of a test count together.
    """

    def __init__(self, watch: coverage.Coverage) -> None:
        self._watch = watch
        self._taken: dict[str, float] = defaultdict(float)
        self._failed: set[str] = set()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self._watch.switch_context(_as_context(item.nodeid).rpartition(".")[0] + _FIXTURES)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> None:
        self._watch.switch_context(_as_context(item.nodeid))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        test = _as_context(report.nodeid)
        self._taken[test] += report.duration
        if report.failed:
            self._failed.add(test)

    def table(self) -> str:
        passed = self._taken.keys() - self._failed
        return "".join(f"{test} {self._taken[test]:.3f}\n" for test in sorted(passed))
