"""The same take on every processor: what float32 cannot decide is decided in float64."""

import os
import platform
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.classic.generate import ClassicNetwork, classic_shapes
from chopin_studio.engine.expressive.layout import LAYOUTS
from chopin_studio.engine.expressive.network import ExpressiveNetwork
from chopin_studio.engine.generator import generate
from chopin_studio.engine.sampling import LOGIT_ERROR, SAMPLER
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.paths import bundled_models
from chopin_studio.settings.definition import SettingsError
from tests.expressive_models import random_tensors

ROOT = Path(__file__).resolve().parents[2]
MAKES_A_TAKE = "from tests.engine.determinism import record; print(record(*ARGUMENTS).notes)"


def classic_network() -> ClassicNetwork:
    rng = np.random.default_rng(1)
    shapes = classic_shapes(8, 40)
    tensors = {name: rng.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    return ClassicNetwork(tensors | {"norm/variance": np.ones(4, np.float32)}, 40)


def expressive_network() -> ExpressiveNetwork:
    tensors = {name: values.astype(np.float32) for name, values in random_tensors(16).items()}
    return ExpressiveNetwork(tensors, LAYOUTS[1])


def test_a_classic_answer_is_the_same_in_float64_but_for_rounding():
    stepper = classic_network().stepper()
    for token in np.random.default_rng(2).integers(40, size=230).tolist():
        logits = stepper.feed(token)
        error = np.abs(stepper.exact_logits() - logits).max()

        assert error < LOGIT_ERROR


def test_an_expressive_answer_is_the_same_in_float64_but_for_rounding():
    network = expressive_network()
    stepper = network.stepper()
    for step in range(40):
        z = stepper.feed([0] * 7, step % 24, [0] * 4, [1] * 14)
        if step % 7 == 0:  # it is asked for now and then, and hears what it has missed
            assert np.abs(stepper.exact_z() - z).max() < LOGIT_ERROR


def test_a_copy_has_its_own_exact_state():
    network = expressive_network()
    stepper, lone = network.stepper(), network.stepper()
    for one in (stepper, lone):
        one.feed([0] * 7, 0, [0] * 4, [1] * 14)
    stepper.exact_z()
    twin = stepper.copy()
    twin.feed([2] * 7, 5, [1] * 4, [0] * 14)
    twin.exact_z()
    for one in (stepper, lone):
        one.feed([1] * 7, 3, [0] * 4, [1] * 14)

    assert np.array_equal(stepper.exact_z(), lone.exact_z())
    assert not np.array_equal(stepper.exact_z(), twin.exact_z())


def test_nothing_can_be_asked_of_a_stepper_that_has_heard_nothing():
    with pytest.raises(ValueError, match="nothing has been fed"):
        expressive_network().stepper().exact_z()


def test_a_newer_version_of_the_sampler_is_refused_when_a_take_is_generated():
    bundle = list_bundles([bundled_models()]).find("classic-256")
    with pytest.raises(SettingsError, match="Update Chopin Studio"):
        next(generate(bundle, GenerationSettings(sampler=SAMPLER + 1)))


def test_there_was_no_version_0_of_the_sampler():
    with pytest.raises(ValueError, match="version"):
        GenerationSettings(sampler=0)


@pytest.mark.skipif(platform.machine() != "x86_64", reason="names kernels of x86 processors")
@pytest.mark.parametrize(("bundle", "notes"), [("classic-256", 12), ("expressive-256", 40)])
def test_a_take_is_the_same_by_two_kernels_of_the_matrix_library(bundle, notes):
    def made_by(kernel: str) -> str:
        code = MAKES_A_TAKE.replace("ARGUMENTS", repr((bundle, notes)))
        run = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=os.environ | {"OPENBLAS_CORETYPE": kernel},
            capture_output=True,
            text=True,
            check=True,
            timeout=240,
        )
        return run.stdout

    assert made_by("Haswell") == made_by("Prescott")
