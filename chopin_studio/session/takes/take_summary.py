"""What is known of a take, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.library.take import CONTINUED, EDITED, REGENERATED, VARIED
from chopin_studio.library.take_credits import seed_title
from chopin_studio.originality.report_text import quoted_words, verdict_name
from chopin_studio.session.drafts.draft import Draft
from chopin_studio.session.generation.settings_summary import take_words
from chopin_studio.session.support.formatting import capitalised, note_count, when
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.session.takes.take_query import seed_name

if TYPE_CHECKING:
    from chopin_studio.library.take import Descent, Originality, Take

ModelName = Callable[[str], str]
"""Returns what the musician calls the model of a bundle id."""


def stars_words(stars: int) -> str:
    """Draw stars as text: ★★★☆☆."""
    return "★" * stars + "☆" * (5 - stars)


def originality_words(originality: Originality | None) -> list[str]:
    """Word what the report said, as far as that is known."""
    if originality is None:
        return []
    share = quoted_words(originality.share_quoted)
    if not originality.verdict:
        return [translated(share)] if originality.share_quoted else []
    return [
        tr("{share} ({verdict})", share=share, verdict=verdict_name(originality.verdict)),
    ]


def origin_words(take: Take, model_name: ModelName) -> str:
    """Name what made a take: a model, or the file or the recording that it was."""
    source = take.record.source
    if source is None:
        return model_name(take.record.bundle_id)
    return tr("from {file}", file=source.file_name) if source.is_file else tr("recorded")


def take_facts(take: Take, model_name: ModelName) -> list[str]:
    """Return all that is known of a take, one line each, its title and its marks left out."""
    record = take.record
    if record.source is not None:
        return _own_facts(take, model_name)
    made = [
        model_name(record.bundle_id),
        note_count(take.note_count),
        *([tr("edited by hand")] if record.is_edited else []),
        *([] if record.is_understood else [tr("made with a newer version of Chopin Studio")]),
        *([] if record.complete else [tr("stopped early")]),
    ]
    return [
        ", ".join(made),
        *([capitalised(descent_words(take.descent))] if take.descent else []),
        *([capitalised(words) for words in originality_words(take.originality)]),
        tr("Seed: {seed}", seed=_seed_words(take)),
        *take_words(record.settings).splitlines(),
        tr("Generated {when}", when=when(take.created, datetime.now(UTC))),
        *record.notices,
    ]


def _own_facts(take: Take, model_name: ModelName) -> list[str]:
    """Return what is known of music of the user's own."""
    made = [
        origin_words(take, model_name),
        note_count(take.note_count),
        *([tr("edited by hand")] if take.record.is_edited else []),
    ]
    unkept = tr("Not kept: it stays in the list until Chopin Studio closes, unless you use it")
    return [
        capitalised(", ".join(made)),
        *([] if take.is_kept else [unkept]),
        *([capitalised(words) for words in originality_words(take.originality)]),
        tr("Opened {when}", when=when(take.created, datetime.now(UTC))),
        *take.record.notices,
    ]


def descent_words(descent: Descent) -> str:
    """Return in words what was done with which take: `varied from bar 9 of Nocturne #3`."""
    bar, title = descent.bar, descent.parent_title
    return {
        REGENERATED: tr("regenerated from bar {bar} of {title}", bar=bar, title=title),
        CONTINUED: tr("continued from bar {bar} of {title}", bar=bar, title=title),
        VARIED: tr("varied from bar {bar} of {title}", bar=bar, title=title),
        EDITED: tr("edited from bar {bar} of {title}", bar=bar, title=title),
    }.get(descent.how, title)


def _seed_words(take: Take) -> str:
    """Name the seed as a musician does, as far as that is known."""
    settings = take.record.settings
    if isinstance(settings.start, LibraryStart):
        return seed_title(settings, take.title)
    return seed_name(take)


def take_tip(item: Draft | Take, model_name: ModelName) -> str:
    """Return the tooltip of a row."""
    if isinstance(item, Draft):
        made = f"{item.model_name}, {item.progress.words}"
        facts = [made, *take_words(item.settings).splitlines(), *item.notices]
        return "\n".join([item.title, *facts])
    marks = item.marks
    return "\n".join(
        [
            item.title,
            *([stars_words(marks.stars)] if marks.stars else []),
            *take_facts(item, model_name),
            *([tr("Tags: {tags}", tags=", ".join(marks.tags))] if marks.tags else []),
            *([marks.comment] if marks.comment else []),
        ]
    )


def facts_as_text(take: Take, model_name: ModelName) -> str:
    """Return what is known of a take as text for a message or a notebook."""
    if take.record.source is not None:
        return f"{take_tip(take, model_name)}\n"
    return tr(
        "{take}\nWeights SHA-256: {weights_sha256}\n",
        take=take_tip(take, model_name),
        weights_sha256=take.record.weights_sha256,
    )
