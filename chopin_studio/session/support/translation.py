"""Texts in the language of the window, by Qt's translation.

`tr` is for what is said in the window, and `translated` for texts that come from below it. Both
look in the one context of our translation files, so a sentence is translated once.
"""

from __future__ import annotations

from collections.abc import Iterable
from string import Formatter

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from chopin_studio.paths import resources
from chopin_studio.settings.definition import choice_of
from chopin_studio.settings.window import AppearanceGroup
from chopin_studio.texts import Text, joined, plural, translatable

LANGUAGES = {code: name for code, name in choice_of(AppearanceGroup, "language").choices if code}
"""The languages that the window speaks, by their codes, each named in itself."""

_CONTEXT = ""


def tr(template: str, /, **values: object) -> str:
    """Return a text in the window's language; `values` stand in the fields of `template`."""
    return translated(translatable(template, **values))


def tr_plural(many: str, one: str, number: int, /, **values: object) -> str:
    """Return a text about `{n}` things in the window's language; see `texts.plural`."""
    return translated(plural(many, one, number, **values))


def tr_joined(texts: Iterable[str], separator: str = " ") -> str:
    """Return several texts as one, in the window's language."""
    return translated(joined(texts, separator))


def translated(words: str) -> str:
    """Return a text in the window's language; what is no `Text` stays as it is.

    A text that has no translation is English.
    """
    if not isinstance(words, Text):
        return words
    number = -1 if words.number is None else words.number
    found = QCoreApplication.translate(_CONTEXT, words.template, words.singular, number)
    if found == words.template:
        found = words.singular if words.number == 1 else words.template
    values = {name: _localised(value) for name, value in words.values.items()}
    return _FORMATTER.vformat(found, (), values)


def install_translation(app: QCoreApplication, language: str) -> str:
    """Have `app` speak a language of `LANGUAGES`, the system's where it is ""; return which.

    It holds for texts that are asked for afterwards, so this comes before any window.
    """
    wanted = language or QLocale.system().name().split("_")[0]
    code = wanted if wanted in LANGUAGES else "en"
    locale = QLocale.system() if QLocale.system().name().startswith(code) else QLocale(code)
    QLocale.setDefault(locale)
    if code != "en":
        ours = resources() / "translations"
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for folder, name in ((str(ours), "chopin_studio"), (qt, "qtbase")):
            _install(app, f"{name}_{code}", folder)
    return code


def _install(app: QCoreApplication, name: str, folder: str) -> None:
    translator = QTranslator(app)
    if translator.load(name, folder):
        app.installTranslator(translator)


def _localised(value: object) -> object:
    return translated(value) if isinstance(value, str) else value


class _LocalFormatter(Formatter):
    """Writes numbers with the marks of the language: `1.234,5` in German."""

    def format_field(self, value: object, format_spec: str) -> str:
        written = str(super().format_field(value, format_spec))
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            locale = QLocale()
            marks = str.maketrans({",": locale.groupSeparator(), ".": locale.decimalPoint()})
            return written.translate(marks)
        return written


_FORMATTER = _LocalFormatter()
