"""A few notes to hear whether anything can be heard."""

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import TICKS_PER_QUARTER, Note
from chopin_studio.session.playback.output_model import OutputModel
from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.session.support.message import Message, MessageKind
from chopin_studio.session.support.translation import tr

TOPIC = "sound"
_CHORD = (48, 60, 64, 67, 72)


def check_sound(playback: PlaybackModel, output_model: OutputModel) -> Message:
    """Play a chord where the music would play, and say where that is and what to expect."""
    if not output_model.has_sound:
        text = output_model.piano_problem or tr("The output is still being opened.")
        return Message(text, MessageKind.WARNING, TOPIC)
    playback.audition(broken_chord())
    text = tr("You should hear a C major chord from {current}.", current=output_model.current)
    return Message(text, MessageKind.INFO, TOPIC)


def broken_chord() -> Excerpt:
    """Return a C major chord, its notes entering one after the other and held."""
    step, length = TICKS_PER_QUARTER // 4, TICKS_PER_QUARTER * 3
    notes = (
        Note(pitch, 84, place * step, length - place * step) for place, pitch in enumerate(_CHORD)
    )
    return Excerpt(tuple(notes))


def single_note(pitch: int) -> Excerpt:
    """Return one note, as when a key is clicked."""
    return Excerpt((Note(pitch, 80, 0, TICKS_PER_QUARTER),))
