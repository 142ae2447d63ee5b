"""Keep a take from quoting: what would go on with a piece for too long is drawn otherwise.

The engine only asks; who answers knows a corpus (see `originality/guard.py`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import Note
from chopin_studio.settings.definition import SettingsError

MOST_TRIES = 64
"""After so many draws that all quote, the least evil is taken: music must not wait for more."""

LOOKS_BACK = 200
"""No guard looks further back than so many notes."""

T = TypeVar("T")


class QuotationGuard(Protocol):
    """Knows the pieces that are not to be quoted."""

    @property
    def index_id(self) -> str:
        """By what to know which pieces those are."""

    def excess(self, made: Sequence[Note], following: Sequence[Note], most: int) -> float:
        """Tell by how much a quotation is longer than `most` notes if `following` come next.

        `made` are the notes that the model has made before, the seed left out, or the last
        LOOKS_BACK of them; `following` begin together, at the last of their onsets or later. 0
        where nothing is too long. The same notes always have the same answer.
        """


@dataclass(frozen=True, slots=True)
class QuotationLimit:
    """A guard with the length in notes that a take may go along with a piece."""

    guard: QuotationGuard
    most: int

    @classmethod
    def asked(
        cls, settings: GenerationSettings, guard: QuotationGuard | None
    ) -> "QuotationLimit | None":
        """Return what `settings` ask for, None for nothing; SettingsError without a guard."""
        if settings.stay_original is None:
            return None
        if guard is None:
            raise SettingsError(
                "A take can stay original only where there is an index of the corpus. "
                "Switch that off, or install Chopin Studio again."
            )
        return cls(guard, settings.stay_original)

    @property
    def notices(self) -> tuple[str, ...]:
        """Say what is kept to and by which index, without which the take can't be made again."""
        return (
            f"The take stays original: it goes along with no piece for more than {self.most} "
            f"notes (index {self.guard.index_id}).",
        )

    def choose(
        self,
        made: Sequence[Note],
        draw: Callable[[], T],
        notes_of: Callable[[T], Sequence[Note]],
        forbid: Callable[[T], bool],
    ) -> tuple[T, bool]:
        """Draw until it does not quote; return what was drawn, and whether it quotes all the same.

        `forbid` takes something out of what can be drawn and tells whether there is anything left.
        So what is allowed is drawn by its share of the probability of all that is allowed.
        """
        tried: list[tuple[float, T]] = []
        while True:
            drawn = draw()
            excess = self.guard.excess(made, notes_of(drawn), self.most)
            if excess <= 0:
                return drawn, False
            tried.append((excess, drawn))
            if not forbid(drawn) or len(tried) == MOST_TRIES:
                return min(tried, key=lambda each: each[0])[1], True


def quoting_words(meters: MeterMap, note: Note) -> str:
    """Say that a note quotes although it should not."""
    number = meters.bar_at(note.onset_tick).number
    return f"Bar {number} goes along with a piece for longer: nothing else could be played there."
