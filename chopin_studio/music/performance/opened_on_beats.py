"""Put music that was opened on the beats that it keeps to: its file's, or those found in it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.opened_music import OpenedMusic
from chopin_studio.music.performance.beat_network_file import read_network
from chopin_studio.music.performance.file_grid import grid_fit
from chopin_studio.music.performance.find_beats import find_beats
from chopin_studio.music.performance.found_beats import FoundBeats
from chopin_studio.music.performance.on_beats import on_beats
from chopin_studio.music.performance.snapping import snapped
from chopin_studio.music.tempo import TempoMap
from chopin_studio.texts import Text, translatable

UNSURE = 0.5
"""Beats less likely than this to be right are doubted in words."""

_LEAST_SPREAD_SEC, _MOST_SPREAD_SEC = 0.01, 0.03
_SAME_LEVELS = (0.25, 0.5, 1.0, 2.0, 4.0)
_SAME_TEMPO = 0.08


class BeatsFrom(StrEnum):
    """Which beats music is read on: the file's, those found in it, or what fits it better."""

    AUTO = "auto"
    FILE = "file"
    FIND = "find"


@dataclass(frozen=True, slots=True)
class OnBeats:
    """Music on its beats; `found` are those found in it, None where the file's are kept."""

    excerpt: Excerpt
    found: FoundBeats | None = None

    @property
    def notices(self) -> tuple[Text, ...]:
        """A sentence that says what was found, or that it is doubtful; none for a file's beats."""
        if self.found is None:
            return ()
        meter = self.found.meter
        words = {
            "meter": f"{meter.numerator}/{meter.denominator}",
            "bpm": round(self.found.beats_per_minute),
        }
        if self.found.confidence < UNSURE:
            return (
                translatable(
                    "This music was played freely, and its beats are uncertain: the bars are a "
                    "guess, in {meter} at about {bpm} beats a minute. Check them.",
                    **words,
                ),
            )
        return (
            translatable(
                "This music was played freely: its bars follow the beats found in it, in {meter} "
                "at about {bpm} beats a minute.",
                **words,
            ),
        )


def opened_on_beats(
    music: OpenedMusic, network_file: Path, beats: BeatsFrom = BeatsFrom.AUTO
) -> OpenedMusic:
    """Return music that was opened on its beats, with a notice where they had to be found.

    `network_file` is read where beats are looked for; raises BeatNetworkError where it cannot be.
    """
    laid = laid_on_beats(music.excerpt, network_file, beats)
    return replace(
        music,
        excerpt=laid.excerpt,
        notices=(*music.notices, *laid.notices),
        beats_confidence=laid.found.confidence if laid.found is not None else None,
    )


def laid_on_beats(
    excerpt: Excerpt, network_file: Path, beats: BeatsFrom = BeatsFrom.AUTO
) -> OnBeats:
    """Return an excerpt on its file's beats or on those found in it; it sounds as before."""
    fit = grid_fit(excerpt)
    keeps = fit.is_on_grid and (fit.is_exact or fit.is_too_short or not _is_default(excerpt))
    if beats is BeatsFrom.FILE or (beats is BeatsFrom.AUTO and keeps):
        return OnBeats(excerpt)
    found = find_beats(excerpt, read_network(network_file))
    if found is None or (beats is BeatsFrom.AUTO and fit.is_on_grid and _is_same(excerpt, found)):
        return OnBeats(excerpt)
    return OnBeats(on_beats(excerpt, found), found)


def written_out(excerpt: Excerpt, network_file: Path) -> Excerpt:
    """Return an excerpt with every note at the place in the beat that was meant.

    What is exact stays as it is. Music played a little unevenly is moved to its file's beats, music
    played freely to those found in it. Raises as `opened_on_beats` does.
    """
    return moved_to_places(laid_on_beats(excerpt, network_file).excerpt)


def moved_to_places(excerpt: Excerpt) -> Excerpt:
    """Return an excerpt with every note at the likeliest place in the beats that it is laid on.

    What is exact stays as it is.
    """
    fit = grid_fit(excerpt)
    if fit.is_exact or fit.is_too_short:
        return excerpt
    return snapped(excerpt, min(max(fit.spread_sec, _LEAST_SPREAD_SEC), _MOST_SPREAD_SEC))


def _is_default(excerpt: Excerpt) -> bool:
    """Whether tempo and meter are what recorders write where nothing is told."""
    return excerpt.tempo_map == TempoMap() and excerpt.meters == MeterMap()


def _is_same(excerpt: Excerpt, found: FoundBeats) -> bool:
    """Whether beats are as fast as those of an excerpt of one tempo, or at another level of it."""
    ratio = found.beats_per_minute / excerpt.tempo_map.changes[0].bpm
    return any(abs(ratio / level - 1) <= _SAME_TEMPO for level in _SAME_LEVELS)
