"""What a sentence for the user must be, whatever stood in the file that it speaks of."""

import unicodedata


def has_controls(text: str) -> bool:
    """Return whether a text holds what moves a terminal's cursor or cannot be written."""
    return any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in text)


def is_sentence(text: str) -> bool:
    """Return whether a text is one line that a user can be expected to read."""
    return 10 < len(text) < 400 and not has_controls(text)
