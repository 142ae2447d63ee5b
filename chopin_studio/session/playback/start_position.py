"""Where playback of a piece begins."""

from chopin_studio.music.excerpt import Excerpt

LEAD_IN_BARS = 2
"""How much of the seed is heard before the new music where only its end is wanted."""


def start_tick(excerpt: Excerpt, seed_start: str) -> int:
    """Return where to begin to play, by a choice of the setting `playback.seed_start`."""
    if seed_start == "lead-in":
        return _lead_in_tick(excerpt)
    return 0 if seed_start == "whole" else excerpt.seed_end_tick


def _lead_in_tick(excerpt: Excerpt) -> int:
    """Return the bar line a little before the music that the model made."""
    seed_end = excerpt.seed_end_tick
    if seed_end <= 0:
        return 0
    bar = excerpt.meters.bar_at(seed_end - 1)
    for _ in range(LEAD_IN_BARS - 1):
        bar = excerpt.meters.bar_at(max(bar.start_tick - 1, 0))
    return bar.start_tick
