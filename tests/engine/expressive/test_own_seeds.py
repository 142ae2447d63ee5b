"""Files that are no ordinary music, as seeds of the expressive family."""

import mido
import pytest

from chopin_studio.engine.expressive.seed_rows import MOST_HEARD_NOTES
from chopin_studio.engine.seeds import ExcerptStart, SeedError
from chopin_studio.music.midi_io import read_midi
from tests.engine.expressive.takes import made
from tests.expressive_models import write_expressive_model

GUESSED = (
    "The hands are estimated, since your music does not state them.",
    "The key is estimated: A minor.",
    "Your music states no meter; it is read in 4/4.",
)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return write_expressive_model(tmp_path_factory.mktemp("models") / "expressive-16")


@pytest.fixture
def seeded(tmp_path, bundle):
    """Write messages to a file without any name, key or meter, and go on from it."""

    def start_from(messages, **settings):
        file = mido.MidiFile(ticks_per_beat=96)
        file.tracks.append(mido.MidiTrack(messages))
        file.save(tmp_path / "own.mid")
        own = read_midi(tmp_path / "own.mid")
        ((opening, steps),) = made(bundle, start=ExcerptStart(own), notes=8, **settings)
        assert len(steps) >= 8
        return opening

    return start_from


def notes(*pitches, channel=0, between=()):
    for pitch in pitches:
        yield mido.Message("note_on", note=pitch, velocity=70, channel=channel)
        yield from between
        yield mido.Message("note_off", note=pitch, time=96, channel=channel)


def test_of_a_bare_file_hands_key_and_meter_are_guessed_and_that_is_said(seeded):
    opening = seeded(notes(57, 60, 64, 68, 69, 64, 60, 57))
    assert opening.notices == GUESSED
    assert [note.pitch for note in opening.excerpt.notes] == [57, 60, 64, 68, 69, 64, 60, 57]
    assert all(note.hand for note in opening.excerpt.notes)
    assert opening.excerpt.key_at(0).name == "A minor"


def test_what_the_file_says_is_taken(seeded):
    told = [
        mido.MetaMessage("track_name", name="left"),
        mido.MetaMessage("time_signature", numerator=3, denominator=4),
        mido.MetaMessage("key_signature", key="Am"),
    ]
    opening = seeded([*told, *notes(57, 60, 64)])
    assert opening.notices == ()
    assert opening.excerpt.meters.bar_at(0).end_tick == 3 * 480


def test_one_note_is_seed_enough(seeded):
    assert [note.pitch for note in seeded(notes(60)).excerpt.notes] == [60]


def test_drums_alone_are_refused_in_one_sentence(seeded):
    with pytest.raises(SeedError, match=r"There are no piano notes in this music\. Choose"):
        seeded(notes(35, 38, 42, channel=9))


def test_of_ten_hours_the_opening_is_read(seeded):
    # A note a half-beat at 120 beats a minute.
    count = 10 * 3600 * 2 // 2
    opening = seeded(notes(*(57 + k % 12 for k in range(count))))
    assert len(opening.excerpt.notes) == MOST_HEARD_NOTES
    assert opening.notices[-1] == (
        f"Your music has {count} notes, but the model reads only {MOST_HEARD_NOTES}: "
        "its opening is the seed."
    )


def test_bends_between_the_keys_are_played_without_them(seeded):
    bends = [mido.Message("pitchwheel", pitch=bend) for bend in (-4096, 2048, 0)]
    opening = seeded(notes(57, 60, 64, between=bends))
    assert [note.pitch for note in opening.excerpt.notes] == [57, 60, 64]
    assert not any("bend" in notice for notice in opening.notices)
