"""The names of training options. Needs no Keras, so that a command can list them."""

RECIPE_NAMES = ("windows", "paper")

PRECISIONS = ("float32", "mixed_bfloat16")
"""Keras's names for the arithmetic of a training; weights are float32 in both."""

STRATEGIES = ("one", "mirrored", "multiworker")
"""One device, all of this machine, or those of several machines."""
