"""What a bundle of the classic family has besides weights: a vocabulary of chords, and seeds."""

from dataclasses import dataclass

from chopin_studio import data_fields as check
from chopin_studio.engine.bundle_files import BundleFiles, wrong_size
from chopin_studio.engine.classic.vocabulary import Vocabulary, VocabularyError
from chopin_studio.engine.seeds import LONGEST_SEED_NAME, MOST_SEED_NOTES, LibrarySeed
from chopin_studio.music.key import Key

VOCABULARY_FILE = "vocabulary.json"


@dataclass(frozen=True, slots=True)
class ClassicSeed(LibrarySeed):
    """A library seed whose `tokens` are ids in the bundle's vocabulary.

    `key` is the piece's, None where it is not known.
    """

    tokens: tuple[int, ...]
    key: Key | None = None


def vocabulary_of(bundle: BundleFiles) -> Vocabulary:
    """Return a bundle's chords by token id; raises BundleError where the file is invalid."""
    return bundle.part(_read_vocabulary)


def seeds_of(bundle: BundleFiles) -> tuple[ClassicSeed, ...]:
    """Return a bundle's seeds; raises BundleError where the file has none."""
    return bundle.part(_read_seeds)


def _read_vocabulary(bundle: BundleFiles) -> Vocabulary:
    text = bundle.text(VOCABULARY_FILE, bundle.manifest.vocabulary_sha256)
    try:
        vocabulary = Vocabulary.from_json(text)
    except VocabularyError as error:
        raise bundle.damaged(str(error)) from error
    if len(vocabulary) != bundle.manifest.vocabulary_size:
        raise bundle.damaged(wrong_size(VOCABULARY_FILE))
    return vocabulary


def _read_seeds(bundle: BundleFiles) -> tuple[ClassicSeed, ...]:
    most_id = (bundle.manifest.vocabulary_size or 0) - 1
    return bundle.read_seeds(lambda row: _seed(row, most_id))


def _seed(row: object, most_id: int) -> ClassicSeed:
    found = check.fields(row)
    tokens = check.items(found["tokens"], MOST_SEED_NOTES, least=1)
    key = None if found["key"] is None else Key.named(check.line(found["key"], LONGEST_SEED_NAME))
    return ClassicSeed(
        check.line(found["name"], LONGEST_SEED_NAME, least=1),
        check.line(found["title"], LONGEST_SEED_NAME, least=1),
        tuple(check.whole(token, 0, most_id) for token in tokens),
        key,
    )
