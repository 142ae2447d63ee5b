"""Which takes the list shows, and in what order. No Qt."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from chopin_studio.engine.seeds import LibraryStart, RandomStart
from chopin_studio.session.support.formatting import alphabetically
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.texts import translatable

if TYPE_CHECKING:
    from chopin_studio.library.take import Take

OWN = "\0own"
"""Stands in the place of a model for music that no model generated; no model can have that id."""

UNKNOWN_SHARE = 2.0
"""Stands for a share that is not known, after all that are."""


class Order(StrEnum):
    """What takes are sorted by, as the setting `takes.order` has it."""

    NEWEST = "newest"
    TITLE = "title"
    STARS = "stars"
    ORIGINALITY = "originality"
    LENGTH = "length"

    @property
    def words(self) -> str:
        """Name it as the menu does."""
        return translated(_ORDER_WORDS[self])


_ORDER_WORDS = {
    Order.NEWEST: translatable("Newest First"),
    Order.TITLE: translatable("Title"),
    Order.STARS: translatable("Most Stars First"),
    Order.ORIGINALITY: translatable("Most Original First"),
    Order.LENGTH: translatable("Longest First"),
}


@dataclass(frozen=True, slots=True)
class TakeFilter:
    """What the user wants to see of the takes.

    `words` must all be found in a take; `bundle_id` and `tag` are empty for any, `bundle_id` OWN
    for music of the user's own. As a tree, takes stand under those that they were made of.
    """

    words: str = ""
    order: Order = Order.NEWEST
    least_stars: int = 0
    bundle_id: str = ""
    tag: str = ""
    is_tree: bool = True

    @property
    def is_filter(self) -> bool:
        """Whether it can hide takes."""
        return bool(self.words.strip() or self.least_stars or self.bundle_id or self.tag)


@dataclass(frozen=True, slots=True)
class TakeRow:
    """A take in the list; `depth` counts the takes shown that it descends from, in a tree."""

    take: Take
    depth: int = 0


class TakeQuery:
    """Arranges takes; what can be searched in each is put together once."""

    def __init__(self, name_of: Callable[[str], str]) -> None:
        self._name_of = name_of
        self._texts: dict[str, tuple[Take, str]] = {}

    def arranged(self, takes: Sequence[Take], wanted: TakeFilter) -> list[TakeRow]:
        """Return the takes that are wanted, in order."""
        chosen = self._chosen(takes, wanted)
        key = _KEYS[wanted.order]
        if not wanted.is_tree or not any(take.descent for take in chosen):
            return [TakeRow(take) for take in sorted(chosen, key=key)]
        return _as_tree(chosen, takes, key)

    def is_alike(self, old: Take, new: Take, wanted: TakeFilter) -> bool:
        """Whether a take stands where it stood, now that it has changed."""
        key = _KEYS[wanted.order]
        chosen = [bool(self._chosen([take], wanted)) for take in (old, new)]
        return key(old) == key(new) and old.descent == new.descent and chosen[0] == chosen[1]

    def _chosen(self, takes: Sequence[Take], wanted: TakeFilter) -> Sequence[Take]:
        words = _plain(wanted.words).split()
        if not wanted.is_filter:
            return takes
        return [
            take
            for take in takes
            if take.marks.stars >= wanted.least_stars
            and wanted.bundle_id in ("", maker_of(take))
            and (not wanted.tag or wanted.tag in take.marks.tags)
            and all(word in self._text(take) for word in words)
        ]

    def _text(self, take: Take) -> str:
        known = self._texts.get(take.id)
        if known is None or known[0] is not take:
            parts = (
                *(take.title, *self._maker_words(take)),
                *(*take.marks.tags, take.marks.comment),
                take.descent.words if take.descent is not None else "",
            )
            known = self._texts[take.id] = (take, _plain("\n".join(parts)))
        return known[1]

    def _maker_words(self, take: Take) -> tuple[str, ...]:
        source, bundle_id = take.record.source, take.record.bundle_id
        if source is not None:
            return (source.file_name,)
        return self._name_of(bundle_id), bundle_id, seed_name(take)


def maker_of(take: Take) -> str:
    """Return the id of the model that made a take, OWN for music of the user's own."""
    return take.record.bundle_id if take.record.source is None else OWN


def seed_name(take: Take) -> str:
    """Name what a take started from."""
    start = take.record.settings.start
    if isinstance(start, LibraryStart):
        return start.name
    if isinstance(start, RandomStart):
        return tr("random start")
    if start.passage is not None and take.descent is not None:
        return take.descent.parent_title
    return tr("your own music")


def tags_in(takes: Iterable[Take]) -> list[str]:
    """Return every tag in use, in alphabetical order."""
    return sorted({tag for take in takes for tag in take.marks.tags}, key=alphabetically)


def bundles_in(takes: Iterable[Take]) -> list[str]:
    """Return the ids of the models that made the takes."""
    made = {take.record.bundle_id for take in takes if take.record.source is None}
    return sorted(made, key=alphabetically)


def has_own(takes: Iterable[Take]) -> bool:
    """Return whether there is music of the user's own among the takes."""
    return any(take.record.source is not None for take in takes)


def _plain(text: str) -> str:
    """Return text as it is typed in haste: `etude` for `Étude`."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(one for one in letters if not unicodedata.combining(one)).casefold()


Key = Callable[["Take"], Any]


def _newest(take: Take) -> float:
    return -take.created.timestamp()


_KEYS: Mapping[Order, Key] = {
    Order.NEWEST: _newest,
    Order.TITLE: lambda take: (alphabetically(_plain(take.title)), _newest(take)),
    Order.STARS: lambda take: (-take.marks.stars, _newest(take)),
    Order.ORIGINALITY: lambda take: (
        UNKNOWN_SHARE if take.originality is None else take.originality.share_quoted,
        _newest(take),
    ),
    Order.LENGTH: lambda take: (-take.note_count, _newest(take)),
}


def _as_tree(chosen: Sequence[Take], all_takes: Sequence[Take], key: Key) -> list[TakeRow]:
    """Put takes under their nearest ancestor that is shown, children oldest first.

    A family stands where its first member would: what was just made is found at the top.
    """
    parents = {take.id: take.descent.parent_id for take in all_takes if take.descent is not None}
    shown = {take.id for take in chosen}
    children: dict[str, list[Take]] = {}
    roots: list[Take] = []
    for take in chosen:
        parent_id = _shown_ancestor(take.id, parents, shown)
        if parent_id is None:
            roots.append(take)
        else:
            children.setdefault(parent_id, []).append(take)
    families = [_family(root, children) for root in roots]
    firsts = {id(rows): min(key(row.take) for row in rows) for rows in families}
    families.sort(key=lambda rows: firsts[id(rows)])
    return [row for rows in families for row in rows]


def _shown_ancestor(take_id: str, parents: Mapping[str, str], shown: set[str]) -> str | None:
    """Return the nearest ancestor that is shown; None in a circle, which only a hand can make."""
    seen = {take_id}
    ancestor = parents.get(take_id)
    while ancestor is not None and ancestor not in shown and ancestor not in seen:
        seen.add(ancestor)
        ancestor = parents.get(ancestor)
    if ancestor is None or ancestor in seen or _is_in_circle(take_id, parents):
        return None
    return ancestor


def _is_in_circle(take_id: str, parents: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    ancestor: str | None = take_id
    while ancestor is not None and ancestor not in seen:
        seen.add(ancestor)
        ancestor = parents.get(ancestor)
    return ancestor == take_id


def _family(root: Take, children: Mapping[str, Sequence[Take]]) -> list[TakeRow]:
    """Return a take and all that was made of it, each under its parent."""
    rows: list[TakeRow] = []
    waiting = [TakeRow(root)]
    while waiting:
        row = waiting.pop()
        rows.append(row)
        own = sorted(children.get(row.take.id, ()), key=_newest)
        waiting += [TakeRow(child, row.depth + 1) for child in own]
    return rows
