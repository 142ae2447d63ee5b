"""A take that is edited by hand: what it was, what it is, and what of that is on disk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from chopin_studio.errors import StudioError
from chopin_studio.library.take import EDITED, Descent, TakeError, TakeGoneError, TakeRecord
from chopin_studio.library.titles import plain_title
from chopin_studio.music.editing import changed_ticks
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.session.support.translation import tr

if TYPE_CHECKING:
    from chopin_studio.library.store import TakeStore
    from chopin_studio.library.take import Take
    from chopin_studio.music.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class EditState:
    """Music at one step of its editing, with the recorded plan, and which notes are chosen.

    `at_tick` is where to go where bars have other places than before, None where they have not.
    """

    music: Excerpt
    plan: Plan | None
    chosen: frozenset[int]
    at_tick: int | None = None


class EditedElsewhereError(StudioError):
    """A take on disk has notes that this window has not given it."""


class EditedTake:
    """The music of a take under its user's hands.

    A take that a model made is left as it is: `parent` is that, and `take` becomes its child once
    that is on disk. A take that was edited before has no `parent` here; it is itself written anew,
    unless a newer version wrote it, which knows more of it. So is music that was opened from a
    file or recorded: the file has it as it was.
    """

    def __init__(self, take: Take, excerpt: Excerpt) -> None:
        record = take.record
        is_own = (record.is_edited or record.source is not None) and record.is_understood
        self.parent = None if is_own else take
        self.take = take if is_own else None
        self.excerpt = excerpt
        self.plan = take.record.settings.plan
        self._first = self._kept = excerpt
        self._descent: Descent | None = None
        self._lock = Lock()

    @property
    def owner(self) -> Take | None:
        """The take that has this music; None while they are a child's that is not on disk yet."""
        return self.take or (None if self.needs_child or self.is_being_kept else self.parent)

    @property
    def needs_child(self) -> bool:
        """Whether a child is to be made, since the music is not the parent's any more."""
        is_new = self.take is None and self._descent is None
        return is_new and not is_same_music(self.excerpt, self._first)

    @property
    def is_being_kept(self) -> bool:
        """Whether a child has been made and is not known to be on disk."""
        return self.take is None and self._descent is not None

    @property
    def needs_writing(self) -> bool:
        """Whether the take on disk has other music."""
        return self.take is not None and not is_same_music(self.excerpt, self._kept)

    def is_shown_by(self, excerpt: Excerpt, take: Take | None) -> bool:
        """Return whether a piece of this music and of this take is this one."""
        if self.excerpt is excerpt:
            return True
        own = self.take or (None if self.is_being_kept else self.parent)
        return own is not None and take is not None and own.id == take.id

    def put(self, state: EditState) -> None:
        """Have other music and plan from now on."""
        self.excerpt, self.plan = state.music, state.plan

    def take_up(self, excerpt: Excerpt) -> None:
        """Have the music as it was read from disk."""
        self.excerpt = self._kept = excerpt

    def child(self) -> tuple[Excerpt, TakeRecord, Descent]:
        """Return what is to be kept as the parent's child, from the bar of the first change on."""
        if self.parent is None:
            raise ValueError("a take that was edited before is its own, and has no child")
        changed = changed_ticks(self._first.notes, self.excerpt.notes) or (0, 0)
        bar = self.excerpt.meters.bar_at(changed[0]).number
        self._descent = Descent(self.parent.id, self.parent.title, EDITED, bar)
        self._kept = self.excerpt
        excerpt = replace(self.excerpt, title=f"{plain_title(self.parent.title)}, {EDITED}")
        settings = replace(self.parent.record.settings, plan=self.plan)
        record = replace(self.parent.record, settings=settings, is_edited=True, is_understood=True)
        return excerpt, record, self._descent

    def _check(self, store: TakeStore, take: Take) -> None:
        """See that the take on disk is as it was left; one that cannot be read may be replaced."""
        try:
            found = store.excerpt(take.id).notes
        except TakeGoneError:
            raise
        except TakeError:
            return
        if found not in (self._kept.notes, self.excerpt.notes):
            raise EditedElsewhereError(
                tr(
                    "“{title}” was also edited in another window. Your edits are kept as a "
                    "separate take.",
                    title=take.title,
                )
            )

    def part(self) -> None:
        """Leave the take to others, and become a child of it."""
        self.parent, self.take = self.take, None
        self._first, self._descent = self._kept, None

    def is_child(self, take: Take) -> bool:
        """Return whether a take that has just been kept is the child given here."""
        return self.is_being_kept and take.descent is self._descent

    def write(self, store: TakeStore) -> Take | None:
        """Write the music as it is now, on any thread; None where the disk has it already.

        Whichever of two threads is the later writes the newer music. Raises what
        TakeStore.save_music raises, and EditedElsewhereError where another window has written.
        """
        with self._lock:
            if self.take is None or not self.needs_writing:
                return None
            excerpt, plan = self.excerpt, self.plan
            self._check(store, self.take)
            take = store.save_music(self.take.id, excerpt, plan)
            self._kept = excerpt
            return take


def is_same_music(one: Excerpt, other: Excerpt) -> bool:
    """Return whether two excerpts differ in their titles at most."""
    return one is other or one == replace(other, title=one.title)


def has_same_bars(one: Excerpt, other: Excerpt) -> bool:
    """Return whether two excerpts differ in their notes at most, and in their titles."""
    return is_same_music(replace(one, notes=()), replace(other, notes=()))
