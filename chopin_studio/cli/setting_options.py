"""Options of the command line whose words, range and default come from a setting."""

import argparse
from collections.abc import Callable
from typing import Any

from chopin_studio.settings.definition import Choice, Number, Setting, plain


def add_number(
    parser: argparse._ActionsContainer,
    flag: str,
    setting: Number,
    *,
    default: float | None,
    default_words: str = "",
    help: str = "",
    **more: Any,
) -> None:
    """Add an option for a setting that is a number.

    `default` is the setting's own, or None where the option may be left out; `default_words` say
    what happens then. `help` says what the number is for where the setting's own sentence does not
    fit.
    """
    default_words = default_words or ("" if default is None else plain(default))
    limits = f"{plain(setting.minimum)} to {plain(setting.maximum)}"
    told = f"{help or as_help(setting)} ({limits}"
    told += f"; default: {default_words})" if default_words else ")"
    parser.add_argument(
        flag,
        type=number_type(setting),
        default=default,
        metavar=_metavar(setting),
        help=told.replace("%", "%%"),
        **more,
    )


def add_text(
    parser: argparse._ActionsContainer, flag: str, setting: Setting, default_words: str = ""
) -> None:
    """Add an option for a setting that is a text; left out, it is None.

    `default_words` say what happens then.
    """
    told = as_help(setting) + (f" (default: {default_words})" if default_words else "")
    parser.add_argument(flag, metavar=setting.name.upper(), help=told.replace("%", "%%"))


def add_choice(parser: argparse._ActionsContainer, flag: str, setting: Choice) -> None:
    """Add an option for a setting of a few values; left out, it is the setting's default."""
    values = [value for value, _ in setting.choices]
    told = f"{as_help(setting)} ({', '.join(values)}; default: {setting.default})"
    parser.add_argument(flag, choices=values, default=setting.default, help=told)


def as_help(setting: Setting) -> str:
    """Return a setting's sentence as argparse writes them, with a small first letter."""
    return setting.help[0].lower() + setting.help[1:]


def number_type(setting: Number) -> Callable[[str], float]:
    """Return a function that reads an option's value as a setting's number.

    It raises ValueError for what is no number, of which argparse makes its message, and
    SettingsError, which names the range, for one outside it.
    """

    def number(word: str) -> float:
        value = int(word) if setting.is_whole else float(word)
        setting.check(value)
        return value

    return number


def _metavar(setting: Number) -> str:
    return setting.unit.upper().replace(" ", "-") or "NUMBER"
