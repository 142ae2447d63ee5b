"""What the commands that train and measure the critic have in common."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from chopin_studio.errors import StudioError
from chopin_studio.training.planning.made_music import TAKE_BARS

Report = Callable[[str], None]
Run = Callable[[argparse.Namespace, Report], Sequence[str]]


def run_command(
    about: str | None, run: Run, takes: int, words: Sequence[str] | None, out: bool = False
) -> int:
    """Run a command that makes takes, by default `takes` of them; return its exit status.

    `about` is the docstring of its module. `run` takes the options, with an `out` where it writes a
    file, and reports its progress on stderr; it returns the lines to print.
    """
    parser = argparse.ArgumentParser(description=about.splitlines()[0] if about else None)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("corpus", type=Path)
    if out:
        parser.add_argument("out", type=Path)
    parser.add_argument("--takes", type=int, default=takes)
    parser.add_argument("--bars", type=int, default=TAKE_BARS)
    parser.add_argument("--kept", type=Path, default=Path("critic-takes"))
    parser.add_argument("--random-state", type=int, default=0)
    options = parser.parse_args(words)
    try:
        lines = run(options, lambda line: print(line, file=sys.stderr))
    except StudioError as error:
        print(error, file=sys.stderr)
        return 1
    for line in lines:
        print(line)
    return 0
