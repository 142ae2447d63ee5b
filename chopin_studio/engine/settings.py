"""What the user asks of a model."""

from dataclasses import dataclass

from chopin_studio.engine.seeds import RandomStart, Start
from chopin_studio.errors import StudioError
from chopin_studio.music.key import Key
from chopin_studio.music.meter import MeterChange
from chopin_studio.music.note import HIGHEST_PIANO_PITCH, LOWEST_PIANO_PITCH, TICKS_PER_QUARTER
from chopin_studio.music.pitch import TENTH

MAX_NOTES = 20_000
MAX_TAKES = 16
MAX_BARS = 999
NARROWEST_SPAN, WIDEST_SPAN = 7, 24
"""What a hand may be asked to reach, in semitones: from a fifth to two octaves."""

LONGEST_BAR_TICKS = 8 * TICKS_PER_QUARTER
"""Longer bars are further than any model counts."""

LEAST_RANGE = 24
"""Semitones between the lowest and the highest key: two hands need some room."""

MAX_RANDOM_STATE = 2**32 - 1

ORIGINAL_NOTES = 10
"""Going along with a piece for no more than this is far from what a report calls a quotation."""

FEWEST_ORIGINAL_NOTES, MOST_ORIGINAL_NOTES = 8, 99
"""Below the fewest notes no piece can be told from another."""


class SettingsError(StudioError):
    """A setting lies outside what makes sense."""


@dataclass(frozen=True, slots=True)
class GenerationSettings:
    """Everything that, with the bundle, decides a take down to its last note.

    `notes` counts the notes and chords to make, `takes` how many takes; take k (from 0) draws
    with `random_state + k`, so each can be made again alone. `temperature` 0 always takes the
    likeliest; `top_p` keeps the likeliest choices that together reach that probability. `bpm` is
    the take's tempo in quarter notes a minute, its median where the model makes rubato; None
    leaves the seed its own, and a model without tempi takes 120. Where there is a number to
    `stay_original`, no more notes than that go along with a piece of the corpus.

    The rest is for the families that follow it; None leaves it to the seed. `key` is a key's name
    such as `D-flat major`, `meter` is written `3/4`. Where `bars` are given, so many are made, with
    an ending, and `notes` is without effect. No note lies outside `lowest_pitch` and
    `highest_pitch`, and no hand reaches further than `hand_span` semitones, or than the seed does.

    Raises SettingsError, a sentence for the user.
    """

    start: Start = RandomStart()
    notes: int = 200
    takes: int = 1
    temperature: float = 1.0
    top_p: float = 1.0
    random_state: int = 0
    bpm: float | None = None
    key: str | None = None
    meter: str | None = None
    bars: int | None = None
    lowest_pitch: int = LOWEST_PIANO_PITCH
    highest_pitch: int = HIGHEST_PIANO_PITCH
    hand_span: int = TENTH
    stay_original: int | None = None

    def __post_init__(self) -> None:
        _check("Length", self.notes, 1, MAX_NOTES)
        _check("The number of takes", self.takes, 1, MAX_TAKES)
        _check("Temperature", self.temperature, 0.0, 5.0)
        _check("Top-p", self.top_p, 0.01, 1.0)
        _check("Random state", self.random_state, 0, MAX_RANDOM_STATE)
        if self.bpm is not None:
            _check("Tempo", self.bpm, 10.0, 400.0)
        if self.bars is not None:
            _check("Length in bars", self.bars, 1, MAX_BARS)
        highest_low = HIGHEST_PIANO_PITCH - LEAST_RANGE
        _check("The lowest key", self.lowest_pitch, LOWEST_PIANO_PITCH, highest_low)
        lowest_high = self.lowest_pitch + LEAST_RANGE
        _check("The highest key", self.highest_pitch, lowest_high, HIGHEST_PIANO_PITCH)
        _check("Hand span", self.hand_span, NARROWEST_SPAN, WIDEST_SPAN)
        if self.stay_original is not None:
            fewest, most = FEWEST_ORIGINAL_NOTES, MOST_ORIGINAL_NOTES
            _check("The length to stay original at", self.stay_original, fewest, most)
        self.chosen_key()
        self.chosen_meter()

    def chosen_key(self) -> Key | None:
        """Return the key asked for; SettingsError where there is no such key."""
        if self.key is None:
            return None
        try:
            return Key.named(self.key)
        except ValueError:
            raise SettingsError(
                f"There is no key named {self.key}. Write it as C major or F-sharp minor."
            ) from None

    def chosen_meter(self) -> MeterChange | None:
        """Return the meter asked for, from tick 0; SettingsError where there is no such meter."""
        if self.meter is None:
            return None
        try:
            numerator, denominator = map(int, self.meter.split("/"))
            meter = MeterChange(0, numerator, denominator)
        except ValueError:
            raise SettingsError(
                f"There is no meter {self.meter}. Write it as 3/4 or 6/8."
            ) from None
        if meter.bar_ticks > LONGEST_BAR_TICKS:
            raise SettingsError(
                f"A bar of {self.meter} is longer than the models know. Choose a meter of up to "
                "eight quarter notes a bar."
            )
        return meter


def _check(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise SettingsError(f"{name} must be {low} to {high}, not {value}. Choose one in between.")
