"""Try readers with inputs that nobody would write, led by the lines that they reach.

Usage: python -m tests.fuzz [--seconds 600] [--random-state 1] [READER…]

Each reader (midi, takes, musicxml, humdrum) is tried for so many seconds. It may read an input, or
refuse it with an error made for the user; anything else, and no end within a minute, is a finding:
the input is saved in the folder fuzz-findings, and the status is 1.
"""

import argparse
import sys
import traceback
from pathlib import Path

from tests.fuzz.fuzzing import Finding, Target, fuzz
from tests.fuzz.targets import TARGETS

FINDINGS = Path("fuzz-findings")


def saved(finding: Finding, target: Target) -> Path:
    """Write the input of a finding to a file, and return its path."""
    FINDINGS.mkdir(exist_ok=True)
    path = FINDINGS / f"{target.name}-{len(list(FINDINGS.iterdir())) + 1}"
    path.write_bytes(finding.data)
    return path


def main() -> int:
    """Try the readers asked for; 1 where one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    names = [target.name for target in TARGETS]
    parser.add_argument("readers", nargs="*", metavar="READER", help=", ".join(names))
    parser.add_argument("--seconds", type=float, default=600.0, help="for each reader")
    parser.add_argument("--random-state", type=int, default=1)
    options = parser.parse_args()
    unknown = set(options.readers) - set(names)
    if unknown:
        parser.error(f"there is no reader {unknown.pop()}, only {', '.join(names)}")
    status = 0
    for target in TARGETS:
        if options.readers and target.name not in options.readers:
            continue
        report = fuzz(target, options.seconds, options.random_state)
        print(
            f"{target.name}: {report.tried:,} inputs, {report.kept:,} kept, "
            f"{report.steps:,} steps from line to line",
            flush=True,
        )
        if report.finding is not None:
            traceback.print_exception(report.finding.error)
            print(f"{target.name}: failed, see {saved(report.finding, target)}", flush=True)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
