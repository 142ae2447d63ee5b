"""Find out whether the tests bite: change the source a little, and see whether they notice.

Usage: python -m tests.mutation [--package music] [--sample 60] [--seed 1]

For each package a random sample of mutants is drawn (`drawing`), and each tried with the tests of
that package which run its line (`trials`). The table has how many were noticed, with Wilson's
interval of 95 %; those that were not are listed below it, to be looked at: a test is missing, or
the change makes no difference. POSIX only, since every trial is a forked process.
"""

import argparse
import sys
import tempfile
from collections import Counter
from difflib import unified_diff
from math import sqrt
from pathlib import Path

from tests.mutation.drawing import Mutant, draw
from tests.mutation.trials import KILLED, SURVIVED, TIMED_OUT, Workbench

PACKAGES = ("music", "engine", "export", "library", "playback")
REPOSITORY = Path(__file__).resolve().parents[2]

_NORMAL_95 = 1.96


def interval(found: int, of: int) -> tuple[float, float]:
    """Return Wilson's interval of 95 % for a share (Wilson, JASA 22, 1927)."""
    z2 = _NORMAL_95**2
    middle = (found + z2 / 2) / (of + z2)
    half = _NORMAL_95 / (of + z2) * sqrt(found * (of - found) / of + z2 / 4)
    return middle - half, middle + half


def row(package: str, outcomes: Counter[str]) -> str:
    """Return a package's row of the table."""
    count, noticed = outcomes.total(), outcomes[KILLED] + outcomes[TIMED_OUT]
    low, high = interval(noticed, count)
    return (
        f"| {package} | {count} | {outcomes[KILLED]} | {outcomes[TIMED_OUT]} | "
        f"{outcomes[SURVIVED]} | {noticed / count:.0%} | {low:.0%} to {high:.0%} |"
    )


def change(mutant: Mutant, bench: Workbench) -> str:
    """Return the lines that a mutant changes, as a diff without its head."""
    original = mutant.module.read_text("utf-8")
    lines = unified_diff(original.splitlines(), mutant.source(original).splitlines(), n=0)
    body = [line for line in list(lines)[2:] if not line.startswith("@@")]
    place = f"{mutant.module.relative_to(bench.folder)}:{mutant.line}"
    tried = "" if bench.tests_for(mutant) else " (no test runs it)"
    return "\n".join([f"{place} {mutant.operator}{tried}", *(f"    {line}" for line in body)])


def try_package(package: str, sample: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Try a sample of a package's mutants; return their outcomes and those that survived."""
    outcomes: Counter[str] = Counter()
    survivors = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Workbench(REPOSITORY, Path(folder).resolve(), package)
        bench.rehearse()
        for mutant in draw(list(bench.package.rglob("*.py")), sample, seed):
            outcome = bench.outcome(mutant)
            outcomes[outcome] += 1
            if outcome == SURVIVED:
                survivors.append(change(mutant, bench))
            print(f"{package} {outcomes.total()}: {outcome}", file=sys.stderr, flush=True)
    return outcomes, survivors


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("--package", choices=PACKAGES, action="append")
    parser.add_argument("--sample", type=int, default=60, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    options = parser.parse_args()
    rows, lists = [], []
    for package in options.package or PACKAGES:
        outcomes, survivors = try_package(package, options.sample, options.seed)
        rows.append(row(package, outcomes))
        lists += survivors
    print("| package | mutants | killed | timeout | survived | score | 95 % |")
    print("|---|---:|---:|---:|---:|---:|---|")
    print("\n".join(rows))
    print("", *lists, sep="\n")


if __name__ == "__main__":
    main()
