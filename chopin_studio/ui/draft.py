"""A take while it is being made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.playback.timeline import Timeline

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.engine.events import Opening, Step
    from chopin_studio.engine.settings import GenerationSettings

LEAD_IN_BARS = 2
"""How much of the seed is heard before the new music, unless the user wants all of it."""


class Draft:
    """Collects the notes of one take, and hands each to the timeline that is played.

    `made` counts the tokens so far, `wanted` how many there will be. The title of a take that
    `is_compared` with other models' begins with its model, since nothing else tells them apart.
    """

    def __init__(
        self,
        opening: Opening,
        bundle: Bundle,
        settings: GenerationSettings,
        is_compared: bool = False,
    ) -> None:
        self.bundle = bundle
        self.title = opening.excerpt.title or "New take"
        if is_compared:
            self.title = f"{self.model_name} {self.title[0].lower()}{self.title[1:]}"
        self.settings = replace(settings, takes=1, random_state=opening.random_state)
        self.notices = opening.notices
        self.made = 0
        self.timeline = Timeline(replace(opening.excerpt, title=self.title), complete=False)

    @property
    def model_name(self) -> str:
        """What the musician calls the model."""
        return self.bundle.manifest.name

    @property
    def wanted(self) -> int:
        """How many notes and chords were asked for."""
        return self.settings.notes

    @property
    def is_whole(self) -> bool:
        """Whether every note asked for has come."""
        return self.made >= self.wanted

    @property
    def excerpt(self) -> Excerpt:
        """The music as far as it is known."""
        return self.timeline.excerpt

    def add(self, step: Step) -> None:
        """Take up what a step brings; the timeline is complete with the last."""
        self.timeline.append(step.notes, step.pedals, step.tempo)
        self.made += 1
        if self.is_whole:
            self.timeline.finish()

    def finish(self) -> None:
        """Declare that nothing more will come."""
        self.timeline.finish()


def lead_in_tick(excerpt: Excerpt) -> int:
    """Give the bar line a little before the music that the model made."""
    seed_end = excerpt.seed_end_tick
    if seed_end <= 0:
        return 0
    bar = excerpt.meters.bar_at(seed_end - 1)
    for _ in range(LEAD_IN_BARS - 1):
        bar = excerpt.meters.bar_at(max(bar.start_tick - 1, 0))
    return bar.start_tick
