"""Texts in the language of the window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from pytestqt.qtbot import QtBot

from chopin_studio.session.support.translation import tr, tr_joined, tr_plural, translated
from chopin_studio.texts import plural, translatable

GERMAN = {
    "{n:,} notes": {1: "{n} Note", 2: "{n:,} Noten"},
    "{name} has {what}": "{what} in {name}",
    "a {size:.1f} inch page": "eine Seite von {size:.1f} Zoll",
}


class Words(QTranslator):
    """A translation that is a table of this file."""

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(self, context: str, source: str, comment: str = "", n: int = -1) -> str | None:
        found = GERMAN.get(source)
        return found[min(n, 2)] if isinstance(found, dict) else found


@pytest.fixture
def german(qapp: QCoreApplication) -> Iterator[None]:
    words, before = Words(), QLocale()
    qapp.installTranslator(words)
    QLocale.setDefault(QLocale("de"))
    yield
    QLocale.setDefault(before)
    qapp.removeTranslator(words)


def test_without_a_translation_texts_are_english(qtbot: QtBot) -> None:
    assert tr("{name} has {what}", name="A", what="B") == "A has B"
    assert tr_plural("{n:,} notes", "{n} note", 1) == "1 note"


@pytest.mark.usefixtures("german")
def test_a_text_from_below_is_translated_with_the_texts_in_it() -> None:
    below = translatable(
        "{name} has {what}", name="x.mid", what=plural("{n:,} notes", "{n} note", 1)
    )

    assert translated(below) == "1 Note in x.mid"
    assert translated(str(below)) == "1 Note in x.mid"


@pytest.mark.usefixtures("german")
def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert tr_plural("{n:,} notes", "{n} note", 12345) == "12.345 Noten"
    assert tr("a {size:.1f} inch page", size=8.5) == "eine Seite von 8,5 Zoll"


@pytest.mark.usefixtures("german")
def test_what_is_no_text_stays_as_it_is() -> None:
    assert translated("{name} has {what}") == "{name} has {what}"


@pytest.mark.usefixtures("german")
def test_joined_texts_are_translated_each_by_itself() -> None:
    texts = [plural("{n:,} notes", "{n} note", 2), translatable("unknown.")]

    assert tr_joined(texts) == "2 Noten unknown."
