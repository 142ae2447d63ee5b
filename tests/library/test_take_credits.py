from dataclasses import replace

import pytest

from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, RandomStart, Start
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.take import TakeRecord
from chopin_studio.library.take_credits import credits_of
from chopin_studio.music.excerpt import Excerpt


def record(start: Start) -> TakeRecord:
    settings = GenerationSettings(start=start, random_state=7, temperature=0.9)
    return TakeRecord("expressive-512", "0f", settings)


@pytest.mark.parametrize(
    ("start", "title", "composer"),
    [
        (LibraryStart("waltz-op18"), "After Waltz in E-flat major", "after Waltz in E-flat major"),
        (LibraryStart("waltz-op18"), "My best one", "after waltz-op18"),
        (ExcerptStart(Excerpt(title="Sketch")), "My best one", "after Sketch"),
        (ExcerptStart(Excerpt(title="Sketch, varied")), "Waltz #2", "after Sketch"),
        (LibraryStart("waltz-op18"), "After a Waltz, continued", "after a Waltz"),
        (LibraryStart("waltz-op18"), "After a Waltz #3", "after a Waltz"),
        (LibraryStart("waltz-op18"), "After a Waltz #3, continued #2", "after a Waltz"),
        (LibraryStart("waltz-op18"), "After a Waltz, varied, edited", "after a Waltz"),
    ],
)
def test_the_composers_line_names_model_and_seed(start, title, composer) -> None:
    assert credits_of(record(start), title).composer == f"Chopin Studio, expressive-512, {composer}"


def test_a_random_start_comes_after_nothing() -> None:
    assert credits_of(record(RandomStart()), "Take 1").composer == "Chopin Studio, expressive-512"


def test_the_fields_are_what_makes_the_take_again() -> None:
    fields = dict(credits_of(record(RandomStart()), "Take 1").fields)
    assert fields["random state"] == "7"
    assert fields["temperature"] == "0.9"
    assert fields["weights SHA-256"] == "0f"
    assert "bpm" not in fields
    assert "edited" not in fields


def test_the_fields_do_not_claim_that_a_model_made_what_was_edited() -> None:
    edited = replace(record(RandomStart()), is_edited=True)
    assert dict(credits_of(edited, "Take 1").fields)["edited"] == "by hand"
