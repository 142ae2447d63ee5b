"""A score that the studio wrote is the same music when it is read again.

What the notation makes of a take is compared with what is read: its written notes, not those that
were played a little beside the grid.
"""

from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from chopin_studio.cli import main
from chopin_studio.export.credits import NO_CREDITS
from chopin_studio.export.musicxml.document import document, score_element
from chopin_studio.export.notation.build_score import build_score
from chopin_studio.export.notation.markings import DYNAMICS
from chopin_studio.export.notation.score import Event, Score, StaffBar
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.musicxml_io.reading import music_from_bytes
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand
from chopin_studio.music.opened_music import OpenedMusic
from tests.export.takes import classic_take, expressive_take

TAKES = sorted((Path(__file__).parents[2] / "export" / "data").glob("*.mid"))
GENERATED = (
    "--model classic-256 --notes 60 --random-state 1",
    "--model expressive-256 --notes 60 --random-state 2",
    "--model expressive-256 --notes 60 --random-state 3 --meter 6/8 --key D-flat_major",
    "--model expressive-256 --notes 60 --random-state 4 --meter 2/4 --key E_minor",
)
OWN = {"classic-chords": classic_take, "everything": expressive_take}
NAMES = [*(path.stem for path in TAKES), *GENERATED, *OWN]


@cache
def take_named(name: str) -> Excerpt:
    """Return a take that is there, or that a model of the studio makes now."""
    if name in OWN:
        return OWN[name]()
    if name not in GENERATED:
        return read_midi(TAKES[NAMES.index(name)])
    options = [option.replace("_", " ") for option in name.split()]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "take.mid"
        assert main(["generate", "--seed", "random", *options, "-o", str(path)]) == 0
        return read_midi(path)


@cache
def round_trip(name: str) -> tuple[Score, OpenedMusic]:
    """Return the score of a take, and what is read of it."""
    score = build_score(take_named(name))
    return score, music_from_bytes(document(score_element(score, NO_CREDITS)), "own.musicxml")


def first_tick(score: Score) -> int:
    """Return where the first bar begins in the music as it is read, a pickup after its rest."""
    first = score.bars[0].bar
    return first.meter.bar_ticks - (first.end_tick - first.start_tick)


def shift(score: Score) -> int:
    return first_tick(score) - score.bars[0].bar.start_tick if len(score.bars) > 1 else 0


def staves(score: Score) -> list[tuple[Hand, list[StaffBar]]]:
    return [
        (Hand.RIGHT, [bar.right for bar in score.bars]),
        (Hand.LEFT, [bar.left for bar in score.bars]),
    ]


def written_notes(score: Score) -> Counter[tuple[int, int, int, Hand]]:
    """Return (pitch, onset, end, hand) of the notes without ornaments, ties joined."""
    found: list[tuple[int, int, int, Hand]] = []
    moved = shift(score)
    for hand, bars in staves(score):
        held: dict[tuple[int, int], int] = {}
        for event in (e for bar in bars for voice in bar.voices for e in voice):
            for pitch in event.pitches:
                onset = event.start_tick
                if event.tie in ("stop", "continue"):
                    onset = held.pop((pitch.midi, event.start_tick))
                if event.tie in ("start", "continue"):
                    held[pitch.midi, event.end_tick] = onset
                else:
                    end = sounding_end(event, onset)
                    found.append((pitch.midi, onset + moved, end + moved, hand))
    return Counter(found)


def sounding_end(event: Event, onset: int) -> int:
    share = 2 / 5 if event.is_staccato else 1
    return round(onset + (event.end_tick - onset) * share)


def graces(score: Score) -> Counter[int]:
    return Counter(
        pitch.midi
        for _, bars in staves(score)
        for bar in bars
        for voice in bar.voices
        for event in voice
        for chord in event.graces
        for pitch in chord
    )


def test_there_are_at_least_ten():
    assert len(NAMES) >= 10


@pytest.mark.parametrize("name", NAMES)
def test_the_notes_are_the_same_with_onsets_lengths_and_hands(name):
    score, opened = round_trip(name)
    written = written_notes(score)
    read = Counter((n.pitch, n.onset_tick, n.end_tick, n.hand) for n in opened.excerpt.notes)
    # Of two voices that strike a key together, one sounds; grace notes stand before their notes.
    missing = written - read
    assert all(any(one[:2] == other[:2] for other in read) for one in missing), missing
    assert sum(missing.values()) <= len(opened.excerpt.notes) // 100
    added = Counter(pitch for pitch, *_ in (read - written).elements())
    assert added - graces(score) <= Counter(pitch for pitch, *_ in missing.elements())


@pytest.mark.parametrize("name", NAMES)
def test_grace_notes_are_all_there(name):
    score, opened = round_trip(name)
    struck = Counter({(pitch, onset) for pitch, onset, _, _ in written_notes(score)})
    read = Counter((n.pitch, n.onset_tick) for n in opened.excerpt.notes)
    assert sum((read - struck).values()) == sum(graces(score).values())


@pytest.mark.parametrize("name", NAMES)
def test_meters_and_keys_are_the_same(name):
    score, opened = round_trip(name)
    moved = shift(score)
    meters = [
        (
            max(bar.bar.start_tick + moved, 0) if place else 0,
            bar.meter.numerator,
            bar.meter.denominator,
        )
        for place, bar in enumerate(score.bars)
        if bar.meter is not None
    ]
    keys = [
        (bar.bar.start_tick + moved if place else 0, bar.key)
        for place, bar in enumerate(score.bars)
        if bar.key is not None
    ]
    excerpt = opened.excerpt
    assert [(m.tick, m.numerator, m.denominator) for m in excerpt.meters.changes] == meters
    assert [(change.tick, change.key) for change in excerpt.keys] == keys


@pytest.mark.parametrize("name", NAMES)
def test_tempi_and_pedal_are_the_same(name):
    score, opened = round_trip(name)
    moved = shift(score)
    for mark in score.tempos:
        bpm = opened.excerpt.tempo_map.bpm_at(mark.tick + moved)
        assert bpm == pytest.approx(mark.beats * mark.beat_ticks / TICKS_PER_QUARTER, rel=1e-3)
    end = score.bars[-1].bar.end_tick
    spans = [
        (
            max(span.start_tick, score.bars[0].bar.start_tick) + moved,
            min(span.end_tick, end) + moved,
        )
        for span in score.pedals
    ]
    down = [pedal.tick for pedal in opened.excerpt.pedals if pedal.is_down]
    up = [pedal.tick for pedal in opened.excerpt.pedals if not pedal.is_down]
    assert list(zip(down, up, strict=True)) == spans


@pytest.mark.parametrize("name", NAMES)
def test_velocities_have_the_level_of_the_dynamics(name):
    score, opened = round_trip(name)
    moved = shift(score)
    by_onset: dict[int, set[int]] = {}
    for note in opened.excerpt.notes:
        by_onset.setdefault(note.onset_tick, set()).add(note.velocity)
    checked = 0
    for mark in score.dynamics:
        if mark.tick + moved in by_onset:
            assert by_onset[mark.tick + moved] == {DYNAMICS[mark.text]}
            checked += 1
    assert checked >= len(score.dynamics) // 2
