"""The command line: everything the window does, for scripts, and the command that opens the window.

Results go to stdout, progress and messages to stderr. The exit status is 0 for success, 1 where
something could not be done, 2 for invalid arguments.
"""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chopin_studio import __version__
from chopin_studio.cli.mistakes import ArgumentError
from chopin_studio.errors import StudioError
from chopin_studio.log import logging_to
from chopin_studio.paths import UserPaths

_log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from chopin_studio.engine.family import Family


def main(arguments: Sequence[str] | None = None, families: Sequence["Family"] | None = None) -> int:
    """Run one command and return its exit status; without a subcommand, open the window.

    Models are those of the `families`, of the ones that ship where that is None.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    with logging_to(UserPaths.of_this_user().log):
        return _guarded(words, families)


def _guarded(words: list[str], families: Sequence["Family"] | None) -> int:
    """Run one command, and turn what the user can do something about into one line."""
    try:
        status = _run(words, families)
        sys.stdout.flush()
        return status
    except StudioError as error:
        _log.info("told: %s", error)
        print(f"chopin-studio: {error}", file=sys.stderr)
        return error.exit_status if isinstance(error, ArgumentError) else 1
    except BrokenPipeError:
        # The reader has closed the pipe; nothing more can be written to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        if error.filename is not None:  # a file of ours, so a defect of ours
            raise
        print(f"chopin-studio: cannot write the result: {error.strerror}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("chopin-studio: stopped", file=sys.stderr)
        return 1
    except Exception:
        _log.info("unexpected error", exc_info=True)  # Python shows it on stderr
        raise


def _run(words: list[str], families: Sequence["Family"] | None) -> int:
    """Find the command that `words` name, and run it."""
    # Imported here, where an interruption during the imports is caught.
    from chopin_studio.engine.families import FAMILIES

    known = FAMILIES if families is None else families
    parser, names = build_parser(known)
    if words and (words[0] in names or words[0] in ("-h", "--help", "--version")):
        options = parser.parse_args(words)
        return int(options.action(options))
    return _open_window(_window_parser().parse_args(words), known)


def build_parser(families: Sequence["Family"]) -> tuple[argparse.ArgumentParser, frozenset[str]]:
    """Build the parser of the subcommands, and return it with their names."""
    from chopin_studio.cli import (
        evaluate_commands as evaluate,
    )
    from chopin_studio.cli import (
        generate_commands as make,
    )
    from chopin_studio.cli import (
        info_commands as inspect,
    )
    from chopin_studio.cli import (
        originality_commands as originality,
    )
    from chopin_studio.cli import (
        study_commands as study,
    )
    from chopin_studio.cli import (
        train_commands as train,
    )

    parser = argparse.ArgumentParser(
        prog="chopin-studio",
        description="Generate, audition and export piano music, composed by neural networks.",
        epilog="chopin-studio [FILE …] opens the window, and the files in it.",
    )
    parser.add_argument("--version", action="version", version=f"Chopin Studio {__version__}")
    parser.set_defaults(families=families)
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in (inspect, make, originality, train, evaluate, study):
        module.add_commands(subparsers)
    return parser, frozenset(subparsers.choices)


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="chopin-studio",
        description="Open the window. See chopin-studio --help for the commands without one.",
    )
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="a file of music to open"
    )
    return parser


def _open_window(options: argparse.Namespace, families: Sequence["Family"]) -> int:
    """Open the app; raises StudioError where there can be no window."""
    missing = [file for file in options.files if not file.exists()]
    if missing:
        raise StudioError(
            f"there is no command or file named {missing[0]}. "
            "Run `chopin-studio --help` for a list of commands."
        )
    if not _has_display():
        raise StudioError(
            "no display is available for the window. Run `chopin-studio demo -o out` to generate a "
            "take without one, or `chopin-studio --help` for a list of commands."
        )
    try:
        from chopin_studio.app import run
    except ImportError as error:
        raise StudioError(
            f"the window needs PySide6 and the libraries of Qt ({error}). Run `make setup`."
        ) from error
    return run([str(file) for file in options.files], families)


def _has_display() -> bool:
    """Return whether a window can be shown; always true where a Qt platform is named."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(v) for v in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
