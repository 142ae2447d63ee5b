"""A line in a study's windows for what went wrong, or where a file went."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from chopin_studio.session.support.message import Message, MessageKind
from chopin_studio.session.support.translation import translated
from chopin_studio.ui.kit.plain_label import PlainLabel


class SaidLabel(PlainLabel):
    """Shows the last message, in the colours of its kind, and nothing where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("said")
        self.setWordWrap(True)
        self.hide()

    def say(self, message: Message | None) -> None:
        """Show a message; None takes away the last."""
        self.setText("" if message is None else translated(message.text))
        if message is not None:
            is_bad = message.kind in (MessageKind.WARNING, MessageKind.ERROR)
            self.setProperty("isBad", is_bad)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setVisible(message is not None)
