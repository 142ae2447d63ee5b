"""What the user asks of a model."""

from dataclasses import dataclass

from chopin_studio.engine.seeds import RandomStart, Start
from chopin_studio.music.key import Key
from chopin_studio.music.meter import MeterChange
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.settings.definition import SettingsError, number_of
from chopin_studio.settings.generation import LEAST_RANGE, GenerationGroup
from chopin_studio.texts import translatable

LONGEST_BAR_TICKS = 8 * TICKS_PER_QUARTER
"""Longer bars are further than any model counts."""

_DEFAULT = GenerationGroup()
_NUMBERS = {
    "notes": number_of(GenerationGroup, "notes"),
    "takes": number_of(GenerationGroup, "takes"),
    "temperature": number_of(GenerationGroup, "temperature"),
    "top_p": number_of(GenerationGroup, "top_p"),
    "random_state": number_of(GenerationGroup, "random_state"),
    "bpm": number_of(GenerationGroup, "bpm"),
    "bars": number_of(GenerationGroup, "bars"),
    "lowest_pitch": number_of(GenerationGroup, "lowest_pitch"),
    "highest_pitch": number_of(GenerationGroup, "highest_pitch"),
    "hand_span": number_of(GenerationGroup, "hand_span"),
    "stay_original": number_of(GenerationGroup, "original_notes"),
}
"""By a field of GenerationSettings, what its number may be."""

_LEFT_OPEN = frozenset(("bpm", "bars", "stay_original"))
"""Those of them that may be None."""


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
    notes: int = _DEFAULT.notes
    takes: int = _DEFAULT.takes
    temperature: float = _DEFAULT.temperature
    top_p: float = _DEFAULT.top_p
    random_state: int = _DEFAULT.random_state
    bpm: float | None = None
    key: str | None = None
    meter: str | None = None
    bars: int | None = None
    lowest_pitch: int = _DEFAULT.lowest_pitch
    highest_pitch: int = _DEFAULT.highest_pitch
    hand_span: int = _DEFAULT.hand_span
    stay_original: int | None = None

    def __post_init__(self) -> None:
        for name, setting in _NUMBERS.items():
            value = getattr(self, name)
            if value is not None or name not in _LEFT_OPEN:
                setting.check(value)
        if self.highest_pitch < self.lowest_pitch + LEAST_RANGE:
            raise SettingsError(
                translatable(
                    "The highest key must be at least {least} semitones above the lowest, not "
                    "{highest} above {lowest}. Choose a wider range.",
                    least=LEAST_RANGE,
                    highest=self.highest_pitch,
                    lowest=self.lowest_pitch,
                )
            )
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
                translatable(
                    "There is no key named {key}. Write it as C major or F-sharp minor.",
                    key=self.key,
                )
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
                translatable("There is no meter {meter}. Write it as 3/4 or 6/8.", meter=self.meter)
            ) from None
        if meter.bar_ticks > LONGEST_BAR_TICKS:
            raise SettingsError(
                translatable(
                    "A bar of {meter} is longer than the models know. Choose a meter of up to "
                    "eight quarter notes a bar.",
                    meter=self.meter,
                )
            )
        return meter
