"""Texts that are shown as they stand, whatever is in them.

Qt takes a tooltip that looks like HTML for such: a title could format it, or have a picture loaded
from anywhere. It underlines the letter after an ampersand in menus and on buttons, and replaces
`[*]` in a window's title. A `Text` is shown in the language of the window.
"""

import html

from chopin_studio.session.support.translation import translated


def as_tooltip(text: str) -> str:
    """Return a tooltip that shows `text` as it stands; what may look like HTML is escaped."""
    text = translated(text)
    if "<" not in text and "&" not in text:
        return text
    return f'<p style="white-space: pre-wrap">{html.escape(text)}</p>'


def as_caption(text: str) -> str:
    """Return a text for a menu or a button in which no ampersand marks a key."""
    return translated(text).replace("&", "&&")


def as_window_title(text: str) -> str:
    """Return a window's title that shows `text` as it stands."""
    return text.replace("[*]", "[*][*]")
