"""Who made a piece and how: what an exported file states besides the notes."""

from dataclasses import dataclass

STUDIO = "Chopin Studio"


@dataclass(frozen=True, slots=True)
class Credits:
    """The composer's line of a score, and further named facts (`random state`: `7`).

    Both are empty for music of which nothing is known.
    """

    composer: str = ""
    fields: tuple[tuple[str, str], ...] = ()


def plain_text(text: str) -> str:
    """Return `text` on one line, without characters that XML does not allow."""
    return "".join(c if c.isprintable() else " " for c in text).strip()


NO_CREDITS = Credits()
