"""What the window tells the user: one sentence, and perhaps something to do about it."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from chopin_studio.errors import StudioError

UNEXPECTED = (
    "Something went wrong that should not have. Your takes are safe; "
    "if it happens again, restart the studio."
)


class MessageKind(StrEnum):
    """How grave a message is."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the message bar.

    A message replaces the one of the same `topic` before it. `action` is what the button named
    `action_label` does. One that `stays` tells of what goes on, until that has ended.
    """

    text: str
    kind: MessageKind = MessageKind.INFO
    topic: str = ""
    action_label: str = ""
    action: Callable[[], object] | None = None
    stays: bool = False


def message_of(error: BaseException, topic: str) -> Message:
    """Word an error for the user; one that nobody foresaw is also logged, in full, to stderr."""
    if isinstance(error, StudioError):
        return Message(str(error), MessageKind.ERROR, topic)
    traceback.print_exception(error)
    return Message(UNEXPECTED, MessageKind.ERROR, "unexpected")
