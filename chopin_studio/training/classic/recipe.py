"""The training recipes of the classic family."""

from collections.abc import Callable
from dataclasses import dataclass

import keras


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train: which windows, batch size, number of epochs, and optimizer.

    `optimizer` is called with the number of steps of the whole run. `jit` compiles the step by
    XLA; `precision` is one of `choices.PRECISIONS`.
    """

    name: str
    summary: str
    every_position: bool
    batch: int
    epochs: int
    optimizer: Callable[[int], keras.optimizers.Optimizer]
    jit: bool
    precision: str = "float32"

    @property
    def description(self) -> str:
        """Everything that determines what the network learns, in one line."""
        return f"{self.summary}, batch {self.batch}, calculated in {self.precision}"


def _warmed_up_adam(steps: int) -> keras.optimizers.Optimizer:
    """Return Adam whose rate rises to 2e-3 in a tenth of the run and falls by a cosine to 2e-5."""
    schedule = keras.optimizers.schedules.CosineDecay(
        initial_learning_rate=1e-4,
        warmup_target=2e-3,
        warmup_steps=max(1, steps // 10),
        decay_steps=max(1, steps - steps // 10),
        alpha=0.01,
    )
    return keras.optimizers.Adam(schedule, clipnorm=1.0)


RECIPES = {
    recipe.name: recipe
    for recipe in (
        Recipe(
            "windows",
            "the next note after every position of random 100-note windows, categorical "
            "cross-entropy, Adam with warm-up to 2e-3 and cosine decay, gradients clipped to "
            "norm 1",
            every_position=True,
            batch=32,
            epochs=120,
            optimizer=_warmed_up_adam,
            jit=False,
        ),
        Recipe(
            "paper",
            "the note after every overlapping 100-note window, categorical cross-entropy, "
            "RMSprop at 1e-3",
            every_position=False,
            batch=128,
            epochs=100,
            optimizer=lambda _: keras.optimizers.RMSprop(1e-3),
            jit=True,
        ),
    )
}
