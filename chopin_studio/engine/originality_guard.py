"""Keep a take from quoting: what would match a piece for too long is sampled again.

The engine only defines the protocol; the guard knows a corpus (see `originality/guard.py`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import Note
from chopin_studio.settings.definition import SettingsError
from chopin_studio.texts import Text, translatable

MOST_TRIES = 64
"""After so many samples that all quote, the least quoting one is used, so that music can continue.
"""

LOOKS_BACK = 200
"""No guard needs more than so many preceding notes."""

T = TypeVar("T")


class QuotationGuard(Protocol):
    """Knows the pieces that are not to be quoted."""

    @property
    def index_id(self) -> str:
        """The identifier of the index of those pieces."""

    def excess(self, made: Sequence[Note], following: Sequence[Note], most: int) -> float:
        """Return by how much a quotation is longer than `most` notes if `following` come next.

        `made` are the notes generated before, without the seed, or the last LOOKS_BACK of them;
        `following` begin together, at the last of their onsets or later. 0 where nothing is too
        long. The result depends only on the notes.
        """


@dataclass(frozen=True, slots=True)
class QuotationLimit:
    """A guard, and the length in notes for which a take may match a piece."""

    guard: QuotationGuard
    most: int

    @classmethod
    def asked(
        cls, settings: GenerationSettings, guard: QuotationGuard | None
    ) -> "QuotationLimit | None":
        """Return the limit of `settings`, None for none; raises SettingsError without a guard."""
        if settings.stay_original is None:
            return None
        if guard is None:
            raise SettingsError(
                translatable(
                    "A take can stay original only if there is an index of the corpus. "
                    "Switch that off, or install Chopin Studio again."
                )
            )
        return cls(guard, settings.stay_original)

    @property
    def notices(self) -> tuple[str, ...]:
        """The limit and the index in words; the take can be reproduced only with that index."""
        limit = translatable(
            "The take stays original: it matches no piece for more than {most} notes (index "
            "{index}).",
            most=self.most,
            index=self.guard.index_id,
        )
        return (limit,)

    def choose(
        self,
        made: Sequence[Note],
        draw: Callable[[], T],
        notes_of: Callable[[T], Sequence[Note]],
        forbid: Callable[[T], bool],
    ) -> tuple[T, bool]:
        """Sample until the result does not quote; return it, and whether it quotes nevertheless.

        `forbid` excludes something from sampling and returns whether there is anything left. So
        what is allowed is sampled by its share of the probability of all that is allowed.
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


def quoting_words(meters: MeterMap, note: Note) -> Text:
    """Return the notice on a note that quotes although it should not."""
    return translatable(
        "Bar {bar} matches a piece for longer than allowed: nothing else could be played there.",
        bar=meters.bar_at(note.onset_tick).number,
    )
