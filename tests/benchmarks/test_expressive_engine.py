"""The expressive engine against its rival: Keras's `predict` over the last 100 notes.

The rival is given the true notes and tells how well it foretold them; to draw notes of its own it
would have to be asked once for each attribute.
"""

import os
from itertools import islice

import numpy as np
import pytest

from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.events import whole_take
from chopin_studio.engine.expressive.layout import LAYOUTS
from chopin_studio.engine.expressive.network import ExpressiveNetwork
from chopin_studio.engine.generator import generate
from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.paths import bundled_models

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

WINDOW = 100
NOTES = 100
PREDICTED = 20
LEAST_RATIO = 20
LEAST_TIMES_REAL_TIME = 15

BUNDLES = [
    bundle
    for bundle in list_bundles([bundled_models()]).bundles
    if bundle.manifest.family == "expressive"
]
NONE_YET = pytest.param(
    None, marks=pytest.mark.skip(reason="no model of the expressive family is in models/ yet")
)
by_bundle = pytest.mark.parametrize(
    "bundle", BUNDLES or [NONE_YET], ids=lambda bundle: bundle.manifest.id if bundle else "none"
)


@by_bundle
def test_engine(benchmark, bundle, medians):
    begun = []

    def begin():
        start = LibraryStart("nocturne-op27-2")
        events = generate(bundle, GenerationSettings(start=start, notes=NOTES + 1))
        begun[:] = next(events), next(events)
        return (events,), {}

    benchmark.group = bundle.manifest.id
    # A take has as many more notes as its last chord needs; those are left out.
    steps = benchmark.pedantic(
        lambda events: list(islice(events, NOTES)), setup=begin, rounds=7, warmup_rounds=1
    )
    assert len(steps) == NOTES
    _, *all_steps = *begun, *steps
    music = whole_take([*begun, *steps])
    first, last = (step.notes[0].onset_tick for step in (all_steps[0], all_steps[-1]))
    played_sec = music.tempo_map.tick_to_sec(last) - music.tempo_map.tick_to_sec(first)
    medians[bundle.manifest.id] = (benchmark.stats["median"] / NOTES, played_sec / NOTES)


@by_bundle
def test_keras_predict_loop(benchmark, bundle, medians, report_lines):
    """Measured after the engine, so it ends with the comparison."""
    from chopin_studio.training.expressive.dataset import as_batch, cut
    from chopin_studio.training.expressive.engine_loss import cross_entropies
    from chopin_studio.training.expressive.network import expressive_network, set_expressive_tensors
    from tests.training.expressive.music import planned, random_rows

    hidden = bundle.manifest.hidden_units
    layout = LAYOUTS[bundle.manifest.format_version]
    tensors = bundle.tensors(layout.shapes(hidden))
    network = expressive_network(hidden, layout=layout)
    set_expressive_tensors(network, tensors)
    piece = planned(random_rows(WINDOW + PREDICTED, np.random.default_rng(0)))
    windows = [as_batch([cut(piece, k, WINDOW)], WINDOW).inputs for k in range(PREDICTED)]

    def predict():
        return [network.predict(window, verbose=0) for window in windows]

    benchmark.group = bundle.manifest.id
    losses = benchmark.pedantic(predict, rounds=3, warmup_rounds=1)
    engine, music = medians[bundle.manifest.id]
    keras = benchmark.stats["median"] / PREDICTED
    report_lines.append(
        f"{bundle.manifest.id}: engine {engine * 1e3:.2f} ms a note, {music / engine:.0f} times "
        f"real time, Keras predict on {WINDOW} notes {keras * 1e3:.1f} ms a note: "
        f"{keras / engine:.1f} times as fast"
    )
    by_engine = cross_entropies(ExpressiveNetwork(tensors, layout), piece.rows)[:WINDOW]
    np.testing.assert_allclose(by_engine, losses[0][0], atol=1e-4)
    assert keras / engine >= LEAST_RATIO
    assert music / engine >= LEAST_TIMES_REAL_TIME
