"""Texts for the user that can still be translated: English here, any language in the window.

Whatever a layer below the window says to the user (an error, a notice, a name) is a `Text`: it is
the English sentence, ready for the command line and for files, and it remembers the template and
the values that it was made of, by which the window finds its translation.

A text keeps its translation only as long as it is whole: put texts together by the fields of
another template or by `joined`, never by `+` or an f-string.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class Text(str):
    """An English text with what it was made of.

    `template` has fields in braces, as `str.format` reads them, and `values` are what stands in
    them, texts among them. For a plural, `template` is the form for many, `singular` the one for
    one, and `number` how many there are.
    """

    template: str
    values: Mapping[str, object]
    singular: str
    number: int | None

    def __new__(
        cls,
        template: str,
        values: Mapping[str, object] | None = None,
        singular: str = "",
        number: int | None = None,
    ) -> Text:
        """Format the English form that fits."""
        values = values or {}
        form = singular if number == 1 else template
        made = super().__new__(cls, form.format_map(values))
        made.template, made.values = template, values
        made.singular, made.number = singular, number
        return made

    def filled(self, **values: object) -> Text:
        """Return the same text with other values in its fields."""
        return Text(self.template, {**self.values, **values}, self.singular, self.number)

    def __str__(self) -> Text:
        """Return the text itself: `str(text)` keeps its translation."""
        return self

    def __reduce__(self) -> tuple[type[Text], tuple[str, Mapping[str, object], str, int | None]]:
        """Tell pickle what a copy in another process is made of."""
        return Text, (self.template, self.values, self.singular, self.number)


def translatable(template: str, /, **values: object) -> Text:
    """Return a text for the user: `{name} cannot be read.` with a `name`."""
    return Text(template, values)


def plural(many: str, one: str, number: int, /, **values: object) -> Text:
    """Return a text about a number of things, which stands in both forms as `{n}`.

    `plural("{n:,} notes", "{n} note", 3)`; whole words only, since languages differ in how they
    form plurals.
    """
    return Text(many, {"n": number, **values}, one, number)


def restored(text: str) -> Text:
    """Return an English text from a file, translated where exactly this one has a translation."""
    return Text(text.replace("{", "{{").replace("}", "}}"))


def joined(texts: Iterable[str], separator: str = " ") -> Text:
    """Return several texts as one, each of which is translated by itself."""
    parts: dict[str, Any] = {f"part{place}": part for place, part in enumerate(texts)}
    between = separator.replace("{", "{{").replace("}", "}}")
    return Text(between.join(f"{{{name}}}" for name in parts), parts)
