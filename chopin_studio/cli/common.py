"""Helpers that several commands share."""

import argparse
import json
import sys
from collections.abc import Callable
from typing import Any, Protocol

from chopin_studio.activity_log import log_bundles
from chopin_studio.engine.bundle import BundleList, list_bundles
from chopin_studio.engine.manifest import BundleError
from chopin_studio.paths import UserPaths, bundled_models

NO_MODELS = "No models are installed. Install Chopin Studio again."

Action = Callable[[argparse.Namespace], int]


class Subparsers(Protocol):
    """What argparse's `add_subparsers` returns."""

    def add_parser(self, name: str, *, help: str, description: str) -> argparse.ArgumentParser:
        """Add a subcommand."""


def add_command(
    subparsers: Subparsers, name: str, summary: str, action: Action
) -> argparse.ArgumentParser:
    """Add a subcommand that runs `action`."""
    parser = subparsers.add_parser(name, help=summary, description=summary.capitalize() + ".")
    parser.set_defaults(action=action)
    return parser


def installed_bundles(options: argparse.Namespace) -> BundleList:
    """List the bundles that ship with the studio and the user's own."""
    found = list_bundles([bundled_models(), UserPaths.of_this_user().models], options.families)
    log_bundles(found)
    return found


def usable_bundles(options: argparse.Namespace) -> BundleList:
    """List the bundles that can be used; raises BundleError where there are none."""
    found = installed_bundles(options)
    if not found.bundles:
        raise BundleError(" ".join((*found.problems, NO_MODELS)))
    return found


def say(text: str) -> None:
    """Print a line of progress or advice to stderr, so that it does not mix with results."""
    print(text, file=sys.stderr, flush=True)


def print_json(value: Any) -> None:  # noqa: ANN401  whatever JSON can hold
    """Print a result as JSON, for scripts."""
    print(json.dumps(value, indent=2, ensure_ascii=False))
