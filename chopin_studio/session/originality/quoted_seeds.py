"""Plays the bars that are quoted, where the piece is one of those that models can start from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.errors import StudioError
from chopin_studio.library.seed_bars import BarRange, seed_of
from chopin_studio.music.bar_order import bar_count
from chopin_studio.session.generation.request_queue import Request
from chopin_studio.texts import plural

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.music.excerpt import Excerpt
    from chopin_studio.originality.report import Quotation
    from chopin_studio.session.generation.seed_player import SeedPlayer

_COMPOSER = "Chopin"
_WORK = re.compile(r"Op\. (\d+)(?: No\. (\d+))?(?:.*: ([IV]+)\.)?")
_PICKUP_RESTS = 0.5
"""A seed whose first bar begins with a rest of such a share of it begins with a pickup."""

Work = tuple[str | None, ...]


class BarsNotInSeedError(StudioError):
    """The bars quoted come after the opening that the studio has of a piece."""


class QuotedSeeds:
    """Finds the seed of a piece among those of some models, and plays bars of it.

    The studio has no other music by composers than the openings of some pieces by Chopin.
    """

    def __init__(self, bundles: Sequence[Bundle], player: SeedPlayer) -> None:
        self.player = player
        self._bundles = bundles
        self._found: dict[Work, Request] | None = None

    def has(self, quotation: Quotation) -> bool:
        """Return whether there is an opening of the piece quoted."""
        return self._request(quotation) is not None

    def play(self, quotation: Quotation) -> None:
        """Play the bars quoted, as far as the opening has them; nothing where there is none."""
        request = self._request(quotation)
        if request is not None:
            self.player.play(request, partial(bars_of, printed=quotation.piece_bars))

    def _request(self, quotation: Quotation) -> Request | None:
        if self._found is None:
            self._found = self._requests()
        work = _work_of(quotation.title) if _COMPOSER in quotation.title else None
        return self._found.get(work) if work is not None else None

    def _requests(self) -> dict[Work, Request]:
        """Return what to ask of which model for each piece, the last models first."""
        found: dict[Work, Request] = {}
        for bundle in reversed(self._bundles):
            try:
                seeds = bundle.seeds
            except StudioError:
                continue  # the panel says that its seeds cannot be read
            for seed in seeds:
                work = _work_of(seed.title)
                if work is not None:
                    request = Request(bundle, GenerationSettings(LibraryStart(seed.name)))
                    found.setdefault(work, request)
        return found


def bars_of(seed: Excerpt, printed: tuple[int, int]) -> Excerpt:
    """Return bars of a seed, by their printed numbers, as far as it has them.

    Raises BarsNotInSeedError where it has none of them.
    """
    shift = 1 if _begins_with_pickup(seed) else 0
    bars = bar_count(seed)
    first, last = max(printed[0] + shift, 1), min(printed[1] + shift, bars)
    if first > last:
        raise BarsNotInSeedError(
            plural(
                "The studio has only the first {n} bars of this piece.",
                "The studio has only the first bar of this piece.",
                bars,
            )
        )
    return seed_of(replace(seed, seed_end_tick=0), BarRange(first, last))


def _begins_with_pickup(seed: Excerpt) -> bool:
    if not seed.notes:
        return False
    first = seed.meters.bar_at(0)
    return seed.notes[0].onset_tick >= _PICKUP_RESTS * first.end_tick


def _work_of(title: str) -> Work | None:
    """Return opus, number and movement of a title; None where it has no opus."""
    found = _WORK.search(title)
    return found.groups() if found else None
