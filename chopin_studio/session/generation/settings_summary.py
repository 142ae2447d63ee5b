"""What a take was asked to be like, in words."""

from chopin_studio.engine.attribute_sampling import Samplings
from chopin_studio.engine.settings import CAREFUL, UNPLANNED, GenerationSettings
from chopin_studio.music.note import HIGHEST_PIANO_PITCH, LOWEST_PIANO_PITCH
from chopin_studio.music.pitch import TENTH, pitch_name, span_words
from chopin_studio.music.plan.character import LEVELS, Character
from chopin_studio.music.plan.form_text import form_text
from chopin_studio.session.support.formatting import bar_count
from chopin_studio.session.support.translation import tr

WHOLE_PIANO = (LOWEST_PIANO_PITCH, HIGHEST_PIANO_PITCH)


def limit_words(pitches: tuple[int, int], hand_span: int) -> list[str]:
    """Word what keeps the hands within less, or more, than the piano and a tenth."""
    words = []
    if pitches != WHOLE_PIANO:
        words.append(tr("{low} to {high}", low=pitch_name(pitches[0]), high=pitch_name(pitches[1])))
    if hand_span != TENTH:
        words.append(tr("hand span {hand_span}", hand_span=span_words(hand_span)))
    return words


def top_p_words(samplings: Samplings) -> str:
    """Say what a model that draws by these `samplings` leaves out at top-p 1."""
    most = sorted(sampling.top_p for sampling in samplings.values()) or [1.0]
    if most[0] == 1:
        return tr("This model keeps all notes at 1")
    low, high = (f"{100 * top_p:g}" for top_p in (most[0], most[-1]))
    if low == high:
        return tr("This model keeps {high} % of the probability at most, also at 1", high=high)
    return tr(
        "This model keeps {low} to {high} % of the probability at most, also at 1: "
        "of rhythm, pitch, loudness and so on each has its own share",
        low=low,
        high=high,
    )


def _length_words(settings: GenerationSettings) -> list[str]:
    """Word how many bars were asked for, and the form."""
    form = settings.chosen_form()
    if form is None:
        return [bar_count(settings.bars)] if settings.bars is not None else []
    letters = form_text(form, settings.phrase)
    bars = bar_count(sum(section.bars for section in form))
    return [bars, letters] if settings.ends else [letters]


def plan_words(settings: GenerationSettings) -> list[str]:
    """Word what was asked for of harmony, character, manner and quality."""
    words = []
    if settings.form == UNPLANNED:
        words.append(tr("free form"))
    if settings.chords is not None:
        words.append(tr("free harmony") if settings.chords == UNPLANNED else settings.chords)
    words += character_words(settings.character)
    if settings.composer is not None:
        words.append(tr("in the manner of {composer}", composer=settings.composer))
    if settings.quality == CAREFUL:
        words.append(tr("careful"))
    return words


def character_words(character: Character) -> list[str]:
    """Word the levels that are asked for: `density 3 of 7`."""
    words, most = [], LEVELS - 1
    if character.density:
        words.append(tr("density {level} of {most}", level=character.density, most=most))
    if character.register:
        words.append(tr("register {level} of {most}", level=character.register, most=most))
    if character.loudness:
        words.append(tr("loudness {level} of {most}", level=character.loudness, most=most))
    return words


def take_words(settings: GenerationSettings) -> str:
    """Word the settings of one take in two lines: the music, then how it was sampled.

    What was left to the seed or to the model is not named, except the tempo.
    """
    music = [
        *_length_words(settings),
        *([settings.key] if settings.key is not None else []),
        *([settings.meter] if settings.meter is not None else []),
        tr("the seed's own tempo") if settings.bpm is None else f"♩ = {settings.bpm:g}",
        *limit_words((settings.lowest_pitch, settings.highest_pitch), settings.hand_span),
        *plan_words(settings),
        *([tr("stays original")] if settings.stay_original is not None else []),
    ]
    sampling = tr(
        "Temperature {temperature:g}, top-p {top_p:g}, random state {random_state}",
        temperature=settings.temperature,
        top_p=settings.top_p,
        random_state=settings.random_state,
    )
    asked = ", ".join(music)
    return f"{asked[0].upper()}{asked[1:]}\n{sampling}"
