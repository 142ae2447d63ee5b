"""How long a take is to be: in bars, with an ending, or in notes."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from chopin_studio.session.support.translation import translated
from chopin_studio.settings.definition import choice_of, number_of
from chopin_studio.settings.generation import GenerationGroup
from chopin_studio.ui.kit.number_fields import WholeNumberBox
from chopin_studio.ui.kit.setting_fields import choice_box

BARS_WIDTH, NOTES_WIDTH = 142, 132
"""What the words of the units need, less where the number beside them may be longer, in pixels."""


class LengthField(QWidget):
    """A number of bars or of notes, and which of the two counts; each keeps its own number."""

    def __init__(self) -> None:
        super().__init__()
        unit = choice_of(GenerationGroup, "length_unit")
        self._unit_tip = translated(unit.help)
        self.bars_box = WholeNumberBox.of(number_of(GenerationGroup, "bars"))
        self.bars_box.setFixedWidth(56)  # three figures: the rest is for the unit's words
        self.notes_box = WholeNumberBox.of(number_of(GenerationGroup, "notes"))
        self.unit_box = choice_box(unit, unit.default)
        self._wanted = str(unit.default)
        self._counts_bars = True
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.bars_box)
        layout.addWidget(self.notes_box, 1)
        layout.addWidget(self.unit_box, 2)
        self.unit_box.activated.connect(self._on_activated)
        self.allow_bars("")

    @property
    def unit(self) -> str:
        """What the user wants counted where the model can: `bars` or `notes`."""
        return self._wanted

    @property
    def bars(self) -> int | None:
        """How many bars to make; None where notes count."""
        return self.bars_box.value() if self.unit_box.currentData() == "bars" else None

    def choose_unit(self, unit: str) -> None:
        """Have `bars` or `notes` counted, where the model can."""
        self._wanted = unit
        self._show_unit(unit if self._counts_bars else "notes")

    def allow_bars(self, reason_against: str) -> None:
        """Let bars be counted, or have notes counted for a reason that the tooltip gives."""
        self._counts_bars = not reason_against
        self.unit_box.setEnabled(self._counts_bars)
        self.unit_box.setToolTip(reason_against or self._unit_tip)
        self._show_unit("notes" if reason_against else self._wanted)

    def _on_activated(self) -> None:
        self.choose_unit(str(self.unit_box.currentData()))

    def _show_unit(self, unit: str) -> None:
        self.unit_box.setCurrentIndex(self.unit_box.findData(unit))
        self.bars_box.setVisible(unit == "bars")
        self.notes_box.setVisible(unit == "notes")
        self.unit_box.setMinimumWidth(BARS_WIDTH if unit == "bars" else NOTES_WIDTH)
