"""The harmony to ask for: chords as they are typed, or the studio's own."""

from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from chopin_studio.engine.settings import UNPLANNED
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.settings.definition import text_of
from chopin_studio.settings.generation import GenerationGroup
from chopin_studio.ui.kit.setting_fields import explain

_LONGEST = 20_000


class HarmonyLine(QLineEdit):
    """A line for chord symbols or degrees; empty, it leaves the harmony to the studio."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        explain(self, text_of(GenerationGroup, "chords"))
        self.setPlaceholderText(tr("The studio's own"))
        self.setAcceptDrops(False)  # a file dropped here is for the window
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(tr("Clear the harmony"))
        self.setMaxLength(_LONGEST)

    @property
    def chosen(self) -> str | None:
        """The harmony as GenerationSettings names it, right or wrong; None for the studio's own."""
        text = self.text().strip()
        if text.casefold() in (UNPLANNED, tr("free").casefold()):
            return UNPLANNED
        return text or None


def harmony_help() -> str:
    """Say what can be typed, with examples."""
    return "\n".join(
        (
            translated(text_of(GenerationGroup, "chords").help) + ".",
            tr("Several chords a bar: C | F G7 | C. The bar before again: %. Repeats: (C G)x4."),
            tr("Type “free” for harmony without a plan."),
        )
    )
