"""What the user asks of a model."""

from dataclasses import dataclass

from chopin_studio.engine.seeds import RandomStart, Start
from chopin_studio.errors import StudioError

MAX_NOTES = 20_000
MAX_TAKES = 16
MAX_RANDOM_STATE = 2**32 - 1


class SettingsError(StudioError):
    """A setting lies outside what makes sense."""


@dataclass(frozen=True, slots=True)
class GenerationSettings:
    """Everything that, with the bundle, decides a take down to its last note.

    `notes` counts the notes and chords to make, `takes` how many takes; take k (from 0) draws
    with `random_state + k`, so each can be made again alone. `temperature` 0 always takes the
    likeliest; `top_p` keeps the likeliest choices that together reach that probability. `bpm` is
    the take's tempo in quarter notes a minute, its median where the model makes rubato; None
    leaves the seed its own, and a model without tempi takes 120. Raises SettingsError, a sentence
    for the user.
    """

    start: Start = RandomStart()
    notes: int = 200
    takes: int = 1
    temperature: float = 1.0
    top_p: float = 1.0
    random_state: int = 0
    bpm: float | None = None

    def __post_init__(self) -> None:
        _check("Length", self.notes, 1, MAX_NOTES)
        _check("The number of takes", self.takes, 1, MAX_TAKES)
        _check("Temperature", self.temperature, 0.0, 5.0)
        _check("Top-p", self.top_p, 0.01, 1.0)
        _check("Random state", self.random_state, 0, MAX_RANDOM_STATE)
        if self.bpm is not None:
            _check("Tempo", self.bpm, 10.0, 400.0)


def _check(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise SettingsError(f"{name} must be {low} to {high}, not {value}. Choose one in between.")
