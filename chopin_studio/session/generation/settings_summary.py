"""What a take was asked to be like, in words."""

from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.note import HIGHEST_PIANO_PITCH, LOWEST_PIANO_PITCH
from chopin_studio.music.pitch import TENTH, pitch_name, span_words
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


def take_words(settings: GenerationSettings) -> str:
    """Word the settings of one take in two lines: the music, then how it was sampled.

    What was left to the seed or to the model is not named, except the tempo.
    """
    music = [
        *([bar_count(settings.bars)] if settings.bars is not None else []),
        *([settings.key] if settings.key is not None else []),
        *([settings.meter] if settings.meter is not None else []),
        tr("the seed's own tempo") if settings.bpm is None else f"♩ = {settings.bpm:g}",
        *limit_words((settings.lowest_pitch, settings.highest_pitch), settings.hand_span),
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
