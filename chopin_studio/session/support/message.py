"""What the window tells the user: one sentence, and perhaps something to do about it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from chopin_studio.errors import StudioError
from chopin_studio.session.support.error_report import details_of
from chopin_studio.texts import translatable

UNEXPECTED = translatable(
    "Something unexpected went wrong. Your takes are safe. If it happens again, restart Chopin "
    "Studio."
)

_log = logging.getLogger(__name__)


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
    `action_label` does. One that `stays` tells of what goes on, until that has ended. `details`
    are for those who look for a cause: the user may copy them.
    """

    text: str
    kind: MessageKind = MessageKind.INFO
    topic: str = ""
    action_label: str = ""
    action: Callable[[], object] | None = None
    stays: bool = False
    details: str = ""


def message_of(error: BaseException, topic: str) -> Message:
    """Word an error for the user; one that nobody foresaw is logged too, with its traceback."""
    if isinstance(error, StudioError):
        return Message(str(error), MessageKind.ERROR, topic)
    _log.error("unexpected error", exc_info=error)
    return Message(UNEXPECTED, MessageKind.ERROR, "unexpected", details=details_of(error))
