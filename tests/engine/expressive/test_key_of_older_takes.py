"""A take that began with the user's own music is made again with the key that was read then."""

import pytest

from chopin_studio.engine.generator import generate
from chopin_studio.engine.sampling import SAMPLER
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, Passage
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.reproduce import reproduce, reproduction_request
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import TakeRecord
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.note import Hand, Note
from tests.engine.expressive.takes import made, take
from tests.expressive_models import write_expressive_model

MINOR = ((45, 57, 60, 64), (40, 56, 59, 62), (45, 57, 60, 64))
MAJOR = ((48, 60, 64, 67), (43, 59, 62, 65), (48, 60, 64, 67))
OWN = Excerpt(
    tuple(
        Note(pitch, 64, 1920 * bar, 1440, Hand.RIGHT if pitch > 50 else Hand.LEFT)
        for bar, chord in enumerate(MINOR + MAJOR * 3)
        for pitch in chord
    ),
    keys=(KeyChange(0, Key(0)),),
)
"""It begins in A minor, and is longer in C major, which its signature is said to be."""

BY_VERSION_2 = (
    71,
    106,
    77,
    46,
    31,
    88,
    27,
    74,
    44,
    95,
    52,
    44,
    42,
    94,
    27,
    82,
    81,
    57,
    32,
    87,
    31,
    36,
    35,
    30,
)
"""The pitches that version 2 of the sampler continued with, before there was another."""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return write_expressive_model(tmp_path_factory.mktemp("models") / "expressive-16")


def test_what_version_2_made_comes_out_as_it_did(bundle):
    older = take(bundle, start=ExcerptStart(OWN), notes=24, random_state=5, sampler=2)

    assert tuple(note.pitch for note in older.generated_notes) == BY_VERSION_2
    assert older.keys == (KeyChange(0, Key(0)),)


def test_a_new_take_is_in_the_key_in_which_its_music_begins(bundle):
    ((opening, _),) = made(bundle, start=ExcerptStart(OWN), notes=4)

    assert opening.excerpt.keys == (KeyChange(0, Key(0, "minor")),)
    assert opening.notices[-1].startswith("Your music states C major")


def test_the_key_makes_a_difference_to_what_follows(bundle):
    asked = {"start": ExcerptStart(OWN), "notes": 20, "random_state": 5}
    older, newer = (take(bundle, sampler=version, **asked) for version in (2, SAMPLER))

    assert older.generated_notes != newer.generated_notes


def test_a_passage_of_an_older_take_has_its_older_key(bundle):
    start = ExcerptStart(OWN, Passage(12 * 1920))
    older, newer = (
        take(bundle, start=start, notes=20, random_state=5, sampler=version).generated_notes
        for version in (2, SAMPLER)
    )

    assert older != newer


def test_a_library_seed_has_its_key_whatever_the_version(bundle):
    asked = {"start": LibraryStart("march"), "notes": 20, "random_state": 5}
    older, newer = (take(bundle, sampler=version, **asked) for version in (2, SAMPLER))

    assert older == newer


@pytest.mark.parametrize("version", [2, SAMPLER])
def test_a_kept_take_is_made_again_by_its_own_version(bundle, tmp_path, version):
    store = TakeStore(tmp_path / "takes")
    asked = GenerationSettings(ExcerptStart(OWN), notes=20, random_state=5, sampler=version)
    music = take(bundle, start=asked.start, notes=20, random_state=5, sampler=version)
    store.add(music, TakeRecord(bundle.manifest.id, bundle.manifest.weights_sha256, asked))

    (kept,) = TakeStore(tmp_path / "takes").takes().takes
    again = reproduce(reproduction_request(kept, [bundle]), generate)

    assert again.generated_notes == music.generated_notes
    assert again.keys == music.keys
