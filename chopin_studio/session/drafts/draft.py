"""A take while it is being made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chopin_studio.engine.seeds import ExcerptStart
from chopin_studio.library.take import new_take_id
from chopin_studio.library.titles import numbered
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.playback.timeline import Timeline
from chopin_studio.session.drafts.progress import NOTES, Progress, initial_progress
from chopin_studio.session.support.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.engine.events import Opening, Step, Tried
    from chopin_studio.engine.settings import GenerationSettings
    from chopin_studio.library.take import Descent


class Draft:
    """Collects the notes of one take, and hands each to the timeline that is played.

    `step_count` counts the notes and chords so far; `first_tick` is where they begin: after the
    seed, or where a take is carried on. `descent` tells which one that is, if any. The title of a
    take that `is_compared` with other models' begins with its model, which tells them apart; a
    title that one of the `others` has gets a number.
    """

    def __init__(
        self,
        opening: Opening,
        bundle: Bundle,
        settings: GenerationSettings,
        is_compared: bool = False,
        descent: Descent | None = None,
        others: Iterable[str] = (),
    ) -> None:
        self.take_id = new_take_id()
        self.bundle = bundle
        self.plain_title = opening.excerpt.title or tr("New take")
        if is_compared:
            after = f"{self.plain_title[0].lower()}{self.plain_title[1:]}"
            self.plain_title = f"{self.model_name} {after}"
        self.title = numbered(self.plain_title, others)
        self.descent = descent
        own = replace(settings, takes=1, random_state=opening.random_state)
        self.settings = own.with_plan(opening.plan)
        self._has_form = settings.ends_with_form
        self.notices = opening.notices
        self.step_count = 0
        self.first_tick = _first_tick(opening.excerpt, settings)
        self._newest_tick = self._tried_tick = self.first_tick
        self._tried_steps = 0
        self._has_ended = False
        self.timeline = Timeline(replace(opening.excerpt, title=self.title), complete=False)

    @property
    def model_name(self) -> str:
        """What the musician calls the model."""
        return self.bundle.manifest.name

    @property
    def progress(self) -> Progress:
        """How much of what was asked for there is."""
        asked = initial_progress(self.settings)
        if self._has_form:
            asked = asked._replace(total=max(self._planned_bars, 1))
        if self.is_whole:
            return asked._replace(done=asked.total)
        steps = max(self.step_count, self._tried_steps)
        return asked._replace(done=steps if asked.unit == NOTES else self._bars_behind)

    @property
    def is_whole(self) -> bool:
        """Whether all that was asked for has come; only the model knows the end of so many bars."""
        counts_notes = self.settings.bars is None and not self._has_form
        return self._has_ended or (counts_notes and self.step_count >= self.settings.notes)

    @property
    def _planned_bars(self) -> int:
        """How many bars of the form come after the seed."""
        plan = self.settings.plan
        bars = initial_progress(self.settings).total if plan is None else len(plan.bars)
        return bars - self.timeline.meters.bar_at(self.first_tick).number + 1

    @property
    def _bars_behind(self) -> int:
        """How many bars lie between the first new one and that of the newest note, or try."""
        bar_at = self.timeline.meters.bar_at
        newest = bar_at(max(self._newest_tick, self._tried_tick))
        return newest.number - bar_at(self.first_tick).number

    @property
    def excerpt(self) -> Excerpt:
        """The music as far as it is known."""
        return self.timeline.excerpt

    def add(self, step: Step) -> None:
        """Take up what a step brings."""
        self.timeline.append(step.notes, step.pedals, step.tempo)
        self.notices += step.notices
        self.step_count += 1
        self._newest_tick = max(note.onset_tick for note in step.notes)

    def add_tried(self, tried: Tried) -> None:
        """Take up how far the take is with what is not final."""
        self._tried_steps, self._tried_tick = tried.notes, tried.tick

    def finish(self, is_whole: bool) -> None:
        """Declare that nothing more will come, since the model ended by itself or was stopped."""
        self._has_ended = is_whole
        self.timeline.finish()


def _first_tick(excerpt: Excerpt, settings: GenerationSettings) -> int:
    """Return where the new music begins."""
    start = settings.start
    if isinstance(start, ExcerptStart) and start.passage is not None:
        return start.passage.start_tick
    return excerpt.seed_end_tick
