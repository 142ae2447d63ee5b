"""What is said of a setting where it is defined: words, unit, range and who follows it."""

import os
from dataclasses import dataclass, fields, replace
from functools import cache
from numbers import Integral, Real
from typing import Any, TypeVar, get_args, get_type_hints

from chopin_studio.errors import StudioError
from chopin_studio.texts import translatable

LONGEST_TEXT = 20_000
"""Characters of a text, the longest path and the state of a window among them."""


class SettingsError(StudioError):
    """A setting lies outside what makes sense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting, whatever it holds.

    `title` is what the window calls it, `help` one sentence without its full stop, for tooltips
    and the command line; these, `unit` and the words of choices are texts to be translated. `unit`
    is empty where there is none. `follower` is the package in `chopin_studio` that reads the value
    and acts on it, such as `engine` or `ui.compose`. `name` and `default` are those of the field
    that the setting stands beside, and are filled in by `settings_of`.
    """

    title: str
    help: str
    follower: str
    unit: str = ""
    name: str = ""
    default: Any = None

    def check(self, value: object) -> None:
        """Raise SettingsError, a sentence for the user, where `value` cannot be the setting's."""
        raise NotImplementedError

    def accepts(self, value: object) -> bool:
        """Return whether `value` can be the setting's."""
        try:
            self.check(value)
        except SettingsError:
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Setting):
    """A number from `minimum` to `maximum`, both included.

    `decimals` is how many the window shows; with 0 the number is whole. One press of an arrow key
    changes it by `step`. Where few ever want more than `usual_maximum`, a slider ends there and
    the rest is typed.
    """

    minimum: float
    maximum: float
    step: float = 1
    decimals: int = 0
    usual_maximum: float | None = None

    @property
    def is_whole(self) -> bool:
        """Whether only whole numbers make sense."""
        return self.decimals == 0

    def check(self, value: object) -> None:
        """Raise SettingsError where `value` is no such number or out of range."""
        if not self._is_in_range(value):
            raise SettingsError(
                translatable(
                    "{title} must be {minimum} to {maximum}, not {value}. Choose one in between.",
                    title=self.title,
                    minimum=plain(self.minimum),
                    maximum=plain(self.maximum),
                    value=str(value),
                )
            )

    def _is_in_range(self, value: object) -> bool:
        # NumPy's numbers are welcome, and register as these.
        if isinstance(value, bool) or not isinstance(value, Integral if self.is_whole else Real):
            return False
        # Never so for a NaN or an infinity.
        return bool(self.minimum <= value <= self.maximum)  # type: ignore[operator]


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch(Setting):
    """Something that is on or off."""

    def check(self, value: object) -> None:
        """Raise SettingsError where `value` is no bool."""
        if not isinstance(value, bool):
            raise SettingsError(
                translatable(
                    "{title} must be on or off, not {value}. Choose one.",
                    title=self.title,
                    value=str(value),
                )
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Setting):
    """One of several values; `choices` are pairs of a value and what the window calls it."""

    choices: tuple[tuple[Any, str], ...]

    @property
    def values(self) -> tuple[Any, ...]:
        """The values, in the order in which they are offered."""
        return tuple(value for value, _ in self.choices)

    def check(self, value: object) -> None:
        """Raise SettingsError where `value` is none of the choices."""
        if not any(type(each) is type(value) and each == value for each in self.values):
            raise SettingsError(
                translatable(
                    "{title} must be one of {choices}, not {value}. Choose one.",
                    title=self.title,
                    choices=", ".join(f"“{each}”" for each in self.values),
                    value=str(value),
                )
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeText(Setting):
    """Any text that the system could take as a path; what names no path can be so too."""

    def check(self, value: object) -> None:
        """Raise SettingsError where `value` is no text, or none that can be encoded."""
        if not _is_plain(value):
            raise SettingsError(
                translatable("{title} must be plain text. Type it again.", title=self.title)
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class TextList(Setting):
    """Texts such as FreeText takes, in an order, and at most `most` of them."""

    most: int

    def check(self, value: object) -> None:
        """Raise SettingsError where `value` is no list of plain texts, or too long."""
        is_list = isinstance(value, list | tuple) and len(value) <= self.most
        if not is_list or not all(_is_plain(text) for text in value):  # type: ignore[attr-defined]
            raise SettingsError(
                translatable(
                    "{title} must be a list of at most {most} plain texts. Clear it.",
                    title=self.title,
                    most=self.most,
                )
            )


def settings_of(group: type) -> tuple[Setting, ...]:
    """Return the settings beside the fields of a group, in their order, with name and default."""
    return _settings_of(group)


def number_of(group: type, name: str) -> Number:
    """Return the number that a field of a group is; LookupError where it is none."""
    return _find(Number, group, name)


def choice_of(group: type, name: str) -> Choice:
    """Return the choice that a field of a group is; LookupError where it is none."""
    return _find(Choice, group, name)


def switch_of(group: type, name: str) -> Switch:
    """Return the switch that a field of a group is; LookupError where it is none."""
    return _find(Switch, group, name)


def text_of(group: type, name: str) -> FreeText:
    """Return the text that a field of a group is; LookupError where it is none."""
    return _find(FreeText, group, name)


def plain(value: float) -> str:
    """Return a number as a person writes it: `4294967295`, `0.05`."""
    return str(int(value)) if value == int(value) else str(value)


_Kind = TypeVar("_Kind", bound=Setting)


@cache
def _settings_of(group: type) -> tuple[Setting, ...]:
    hints = get_type_hints(group, include_extras=True)
    return tuple(
        replace(said, name=field.name, default=field.default)
        for field in fields(group)
        for said in get_args(hints[field.name])[1:]
        if isinstance(said, Setting)
    )


def _find(kind: type[_Kind], group: type, name: str) -> _Kind:
    for setting in settings_of(group):
        if setting.name == name and isinstance(setting, kind):
            return setting
    raise LookupError(f"{group.__name__} has no {kind.__name__} named {name}")


def _is_plain(value: object) -> bool:
    """Return whether a value is a text of a sensible length that could be a path."""
    return isinstance(value, str) and len(value) <= LONGEST_TEXT and _is_encodable(value)


def _is_encodable(value: str) -> bool:
    try:
        os.fsencode(value)
    except UnicodeEncodeError:
        return False
    return "\x00" not in value
