"""Push buttons that do what an action does."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QSizePolicy


def action_button(action: QAction, name: str = "") -> QPushButton:
    """Make a push button that does what an action does, and looks as able as it is.

    `name` is what the style sheet knows it by.
    """
    button = QPushButton()
    button.setObjectName(name)

    def refresh() -> None:
        button.setText(action.iconText())
        button.setAccessibleName(action.text().replace("&", ""))
        button.setToolTip(action.toolTip())
        button.setIcon(action.icon())
        button.setEnabled(action.isEnabled())

    refresh()
    action.changed.connect(refresh)
    button.clicked.connect(action.trigger)
    button.setIconSize(QSize(18, 18))
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button
