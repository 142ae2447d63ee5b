"""Fields for settings that are no numbers: choices, switches and texts, in the settings' words."""

from collections.abc import Iterable

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from chopin_studio.session.support.translation import translated
from chopin_studio.settings.definition import Choice, FreeText, Setting, Switch


def explain(widget: QWidget, setting: Setting) -> None:
    """Have a widget say what the setting is, by its tooltip and to screen readers."""
    widget.setToolTip(translated(setting.help))
    widget.setAccessibleName(translated(setting.title))


def choice_box(setting: Choice, chosen: object) -> QComboBox:
    """Make a drop-down list of a setting's choices."""
    box = drop_down(setting.choices, chosen)
    explain(box, setting)
    return box


def check_box(setting: Switch, is_on: bool = False) -> QCheckBox:
    """Make a box to tick, with the setting's title beside it."""
    box = QCheckBox(translated(setting.title))
    explain(box, setting)
    box.setChecked(is_on)
    return box


def text_box(setting: FreeText, text: str) -> QLineEdit:
    """Make a line to type into."""
    box = QLineEdit(text)
    explain(box, setting)
    return box


def drop_down(choices: Iterable[tuple[object, str]], chosen: object) -> QComboBox:
    """Make a drop-down list that offers values by words."""
    box = QComboBox()
    for value, words in choices:
        box.addItem(translated(words), value)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box
