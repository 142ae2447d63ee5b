"""The meter to ask for: the usual ones in a list, and any other typed."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QComboBox, QWidget

from chopin_studio.session.support.translation import tr
from chopin_studio.ui.kit.number_fields import offers_space

METERS = ("2/4", "3/4", "4/4", "6/8", "9/8", "12/8", "3/8", "5/4", "2/2", "3/2", "6/4", "7/8")


class MeterBox(QComboBox):
    """A drop-down list of meters that takes others too, the first choice being to leave it open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(tr("Meter"))
        self.setMaxVisibleItems(len(METERS) + 1)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.addItem("")
        self.addItems(METERS)
        line = self.lineEdit()
        if line is not None:
            line.setAcceptDrops(False)  # a file dropped here is for the window
            line.editingFinished.connect(self._settle)
            line.installEventFilter(self)

    @property
    def chosen(self) -> str | None:
        """The meter as typed, less blanks, whether or not there is such; None where left open."""
        text = self.currentText()
        return None if text == self.itemText(0) else text.replace(" ", "") or None

    def choose(self, meter: str) -> None:
        """Choose a meter; empty leaves it open."""
        row = self.findText(meter) if meter else 0
        if row >= 0:
            self.setCurrentIndex(row)
        else:
            self.setEditText(meter)

    def word_open_choice(self, words: str) -> None:
        """Say what a meter left open will be."""
        chosen = self.chosen
        self.setItemText(0, words)  # which also shows the words, whatever was typed
        self.choose(chosen or "")

    def event(self, event: QEvent) -> bool:
        """Leave the space bar to the transport: no meter has a blank."""
        return False if offers_space(event) else super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Select all on entering, so that typing replaces it."""
        line = self.lineEdit()
        if event.type() is QEvent.Type.FocusIn and line is not None and watched is line:
            QTimer.singleShot(0, line, line.selectAll)
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        """Show that nothing typed leaves the meter open."""
        if self.chosen is None:
            self.setCurrentIndex(0)
            self.setEditText(self.itemText(0))
