"""The expressive network: its formula, what it may see, and its tensors."""

import numpy as np
import pytest

from chopin_studio.engine.expressive.attributes import (
    ATTRIBUTE_SIZES,
    ATTRIBUTES,
    CONDITIONS,
    PLACE_SIZES,
    PLACES,
    UNKNOWN_ROW,
)
from chopin_studio.engine.expressive.layout import LAYOUTS
from chopin_studio.engine.lstm import LstmLayer
from chopin_studio.training.expressive.dataset import as_batch, cut
from chopin_studio.training.expressive.network import (
    expressive_network,
    named_weights,
    set_expressive_tensors,
)
from tests.training.expressive.music import planned, random_rows

NOTES = 12


@pytest.fixture(scope="module", params=LAYOUTS.values(), ids=map("format {}".format, LAYOUTS))
def layout(request):
    return request.param


@pytest.fixture(scope="module")
def network(layout):
    return expressive_network(8, layout=layout)


@pytest.fixture
def inputs():
    rng = np.random.default_rng(3)
    windows = [cut(planned(random_rows(40, rng)), start, NOTES) for start in (0, 7)]
    return as_batch(windows, NOTES).inputs


def losses(network, inputs):
    return np.asarray(network(inputs))


def with_another_class(inputs, note, attribute):
    """Change one attribute of one note, as target and as what stands before the next note."""
    changed = {name: array.copy() for name, array in inputs.items()}
    other = (changed["attributes"][:, note, attribute] + 1) % ATTRIBUTE_SIZES[attribute]
    changed["attributes"][:, note, attribute] = other
    if note + 1 < NOTES:
        changed["previous"][:, note + 1, attribute] = other
    return changed


def test_it_has_the_parameters_of_512_hidden_units():
    weights = expressive_network(512, layout=LAYOUTS[1]).trainable_weights
    assert sum(int(np.prod(weight.shape)) for weight in weights) == 8_401_648


def test_there_is_a_loss_for_each_attribute_of_each_note(network, inputs):
    values = losses(network, inputs)
    assert values.shape == (2, NOTES, 7)
    # Before training, no attribute is foretold much better or worse than by chance.
    np.testing.assert_allclose(values.mean((0, 1)), np.log(ATTRIBUTE_SIZES), atol=1.5)


def test_a_later_note_changes_no_earlier_loss(network, inputs):
    values = losses(network, inputs)
    for attribute in range(7):
        changed = losses(network, with_another_class(inputs, 5, attribute))
        np.testing.assert_array_equal(changed[:, :5], values[:, :5])
        assert (changed[:, 6:] != values[:, 6:]).any()


def test_an_attribute_sees_those_before_it_and_no_others(network, inputs):
    last = NOTES - 1
    values = losses(network, inputs)
    for attribute in range(7):
        changed = losses(network, with_another_class(inputs, last, attribute))
        np.testing.assert_array_equal(changed[:, last, :attribute], values[:, last, :attribute])
        assert (changed[:, last, attribute:] != values[:, last, attribute:]).all()


@pytest.mark.parametrize("known", ["conditions", "lookback"])
def test_what_is_known_of_a_note_changes_its_losses_and_no_earlier_ones(
    network, layout, inputs, known
):
    values = losses(network, inputs)
    columns = {"conditions": layout.conditions, "lookback": 7 * layout.looks_back}
    for column in range(columns[known]):
        changed = {**inputs, known: inputs[known].copy()}
        # Class 0 and 1 there are of every condition and attribute.
        changed[known][:, 5, column] = inputs[known][:, 5, column] == 0
        other = losses(network, changed)
        np.testing.assert_array_equal(other[:, :5], values[:, :5])
        assert (other[:, 5] != values[:, 5]).all()


def test_the_new_place_is_seen_after_the_delta_onset(network, layout, inputs):
    values = losses(network, inputs)
    for column, size in zip(range(layout.places), PLACE_SIZES, strict=False):
        moved = {**inputs, "places": inputs["places"].copy()}
        moved["places"][..., column] = (moved["places"][..., column] + 1) % size
        changed = losses(network, moved)
        np.testing.assert_array_equal(changed[..., 0], values[..., 0])
        assert (changed[..., 1:] != values[..., 1:]).any((0, 1)).all()


def test_the_first_format_is_told_nothing_of_a_plan(inputs):
    network = expressive_network(8, layout=LAYOUTS[1])
    blind = {name: values.copy() for name, values in inputs.items()}
    blind["places"][..., 1:] = blind["conditions"][..., 4:] = blind["lookback"][..., 14:] = 0
    np.testing.assert_array_equal(losses(network, blind), losses(network, inputs))


def test_an_unknown_velocity_is_told_to_what_follows(inputs):
    network = expressive_network(8, layout=LAYOUTS[2])
    changed = {name: values.copy() for name, values in inputs.items()}
    changed["attributes"][:, 5, 3] = changed["previous"][:, 6, 3] = UNKNOWN_ROW[3]
    values, unknown = losses(network, inputs), losses(network, changed)
    assert np.isfinite(unknown).all()
    assert (unknown[:, 5, 4:] != values[:, 5, 4:]).all()
    assert (unknown[:, 6:] != values[:, 6:]).any()


def test_the_losses_are_those_of_the_formula(network, layout, inputs):
    rng = np.random.default_rng(4)
    w = {}
    for name, weight in named_weights(network).items():
        w[name] = rng.normal(scale=0.3, size=weight.shape).astype(np.float32)
        weight.assign(w[name])
    np.testing.assert_allclose(losses(network, inputs), by_formula(w, layout, inputs), atol=1e-4)


def test_dropout_falls_in_training_only(inputs):
    network = expressive_network(8, dropout=0.5)
    np.testing.assert_array_equal(losses(network, inputs), losses(network, inputs))
    trained = np.asarray(network(inputs, training=True))
    assert (trained != losses(network, inputs)).any()


def test_half_precision_products_give_nearly_the_same(inputs):
    network = expressive_network(8)
    twin = expressive_network(8, precision="mixed_bfloat16")
    twin.set_weights(network.get_weights())
    np.testing.assert_allclose(losses(twin, inputs), losses(network, inputs), atol=0.05)


def test_tensors_go_from_one_network_to_another():
    network = expressive_network(8, layout=LAYOUTS[1])
    tensors = {name: weight.numpy() for name, weight in named_weights(network).items()}
    assert tensors["embed_pitch/table"].shape == (89, 128)
    assert tensors["lstm_2/recurrent"].shape == (8, 32)
    assert tensors["head_tempo/kernel"].shape == (256, 25)
    assert "then_tempo/table" not in tensors
    twin = expressive_network(8, layout=LAYOUTS[1])
    set_expressive_tensors(twin, tensors)
    for name, weight in named_weights(twin).items():
        np.testing.assert_array_equal(np.asarray(weight), tensors[name])


def by_formula(w, layout, inputs):
    """Calculate the losses as the network's docstring has it, step by step in NumPy."""
    layers = [
        LstmLayer(*(w[f"lstm_{k}/{part}"] for part in ("kernel", "recurrent", "bias")))
        for k in (1, 2, 3)
    ]
    batch, notes = inputs["previous_position"].shape
    states = [(np.zeros((batch, 8), np.float32), np.zeros((batch, 8), np.float32)) for _ in layers]
    rows = []
    for t in range(notes):
        parts = [
            w[f"embed_{name}/table"][inputs["previous"][:, t, k]]
            for k, name in enumerate(ATTRIBUTES)
        ]
        parts.append(w["embed_position/table"][inputs["previous_position"][:, t]])
        parts += [
            w[f"embed_{name}/table"][inputs["conditions"][:, t, k]]
            for k, name in enumerate(CONDITIONS[: layout.conditions])
        ]
        parts += [
            w[f"embed_{name}/table"][inputs["lookback"][:, t, k]]
            for k, name in enumerate(ATTRIBUTES * layout.looks_back)
        ]
        values = np.concatenate(parts, -1)
        for number, (layer, (hidden, cell)) in enumerate(zip(layers, states, strict=True)):
            layer.step(values, hidden, cell)
            values = hidden.copy() if number == 0 else values + hidden
        z = dense(w, "trunk", values)
        known = (inputs["attributes"][:, t], inputs["places"][:, t, : layout.places])
        rows.append(heads_by_formula(w, z, *known))
    return np.stack(rows, 1)


def heads_by_formula(w, z, classes, places):
    nats = []
    for k, name in enumerate(ATTRIBUTES):
        logits = dense(w, f"head_{name}", gelu(dense(w, f"head_{name}_hidden", gelu(z))))
        true = logits[np.arange(len(logits)), classes[:, k]]
        nats.append(np.log(np.exp(logits).sum(-1)) - true)
        if name != "tempo":
            z = z + w[f"then_{name}/table"][classes[:, k]]
        if name == "delta_onset":
            for name_of_place, place in zip(PLACES, places.T, strict=False):
                z = z + w[f"then_{name_of_place}/table"][place]
    return np.stack(nats, -1)


def dense(w, name, values):
    return values @ w[f"{name}/kernel"] + w[f"{name}/bias"]


def gelu(x):
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
