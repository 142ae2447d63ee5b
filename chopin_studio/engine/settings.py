"""The settings of a generation."""

from dataclasses import dataclass, replace

from chopin_studio.engine.sampling import SAMPLER
from chopin_studio.engine.seeds import RandomStart, Start
from chopin_studio.music.key import Key
from chopin_studio.music.meter import MeterChange
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.music.plan.character import Character
from chopin_studio.music.plan.form_text import parse_form
from chopin_studio.music.plan.plan import Likeness, Plan, Section
from chopin_studio.settings.definition import SettingsError, number_of
from chopin_studio.settings.generation import LEAST_RANGE, GenerationGroup
from chopin_studio.texts import translatable

UNPLANNED = "free"
"""The form, and the chords, of music without a plan."""

RETURNS = {"exact": Likeness.EXACT, "varied": Likeness.VARIED, "loose": Likeness.LOOSE}
"""How near to their first statement sections without a prime return, by names in settings."""

QUICK, CAREFUL = "quick", "careful"
QUALITIES = (QUICK, CAREFUL)

LONGEST_BAR_TICKS = 8 * TICKS_PER_QUARTER
"""Longer bars are beyond what any model supports."""

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
    "phrase": number_of(GenerationGroup, "phrase"),
    "density": number_of(GenerationGroup, "density"),
    "register": number_of(GenerationGroup, "register"),
    "loudness": number_of(GenerationGroup, "loudness"),
}
"""By a field of GenerationSettings, what its number may be."""

_LEFT_OPEN = frozenset(("bpm", "bars", "stay_original"))
"""Those of them that may be None."""


@dataclass(frozen=True, slots=True)
class GenerationSettings:
    """Everything that, with the bundle, determines a take down to its last note.

    `notes` is the number of notes and chords to generate, `takes` that of takes; take k (from 0)
    is sampled with `random_state + k`, so each can be reproduced alone. `temperature` 0 always
    takes the most likely choice; `top_p` keeps the most likely ones that together reach that
    probability. `bpm` is the take's tempo in quarter notes a minute, its median where the model has
    rubato; None keeps that of the seed, and a model without tempi uses 120. If `stay_original` is a
    number, no more notes than that match a piece of the corpus.

    The rest is for the families that follow it; None leaves it to the seed. `key` is a key's name
    such as `D-flat major`, `meter` is written `3/4`. Where `bars` are given, so many are generated,
    with an ending, and `notes` has no effect. No note is outside `lowest_pitch` and
    `highest_pitch`, and no hand reaches further than `hand_span` semitones, or than in the seed.

    A family with plans follows these. `form` is a text such as `A A' B A`, in phrases of `phrase`
    bars, whose sections return as `returns` says (see RETURNS), and determines the length; `chords`
    is a progression, which is repeated as often as there are bars for it. None leaves either to the
    studio, UNPLANNED to the model alone. `density`, `register` and `loudness` are levels of
    Character, `composer` is the one in whose manner it is. Of CAREFUL `quality`, phrases are chosen
    among several tries. Where a take does not end (`ends`), a form that is shorter than it goes on,
    and `notes` are its length. A `plan` is the whole plan of the take, its seed included, and takes
    the place of form, chords and character.

    `sampler` is the version of the sampler (see SAMPLER), an older one only for a take that is
    generated again.

    Raises SettingsError.
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
    form: str | None = None
    phrase: int = _DEFAULT.phrase
    returns: str = _DEFAULT.returns
    chords: str | None = None
    density: int = 0
    register: int = 0
    loudness: int = 0
    composer: str | None = None
    quality: str = _DEFAULT.quality
    ends: bool = True
    plan: Plan | None = None
    sampler: int = SAMPLER

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
        if self.sampler < 1:
            raise ValueError(f"the sampler's version must be 1 or more, not {self.sampler}")
        if self.returns not in RETURNS or self.quality not in QUALITIES:
            raise ValueError(f"there is no {self.returns} return, or no {self.quality} quality")
        self.chosen_key()
        self.chosen_meter()
        self.chosen_form()

    def with_plan(self, plan: Plan) -> "GenerationSettings":
        """Return the settings with the plan that was made of them, if there is one."""
        return replace(self, plan=plan) if plan.bars else self

    @property
    def ends_with_form(self) -> bool:
        """Whether the form determines the length."""
        return self.ends and self.chosen_form() is not None

    @property
    def has_ending(self) -> bool:
        """Whether the take is to have an ending."""
        return self.bars is not None or self.ends_with_form

    @property
    def character(self) -> Character:
        """The levels of the character that is asked for."""
        return Character(self.density, self.register, self.loudness)

    def chosen_form(self) -> tuple[Section, ...] | None:
        """Return the sections of the chosen form, None where there is none; FormError for others.

        Those that would return exactly do so as `returns` says.
        """
        if self.form is None or self.form == UNPLANNED:
            return None
        nearest = RETURNS[self.returns]
        return tuple(
            replace(section, likeness=min(section.likeness, nearest))
            if section.likeness.has_source
            else section
            for section in parse_form(self.form, self.phrase)
        )

    def chosen_key(self) -> Key | None:
        """Return the chosen key; raises SettingsError where there is no such key."""
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
        """Return the chosen meter, from tick 0; raises SettingsError where there is none."""
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
                    "A bar of {meter} is longer than the models support. Choose a meter of up to "
                    "eight quarter notes a bar.",
                    meter=self.meter,
                )
            )
        return meter
