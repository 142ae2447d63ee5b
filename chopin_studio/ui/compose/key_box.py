"""The key to ask for: the 24 of them, relative keys together under their signature."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from chopin_studio.music.key import Key
from chopin_studio.session.support.translation import tr, tr_plural, translated
from chopin_studio.ui.kit.theme import ThemeSwitch
from chopin_studio.ui.kit.two_sided_delegate import LIST_WIDTH, TwoSidedDelegate

SIGNATURE_ROLE = Qt.ItemDataRole.UserRole + 1

SIGNATURES = (0, *range(1, 6), *range(-1, -7, -1))
"""Sharps, or flats where negative: without any, then by their number. Of six sharps and six
flats, which are the same keys of the piano, the flats are what music is written in."""


class KeyBox(QComboBox):
    """A drop-down list of keys, the first choice being to leave the key open."""

    def __init__(self, themes: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Key"))
        self.setMaxVisibleItems(25)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        names = Qt.ItemDataRole.DisplayRole
        self.setItemDelegate(TwoSidedDelegate(self, themes, names, SIGNATURE_ROLE))
        self.addItem("", "")
        for fifths in SIGNATURES:
            for key in (Key(fifths, "major"), Key(fifths, "minor")):
                self.addItem(translated(key.name), key.name)
                row, signature = self.count() - 1, signature_words(fifths)
                self.setItemData(row, signature, SIGNATURE_ROLE)
                self.setItemData(row, key.mode == "major", TwoSidedDelegate.BREAK_ROLE)
                spoken = f"{translated(key.name)}, {signature}"
                self.setItemData(row, spoken, Qt.ItemDataRole.AccessibleTextRole)

    @property
    def chosen(self) -> str | None:
        """The key's name; None where it is left open."""
        return str(self.currentData() or "") or None

    def choose(self, name: str) -> None:
        """Choose the key of this name; leave it open where there is none."""
        self.setCurrentIndex(max(self.findData(name), 0))

    def word_open_choice(self, words: str) -> None:
        """Say what a key left open will be."""
        self.setItemText(0, words)

    def showPopup(self) -> None:  # noqa: N802
        """Open the list, wider than the box."""
        self.view().setMinimumWidth(max(self.width(), LIST_WIDTH))
        super().showPopup()


def signature_words(fifths: int) -> str:
    """Word a key signature: `2 flats: B♭ E♭`."""
    if fifths == 0:
        return tr("no sharps or flats")
    letters, sign = ("FCGDAEB", "♯") if fifths > 0 else ("BEADGCF", "♭")
    names = " ".join(letter + sign for letter in letters[: abs(fifths)])
    if fifths > 0:
        return tr_plural("{n} sharps: {names}", "{n} sharp: {names}", fifths, names=names)
    return tr_plural("{n} flats: {names}", "{n} flat: {names}", -fifths, names=names)
