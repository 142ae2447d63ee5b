"""The NumPy engine against its rival, a plain Keras `predict` loop over the last 100 notes."""

import os
import statistics
import time

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.classic.bundle_parts import vocabulary_of
from chopin_studio.engine.classic.codec import WINDOW
from chopin_studio.engine.classic.generate import ClassicNetwork
from chopin_studio.engine.lstm import AHEAD
from chopin_studio.paths import bundled_models
from tests.classic_models import keras_network, probabilities

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

NOTES = 60
LEAST_RATIOS = {256: 10}
LEAST_RATIO = 5
"""Larger networks gain less: their matrices fill the one thread that the engine allows itself."""

BUNDLES = [
    bundle
    for bundle in list_bundles([bundled_models()]).bundles
    if bundle.manifest.family == "classic"
]
by_bundle = pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.manifest.id)


def seed(bundle):
    return list(bundle.seed("nocturne-op27-2").tokens)


@by_bundle
def test_engine(benchmark, bundle, medians):
    network = ClassicNetwork.load(bundle)

    first, hearing = [], []

    def write(stepper, after, notes):
        written = []
        for _ in range(notes):
            written.append(int(after.argmax()))
            after = probabilities(stepper, written[-1])
        return written, after

    def warmed_up():
        began = time.perf_counter()
        stepper = network.stepper()
        for token in seed(bundle):
            after = probabilities(stepper, token)
        # The streams that are behind hear the seed when the last of those ahead has answered.
        first[:], after = write(stepper, after, AHEAD)
        hearing.append(time.perf_counter() - began)
        return (stepper, after, NOTES), {}

    benchmark.group = bundle.manifest.id
    with threadpool_limits(1, user_api="blas"):  # as the generator runs it
        written, _ = benchmark.pedantic(write, setup=warmed_up, rounds=7, warmup_rounds=1)
    assert len(written) == NOTES
    engine, hearing_sec = benchmark.stats["median"] / NOTES, statistics.median(hearing)
    medians[bundle.manifest.id] = (engine, first + written, hearing_sec)


@by_bundle
def test_keras_predict_loop(benchmark, bundle, medians, report_lines):
    """Measured after the engine, so it ends with the comparison."""
    from chopin_studio.training.classic.dataset import scaled

    size, hidden = len(vocabulary_of(bundle)), bundle.manifest.hidden_units
    network = keras_network(bundle)

    def write():
        tokens = seed(bundle)
        for _ in range(AHEAD + NOTES):
            window = scaled(np.array([tokens[-WINDOW:]]), size)
            tokens.append(int(network.predict(window, verbose=0)[0].argmax()))
        return tokens[WINDOW:]

    benchmark.group = bundle.manifest.id
    written = benchmark.pedantic(write, rounds=3, warmup_rounds=1)
    engine, by_engine, hearing_sec = medians[bundle.manifest.id]
    keras = benchmark.stats["median"] / (AHEAD + NOTES)
    report_lines.append(
        f"{bundle.manifest.id}: engine {engine * 1e3:.2f} ms a note, Keras predict loop "
        f"{keras * 1e3:.1f} ms a note: {keras / engine:.1f} times as fast, same "
        f"{AHEAD + NOTES} notes; the engine heard the seed and made {AHEAD} in {hearing_sec:.2f} s"
    )
    assert by_engine == written
    assert keras / engine >= LEAST_RATIOS.get(hidden, LEAST_RATIO)
