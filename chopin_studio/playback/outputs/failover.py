"""Which output to open, as ports and sound devices come and go: a policy without Qt or threads."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, auto

from chopin_studio.texts import joined

POLLS_A_RETRY = 4
"""The number of polls after which an audio device that failed is tried again."""

POLLS_TO_BE_GONE = 2
"""A device counts as lost after so many polls without progress: a single one may come early."""


@dataclass(frozen=True, slots=True)
class Target:
    """What the name of an output means: the piano, a port, or both; neither is silence."""

    has_piano: bool = False
    port: str = ""

    def shares_device(self, other: Target) -> bool:
        """Return whether both cannot be open at once, since some devices allow one user only."""
        return (self.has_piano and other.has_piano) or (self.port == other.port != "")


@dataclass(frozen=True, slots=True)
class OutputNames:
    """The names under which outputs are listed; a port is listed under its own."""

    piano: str
    silent: str

    def pair(self, port: str) -> str:
        """Return the name of the piano and a port together."""
        return joined((self.piano, port), " + ")

    def translatable(self, name: str) -> str:
        """Return a name, which may come from a file, such that our part of it can be translated."""
        target = self.target(name)
        if target.has_piano:
            return self.pair(target.port) if target.port else self.piano
        return self.silent if name == self.silent else name

    def target(self, name: str) -> Target:
        """Return the target of a name; that of a pair has its port, connected or not."""
        if name == self.piano:
            return Target(has_piano=True)
        if name.startswith(self.pair("")):
            return Target(has_piano=True, port=name.removeprefix(self.pair("")))
        return Target(port="" if name == self.silent else name)


class News(Enum):
    """The news that the user is to see."""

    OUTPUT_LOST = auto()
    OUTPUT_RETURNED = auto()
    PORT_FOUND = auto()
    DEVICE_LOST = auto()
    DEVICE_RETURNED = auto()
    PIANO_FAILED = auto()
    OUTPUT_FAILED = auto()


@dataclass(frozen=True, slots=True)
class Decision:
    """An output to open, if any, and news of the output `name`, if any.

    A retry is an attempt that is not reported if it fails again.
    """

    to_open: str = ""
    news: News | None = None
    name: str = ""
    is_retry: bool = False


class Failover:
    """Tracks the output in use, the one being opened and the wanted one, and decides what to do.

    Only the wanted output is ever switched to automatically: the built-in piano stands in while a
    wanted port is disconnected, and silence where there is no piano; `piano_problem` says why.
    `polls` counts the calls of `poll`.
    """

    def __init__(self, names: OutputNames, wanted: str = "") -> None:
        self.names = names
        self.wanted = names.translatable(wanted) if wanted else names.piano
        self.current = names.silent
        self.opening = ""
        self.ports: tuple[str, ...] = ()
        self.piano_problem = ""
        self.polls = 0
        self._still_polls = 0

    @property
    def has_sound(self) -> bool:
        """Whether anything can be heard."""
        return self.current != self.names.silent

    @property
    def pairs(self) -> tuple[str, ...]:
        """The names of the piano together with each port."""
        return tuple(self.names.pair(port) for port in self.ports)

    @property
    def best(self) -> str:
        """The wanted output where it is available, else the piano."""
        return self.wanted if self._is_there(self.wanted) else self.names.piano

    def choose(self, name: str) -> Decision:
        """Make `name` the wanted output, whether or not it is available."""
        self.wanted = self.names.translatable(name)
        return Decision(self.wanted)

    def see_ports(self, ports: tuple[str, ...]) -> Decision:
        """Update the list of ports, and follow the wanted output."""
        gone: Collection[str] = set(self.ports) - set(ports)
        is_new = ports != self.ports
        self.ports = ports
        target = self.opening or self.current
        if self.names.target(target).port in gone:
            return Decision(self.best, News.OUTPUT_LOST, target)
        if is_new and target != self.wanted and self._is_there(self.wanted):
            return Decision(self.wanted, News.OUTPUT_RETURNED, self.wanted)
        if is_new and ports and not self.has_sound and not self.opening:
            return Decision(news=News.PORT_FOUND, name=ports[-1])
        return Decision()

    def poll(self, lives: Callable[[], bool]) -> Decision:
        """Check the audio device; `lives` returns whether it progressed since the last poll."""
        self.polls += 1
        if self.opening:
            return Decision()
        if self.names.target(self.current).has_piano:
            self._still_polls = 0 if lives() else self._still_polls + 1
            if self._still_polls >= POLLS_TO_BE_GONE:
                self._still_polls = 0
                return Decision(self.current, News.DEVICE_LOST, self.current)
        elif not self.has_sound and self.polls % POLLS_A_RETRY == 0:
            return Decision(self.best, is_retry=True)
        return Decision()

    def reconfigure(self, is_piano_changed: bool, is_port_changed: bool) -> Decision:
        """Reopen an output that changed settings apply to."""
        name = self.opening or self.current
        target = self.names.target(name)
        if (target.has_piano and is_piano_changed) or (target.port != "" and is_port_changed):
            return Decision(name)
        if is_piano_changed and not self.has_sound:
            return Decision(self.best)
        return Decision()

    def begin(self, name: str) -> bool:
        """Note that `name` is being opened; return whether the one in use must be closed first."""
        self.opening = name
        must_close = self.names.target(name).shares_device(self.names.target(self.current))
        if must_close:
            self.current = self.names.silent
        return must_close

    def opened(self, name: str) -> Decision:
        """Note that `name` is in use."""
        self.current, self.opening = name, ""
        if not self.names.target(name).has_piano:
            return Decision()
        has_returned, self.piano_problem = self.piano_problem != "", ""
        return Decision(news=News.DEVICE_RETURNED if has_returned else None, name=name)

    def failed(self, name: str, problem: str, is_retry: bool = False) -> Decision:
        """Note that `name` cannot be opened, and why; decide what stands in."""
        self.opening = ""
        target = self.names.target(name)
        if name == self.names.piano:
            self.piano_problem = problem
            return Decision(news=None if is_retry else News.PIANO_FAILED, name=name)
        stand_in = ""
        if target.has_piano and target.port in self.ports:
            self.piano_problem = problem
            stand_in = target.port
        elif not self.has_sound and not self.piano_problem:
            stand_in = self.names.piano
        return Decision(stand_in, News.OUTPUT_FAILED, name)

    def _is_there(self, name: str) -> bool:
        return name in self.ports or name in self.pairs
