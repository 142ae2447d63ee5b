"""Mistakes in what was typed for an option, told in one line that marks their place."""

from collections.abc import Iterator
from contextlib import contextmanager

from chopin_studio.data_fields import shown
from chopin_studio.errors import StudioError
from chopin_studio.music.harmony.progression import ProgressionError
from chopin_studio.music.plan.form_text import FormError

_AROUND = 30
"""How many characters before and after a mistake are shown."""


class ArgumentError(StudioError):
    """An argument is invalid, for which a command ends with another exit status."""

    exit_status = 2


@contextmanager
def placed_mistakes(form: str | None, chords: str | None) -> Iterator[None]:
    """Raise an ArgumentError where the text of `--form` or `--chords` is found to be wrong."""
    try:
        yield
    except FormError as error:
        marked = _marked(form or "", error.place, error.place + 1)
        raise ArgumentError(f'--form "{marked}": {error}') from error
    except ProgressionError as error:
        marked = _marked(chords or "", error.start, error.end)
        raise ArgumentError(f'--chords "{marked}": {error}') from error


def _marked(text: str, start: int, end: int) -> str:
    """Return a text, or what is around the mistake, with the mistake as in `A A >H< A`."""
    before, wrong, after = text[:start], text[start:end], text[end:]
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:]
    if len(after) > _AROUND:
        after = after[:_AROUND] + "…"
    return f"{shown(before)}>{shown(wrong)}<{shown(after)}"
