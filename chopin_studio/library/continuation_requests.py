"""Requests to a model to regenerate a take from a bar, to continue it, or to vary a passage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chopin_studio.engine.controls import without_unsupported
from chopin_studio.engine.sampling import SAMPLER
from chopin_studio.engine.seeds import ExcerptStart, Passage
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.take import CONTINUED, REGENERATED, VARIED, Descent, Take
from chopin_studio.library.titles import plain_title
from chopin_studio.music.splicing import kept_until, without
from chopin_studio.settings.generation import MAX_NOTES

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.music.excerpt import Excerpt
    from chopin_studio.music.meter import MeterMap
    from chopin_studio.music.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class ContinuationRequest:
    """What to generate for a child of a take, and where the child departs from its parent."""

    settings: GenerationSettings
    descent: Descent


def cut_tick(music: Excerpt, tick: float) -> int:
    """Return the bar line from which to regenerate music when the playhead is at `tick`.

    That is the beginning of its bar.
    """
    return music.meters.bar_at(tick).start_tick


def bar_before(meters: MeterMap, tick: int) -> int:
    """Return the start of the bar before the one that holds `tick`; of the first bar, its own."""
    return meters.bar_at(max(meters.bar_at(tick).start_tick - 1, 0)).start_tick


def range_in_bars(music: Excerpt, start_tick: int, end_tick: int) -> Passage:
    """Return the whole bars that a range touches."""
    meters = music.meters
    return Passage(meters.bar_at(start_tick).start_tick, meters.bar_at(end_tick - 1).end_tick)


def lacks_music_before(music: Excerpt, tick: int) -> bool:
    """Return whether nothing begins before `tick`, so that there is nothing to continue from."""
    return not music.notes or music.notes[0].onset_tick >= tick


def lacks_music_from(music: Excerpt, tick: int) -> bool:
    """Return whether nothing begins at `tick` or later."""
    return not music.notes or music.notes[-1].onset_tick < tick


def regenerated(
    take: Take, music: Excerpt, tick: int, bundle: Bundle, state: int
) -> ContinuationRequest:
    """Ask to regenerate `music` from the bar line at `tick`, as much as there was from there.

    A take with an ending, whose length was set in bars or by its form, gets as many bars again.
    """
    settings = take.record.settings
    if settings.has_ending and "bars" in bundle.controls:
        meters = music.meters
        last_tick = max(music.notes[-1].onset_tick, tick)
        bars = meters.bar_at(last_tick).number - meters.bar_at(tick).number + 1
        settings = replace(settings, bars=bars)
    else:
        settings = replace(settings, bars=None, notes=_steps(music, tick, bundle))
    return _request(take, music, settings, Passage(tick), REGENERATED, bundle, state)


def continued(
    take: Take, music: Excerpt, length: GenerationSettings, bundle: Bundle, state: int
) -> ContinuationRequest:
    """Ask to continue after the end of `music`, by as many bars or notes as `length` says.

    An ending rings until its bar line; music that only stops continues at once, in its bar.
    """
    settings = replace(take.record.settings, notes=length.notes, bars=length.bars, plan=None)
    passage = Passage(_end_of(take, music, bundle))
    return _request(take, music, settings, passage, CONTINUED, bundle, state)


def varied(
    take: Take, music: Excerpt, passage: Passage, bundle: Bundle, state: int
) -> ContinuationRequest:
    """Ask to regenerate a passage of `music`, leaving everything around it as it is.

    Where there is a plan, its chords stay; bars that return to what comes before are new.
    """
    plan = take.record.settings.plan
    if plan is not None and passage.end_tick is not None:
        bar_at = music.meters.bar_at
        first, end = (bar_at(t).number for t in (passage.start_tick, passage.end_tick - 1))
        plan = plan.anew(first - 1, end)
    return rewritten(take, music, passage, plan, bundle, state)


def rewritten(
    take: Take, music: Excerpt, passage: Passage, plan: Plan | None, bundle: Bundle, state: int
) -> ContinuationRequest:
    """Ask to regenerate a passage of `music` by a plan of the whole, around which all stays."""
    steps = _steps(music, passage.start_tick, bundle, passage.end_tick)
    settings = replace(take.record.settings, bars=None, notes=steps, plan=plan)
    return _request(take, music, settings, passage, VARIED, bundle, state)


def _request(
    take: Take,
    music: Excerpt,
    settings: GenerationSettings,
    passage: Passage,
    how: str,
    bundle: Bundle,
    state: int,
) -> ContinuationRequest:
    if passage.end_tick is None:
        kept = kept_until(music, passage.start_tick)
    else:
        kept = without(music, passage.start_tick, passage.end_tick)
    # Key, meter and tempo stay those of the music, and the form is part of its plan.
    settings = replace(
        without_unsupported(bundle, settings),
        sampler=SAMPLER,
        start=ExcerptStart(replace(kept, title=f"{plain_title(take.title)}, {how}"), passage),
        takes=1,
        random_state=state,
        key=None,
        meter=None,
        bpm=None,
        form=None,
    )
    bar = music.meters.bar_at(passage.start_tick).number
    return ContinuationRequest(settings, Descent(take.id, take.title, how, bar))


def _steps(music: Excerpt, tick: int, bundle: Bundle, end_tick: int | None = None) -> int:
    """Count the notes from `tick` on as the model does."""
    onsets = [
        note.onset_tick
        for note in music.notes
        if note.onset_tick >= tick and (end_tick is None or note.onset_tick < end_tick)
    ]
    return min(max(bundle.family.count_steps(onsets), 1), MAX_NOTES)


def _end_of(take: Take, music: Excerpt, bundle: Bundle) -> int:
    """Return the tick from which the music continues."""
    settings = take.record.settings
    if settings.has_ending and take.record.complete:
        last = music.meters.bar_at(max(music.end_tick - 1, music.notes[-1].onset_tick))
        return last.end_tick
    return bundle.family.goes_on_at(music)
