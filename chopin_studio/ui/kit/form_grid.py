"""Labelled fields, one below the other."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from chopin_studio.session.support.plain_text import as_tooltip
from chopin_studio.ui.kit.plain_label import PlainLabel

ROW_GAP = 4
LABEL_WIDTH = 88
"""One width for the labels of every such grid, so that their fields stand in one column."""


class FormGrid(QWidget):
    """A column of labels and a column of fields, in pixels as the panel has room for them."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(ROW_GAP)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)

    def add(self, name: str, field: QWidget | QHBoxLayout, buddy: QWidget) -> QLabel:
        """Add a field; `buddy` is the part of it that the label speaks for."""
        label = PlainLabel(name)
        label.setBuddy(buddy)
        label.setToolTip(buddy.toolTip())
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        if isinstance(field, QWidget):
            self._grid.addWidget(field, row, 1)
        else:
            self._grid.addLayout(field, row, 1)
        return label


def in_a_row(*widgets: QWidget, gap: int = 8) -> QHBoxLayout:
    """Put widgets beside each other; the first takes the room that is left."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget)
    row.setStretch(0, 1)
    return row


class Explained:
    """Some widgets for one control of a model, with what they say while the model follows it."""

    def __init__(self, tip: str, *widgets: QWidget) -> None:
        self._tip = tip
        self._widgets = widgets

    def allow(self, reason_against: str) -> None:
        """Enable the widgets, or disable them for a reason that their tooltips then give."""
        for widget in self._widgets:
            widget.setEnabled(not reason_against)
            widget.setToolTip(as_tooltip(reason_against or self._tip))
