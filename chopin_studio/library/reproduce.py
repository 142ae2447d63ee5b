"""Make a take again, note for note, from what its record says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chopin_studio.engine.events import Opening, Step, whole_take
from chopin_studio.engine.seeds import ExcerptStart
from chopin_studio.library.take import Take, TakeError

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.engine.settings import GenerationSettings
    from chopin_studio.music.excerpt import Excerpt

Generate = Callable[["Bundle", "GenerationSettings"], Iterator[Opening | Step]]

_SHOWN = 12
"""How much of a SHA-256 is told: enough to know a file by, and to be typed."""


@dataclass(frozen=True, slots=True)
class ReproductionRequest:
    """What to ask of which model, for a take to come out again.

    `note_count` is how many notes the take has, with its seed, where it was stopped early: the
    model goes on beyond them. It is None where the model came to its end.
    """

    bundle: Bundle
    settings: GenerationSettings
    note_count: int | None = None


def recipe_of(
    take: Take, bundles: Sequence[Bundle], index_id: str | None = None
) -> ReproductionRequest:
    """Find what makes a take again among the models at hand.

    `index_id` is the originality index's, None where there is none. Raises TakeError, which names
    what is missing: the model, its version, the index by which the take stayed original, or the
    music that it started from. A take that was edited by hand cannot be made again.
    """
    _check_is_unedited(take)
    bundle = _bundle(take, bundles)
    _check_index(take, index_id)
    settings = take.record.settings
    if isinstance(settings.start, ExcerptStart):
        settings.start.excerpt  # noqa: B018  reads it, or says that it is missing
    return ReproductionRequest(bundle, settings, None if take.record.complete else take.note_count)


def make_again(recipe: ReproductionRequest, generate: Generate) -> Excerpt:
    """Run a model until the take is there again; StudioError where it cannot.

    This is slow work for a worker thread.
    """
    events: list[Opening | Step] = []
    notes = 0
    for event in generate(recipe.bundle, recipe.settings):
        events.append(event)
        if isinstance(event, Opening):
            notes = len(event.excerpt.notes)
            continue
        notes += len(event.notes)
        if notes == recipe.note_count:
            break
    if not events:
        raise TakeError("The model made nothing. Put its original files back and try again.")
    return whole_take(events).with_pedal_lifted()


def is_same_music(one: Excerpt, other: Excerpt) -> bool:
    """Return whether two takes are the same to the last bit, whatever their titles."""
    return one == replace(other, title=one.title)


def _check_is_unedited(take: Take) -> None:
    if take.record.is_edited:
        parent = take.descent.parent_title if take.descent else ""
        remedy = f"Generate “{parent}” again, from which it comes." if parent else "Export it."
        raise TakeError(
            f"“{take.title}” was edited by hand, and no model makes that again. {remedy}"
        )


def _bundle(take: Take, bundles: Sequence[Bundle]) -> Bundle:
    record = take.record
    of_this_name = [each for each in bundles if each.manifest.id == record.bundle_id]
    for bundle in of_this_name:
        if bundle.manifest.weights_sha256 == record.weights_sha256:
            return bundle
    if of_this_name:
        there = of_this_name[0].manifest.weights_sha256
        raise TakeError(
            f"“{take.title}” was made by another version of the model {record.bundle_id}: its "
            f"weights' SHA-256 begins with {record.weights_sha256[:_SHOWN]}, and that of the one "
            f"installed with {there[:_SHOWN]}. Install the version that made it."
        )
    raise TakeError(
        f"“{take.title}” was made by the model {record.bundle_id}, which is missing. Install it; "
        f"its weights' SHA-256 begins with {record.weights_sha256[:_SHOWN]}."
    )


def _check_index(take: Take, index_id: str | None) -> None:
    """See that the index is there by which a take stayed original; its notices name that."""
    if take.record.settings.stay_original is None:
        return
    if index_id is None or not any(index_id in notice for notice in take.record.notices):
        raise TakeError(
            f"“{take.title}” stayed original by another index of the corpus than the one "
            "installed. Install the version of Chopin Studio that made it."
        )
