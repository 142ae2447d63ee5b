"""Takes kept from quoting against the same takes let go: what the guard costs.

The rival is the engine itself without a guard. It may draw other notes, but as many.
"""

import statistics
import time
from dataclasses import replace

import pytest

from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.events import whole_take
from chopin_studio.engine.generator import generate
from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.originality.guard import CorpusGuard
from chopin_studio.originality.reporter import Reporter
from chopin_studio.paths import bundled_models, originality_index

NOTES = 100
ROUNDS = 5
MOST_RATIO = 4
LEAST_TIMES_REAL_TIME = 2


def timed(bundle, settings, guard):
    """Return the seconds to the first note and to the last, and the seconds of music made."""
    began = time.perf_counter()
    making = generate(bundle, settings, guard=guard)
    events = [next(making), next(making)]  # the opening and the first note
    first_sec = time.perf_counter() - began
    events += making
    whole_sec = time.perf_counter() - began
    music = whole_take(events)
    seed_sec = music.tempo_map.tick_to_sec(music.seed_end_tick)
    return first_sec, whole_sec, music.duration_sec - seed_sec


@pytest.mark.parametrize("bundle_id", ["classic-256", "classic-768", "expressive-512"])
def test_guard(benchmark, bundle_id, report_lines):
    bundle = list_bundles([bundled_models()]).find(bundle_id)
    guard = CorpusGuard(Reporter(originality_index()))
    free = GenerationSettings(LibraryStart(bundle.seeds[3].name), notes=NOTES, random_state=0)
    guarded = replace(free, stay_original=10)
    runs = []
    benchmark.pedantic(
        lambda: runs.append(timed(bundle, guarded, guard)), rounds=ROUNDS, warmup_rounds=1
    )
    rivals = [timed(bundle, free, None) for _ in range(ROUNDS + 1)]
    first, whole, music = (statistics.median(column) for column in zip(*runs[1:], strict=True))
    rival_first, rival_whole, _ = (
        statistics.median(column) for column in zip(*rivals[1:], strict=True)
    )
    report_lines.append(
        f"{bundle_id} staying original: first note {first * 1e3:.0f} ms (let go "
        f"{rival_first * 1e3:.0f}), {NOTES} notes {whole * 1e3:.0f} ms (let go "
        f"{rival_whole * 1e3:.0f}): {whole / rival_whole:.1f} times as long, and "
        f"{music / whole:.0f} times real time"
    )
    assert whole / rival_whole <= MOST_RATIO
    assert music / whole >= LEAST_TIMES_REAL_TIME
