"""What takes are called."""

import pytest

from chopin_studio.library.titles import numbered, plain_title, without_number


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], "After a Waltz"),
        (["After a Waltz in A minor", "a Waltz", "After a Waltz, edited"], "After a Waltz"),
        (["After a Waltz"], "After a Waltz #2"),
        (["After a Waltz #7"], "After a Waltz #8"),
        (["After a Waltz #2", "After a Waltz", "After a Waltz #10"], "After a Waltz #11"),
        (["After a Waltz #2, edited", "After a Waltz #02", "After a Waltz #x"], "After a Waltz"),
    ],
)
def test_a_title_that_others_have_gets_the_next_number(others: list[str], expected: str) -> None:
    assert numbered("After a Waltz", others) == expected


def test_a_number_of_the_music_s_own_is_left_alone() -> None:
    assert numbered("After Sonata #2", ["After Sonata #2"]) == "After Sonata #2 #2"
    assert numbered("After Sonata #2", ["After Sonata #1"]) == "After Sonata #2"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Waltz #2, edited", "Waltz #2"),
        ("Waltz #2, continued #3", "Waltz #2"),
        ("Waltz, varied #12, edited", "Waltz"),
        ("Waltz, much edited", "Waltz, much edited"),
        ("edited", "edited"),
    ],
)
def test_a_plain_title_does_not_say_what_was_done(title: str, expected: str) -> None:
    assert plain_title(title) == expected


@pytest.mark.parametrize("title", ["Waltz", "Waltz #2", "Waltz #31"])
def test_a_title_goes_without_its_number(title: str) -> None:
    assert without_number(title) == "Waltz"
    assert without_number(f"{title}, edited") == f"{title}, edited"
