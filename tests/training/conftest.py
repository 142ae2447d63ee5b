"""What the tests of training share; and TensorFlow's start-up messages stay out of their output."""

import os

import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import write_midi
from chopin_studio.music.note import Hand, Note, score_order

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


@pytest.fixture
def uncompiled():
    """Have TensorFlow run its functions line by line.

    What they compute is the same. A step takes two seconds then, not a few hundredths, but to
    compile one takes ten or more, whatever the size of the network.
    """
    import tensorflow as tf

    tf.config.run_functions_eagerly(True)
    yield
    tf.config.run_functions_eagerly(False)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Two pieces of scales in thirds over a bass, some 120 notes and chords each."""
    folder = tmp_path_factory.mktemp("corpus")
    for number in range(2):
        notes = []
        for k in range(80):
            pitch = 60 + number + (k * 2) % 12
            notes.append(Note(pitch, 80, 240 * k, 240, Hand.RIGHT))
            notes.append(Note(pitch + 4, 80, 240 * k, 240, Hand.RIGHT))
            if k % 2 == 0:
                notes.append(Note(40 + k % 5, 80, 240 * k, 480, Hand.LEFT))
        write_midi(Excerpt(tuple(sorted(notes, key=score_order))), folder / f"piece-{number}.mid")
    return folder
