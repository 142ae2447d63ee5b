"""Decode the texts of MIDI files."""

_MOST_LETTERS = 200


def readable(data: bytes) -> str:
    """Return the text that `data` are, on one line and of bounded length."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return on_one_line(text)


def on_one_line(text: str) -> str:
    """Return `text` without control characters, of bounded length."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return plain.strip()[:_MOST_LETTERS].rstrip()
