"""How long a take is to be: in bars, with an ending, in notes, or as long as its form."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from chopin_studio.session.support.formatting import bar_count
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.settings.definition import choice_of, number_of
from chopin_studio.settings.generation import GenerationGroup
from chopin_studio.ui.kit.number_fields import WholeNumberBox
from chopin_studio.ui.kit.setting_fields import choice_box

BARS_WIDTH, NOTES_WIDTH = 142, 132
"""What the words of the units need, less where the number beside them may be longer, in pixels."""


class LengthField(QWidget):
    """A number of bars or of notes, and which of the two counts; each keeps its own number.

    A form that determines the length takes their place.
    """

    def __init__(self) -> None:
        super().__init__()
        unit = choice_of(GenerationGroup, "length_unit")
        self._unit_tip = translated(unit.help)
        self.bars_box = WholeNumberBox.of(number_of(GenerationGroup, "bars"))
        self.bars_box.setFixedWidth(56)  # three figures: the rest is for the unit's words
        self.notes_box = WholeNumberBox.of(number_of(GenerationGroup, "notes"))
        self.unit_box = choice_box(unit, unit.default)
        self.form_line = QLineEdit()
        self.form_line.setAccessibleName(tr("Length"))
        self.form_line.setToolTip(
            tr(
                "The form determines the length: change its letters or the phrase length, or "
                "choose “The studio's own” form to set another."
            )
        )
        self.form_line.setEnabled(False)
        self._wanted = str(unit.default)
        self._counts_bars = True
        self._form_bars = 0
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.bars_box)
        layout.addWidget(self.notes_box, 1)
        layout.addWidget(self.unit_box, 2)
        layout.addWidget(self.form_line, 1)
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

    def show_form(self, bars: int) -> None:
        """Show the length of a form of so many bars; of none, the fields for another."""
        self._form_bars = bars
        self.form_line.setText(tr("{bars}, by the form", bars=bar_count(bars)))
        self._show_unit(str(self.unit_box.currentData()))

    def _on_activated(self) -> None:
        self.choose_unit(str(self.unit_box.currentData()))

    def _show_unit(self, unit: str) -> None:
        self.unit_box.setCurrentIndex(self.unit_box.findData(unit))
        has_form = self._form_bars > 0
        self.form_line.setVisible(has_form)
        self.unit_box.setVisible(not has_form)
        self.bars_box.setVisible(unit == "bars" and not has_form)
        self.notes_box.setVisible(unit == "notes" and not has_form)
        self.unit_box.setMinimumWidth(BARS_WIDTH if unit == "bars" else NOTES_WIDTH)
