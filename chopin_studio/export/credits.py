"""Who made a piece and how: what an exported file says of it besides the notes."""

from dataclasses import dataclass

STUDIO = "Chopin Studio"


@dataclass(frozen=True, slots=True)
class Credits:
    """The composer's line of a score, and named facts that go with it (`random state`: `7`).

    Music of which nothing is known has neither.
    """

    composer: str = ""
    fields: tuple[tuple[str, str], ...] = ()


def plain_text(text: str) -> str:
    """Return `text` on one line, without what no XML document can hold."""
    return "".join(c if c.isprintable() else " " for c in text).strip()


NO_CREDITS = Credits()
