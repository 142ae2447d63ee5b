"""Texts are English by themselves, and keep what a translation needs."""

import pickle

from chopin_studio.errors import StudioError
from chopin_studio.texts import Text, joined, plural, restored, translatable


def test_a_text_is_its_english_sentence() -> None:
    assert translatable("{name} cannot be read.", name="a.mid") == "a.mid cannot be read."


def test_a_plural_is_in_the_form_of_its_number() -> None:
    forms = [plural("{n:,} notes", "{n} note", n) for n in (0, 1, 2, 1234)]

    assert forms == ["0 notes", "1 note", "2 notes", "1,234 notes"]


def test_texts_that_are_joined_keep_their_translations() -> None:
    whole = joined([translatable("One {x}.", x=1), "Plain {braces}."])

    assert whole == "One 1. Plain {braces}."
    assert [type(part) for part in whole.values.values()] == [Text, str]


def test_an_error_hands_its_text_on() -> None:
    error = StudioError(translatable("No {thing}.", thing="disk"))

    assert str(error) == "No disk."
    assert isinstance(str(error), Text)
    assert str(StudioError("plain")) == "plain"
    assert str(StudioError("two", 2)) == "('two', 2)"


def test_a_text_survives_the_way_to_another_process() -> None:
    text = plural("{n} bars in {where}", "{n} bar in {where}", 1, where="here")

    again = pickle.loads(pickle.dumps(text))

    assert again == "1 bar in here"
    assert (again.template, again.singular, again.number) == (
        "{n} bars in {where}",
        "{n} bar in {where}",
        1,
    )
    assert dict(again.values) == {"n": 1, "where": "here"}


def test_a_text_can_be_filled_again() -> None:
    text = translatable("Bar {bar} of {title}.", bar=1, title="it")

    assert text.filled(bar=7) == "Bar 7 of it."
    assert text.filled(bar=7).template == text.template


def test_a_text_from_a_file_is_its_own_template() -> None:
    assert restored("Free and {quick}.") == "Free and {quick}."
    assert restored("Free and quick.").template == "Free and quick."
