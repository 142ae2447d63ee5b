from datetime import UTC, datetime, timedelta

import pytest

from chopin_studio.engine.seeds import LibraryStart, RandomStart, Start
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.take import Descent, Marks, Originality, Take, TakeRecord
from chopin_studio.session.takes.take_query import Order, TakeFilter, TakeQuery, bundles_in, tags_in

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
FLAT = TakeFilter(is_tree=False)


def take(
    minute: int,
    title: str = "",
    marks: Marks = Marks(),
    parent: int | None = None,
    share: float | None = None,
    notes: int = 100,
    bundle_id: str = "classic-256",
    start: Start = RandomStart(),
) -> Take:
    """Make a take of a minute, which is also its id."""
    return Take(
        str(minute),
        title or f"Take {minute}",
        BEGIN + timedelta(minutes=minute),
        notes,
        TakeRecord(bundle_id, "0" * 64, GenerationSettings(start=start)),
        marks,
        None if parent is None else Descent(str(parent), f"Take {parent}", "varied", 9),
        None if share is None else Originality(share, "echoes", "index"),
    )


def ids(takes: list[Take], wanted: TakeFilter) -> str:
    """Arrange takes, and give their ids with a dot for each step of descent."""
    order = TakeQuery(lambda bundle_id: {"classic-512": "Classic 512"}.get(bundle_id, bundle_id))
    return " ".join("." * row.depth + row.take.id for row in order.arranged(takes, wanted))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NEWEST, "3 2 1 0"),
        (Order.TITLE, "1 2 3 0"),
        (Order.STARS, "2 0 3 1"),
        (Order.ORIGINALITY, "0 3 2 1"),
        (Order.LENGTH, "1 2 3 0"),
    ],
)
def test_takes_are_sorted(order: Order, expected: str) -> None:
    takes = [
        take(0, "Waltz No. 10", Marks(2), share=0.0, notes=5),
        take(1, "Étude", share=None, notes=50),
        take(2, "Waltz No. 2", Marks(5), share=0.5, notes=20),
        take(3, "Waltz no. 9", Marks(1), share=0.1, notes=10),
    ]
    assert ids(takes, TakeFilter(order=order, is_tree=False)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("etude", "1"),
        ("ÉTUDE", "1"),
        ("dream", "2"),
        ("lovely bars", "0"),
        ("nocturne-op27", "0"),
        ("random", "2 1"),
        ("classic 512", "1"),
        ("classic-512", "1"),
        ("etude lovely", ""),
        ("  ", "2 1 0"),
    ],
)
def test_words_are_found_in_all_that_names_a_take(words: str, expected: str) -> None:
    takes = [
        take(0, marks=Marks(comment="Bars 3 and 4: lovely"), start=LibraryStart("nocturne-op27-2")),
        take(1, "Étude", bundle_id="classic-512"),
        take(2, marks=Marks(tags=("Dreamy",))),
    ]
    assert ids(takes, TakeFilter(words, is_tree=False)) == expected


def test_filters_hide_what_does_not_pass_them_all() -> None:
    takes = [take(0, marks=Marks(3, ("a",))), take(1, marks=Marks(3)), take(2, bundle_id="x")]
    assert ids(takes, TakeFilter(least_stars=3)) == "1 0"
    assert ids(takes, TakeFilter(least_stars=3, tag="a")) == "0"
    assert ids(takes, TakeFilter(bundle_id="x")) == "2"
    assert tags_in(takes) == ["a"]
    assert bundles_in(takes) == ["classic-256", "x"]


def test_children_stand_under_their_parents_where_the_newest_of_them_would() -> None:
    takes = [take(0), take(1), take(2, parent=0), take(3, parent=0), take(4, parent=2), take(5)]
    assert ids(takes, TakeFilter()) == "5 0 .2 ..4 .3 1"
    assert ids(takes, FLAT) == "5 4 3 2 1 0"


def test_a_child_stands_under_the_nearest_ancestor_that_is_shown() -> None:
    takes = [take(0, marks=Marks(5)), take(1, parent=0), take(2, marks=Marks(5), parent=1)]
    assert ids(takes, TakeFilter(least_stars=5)) == "0 .2"
    assert ids(takes[1:], TakeFilter()) == "1 .2"


def test_takes_that_hands_have_made_each_others_parents_are_all_shown() -> None:
    takes = [take(0, parent=1), take(1, parent=0), take(2, parent=1), take(3, parent=3)]
    assert ids(takes, TakeFilter()) == "3 1 .2 0"


def test_a_change_that_moves_nothing_is_known_as_one() -> None:
    order = TakeQuery(str)
    starred = take(0, marks=Marks(5))
    assert order.is_alike(take(0), starred, TakeFilter())
    assert not order.is_alike(take(0), starred, TakeFilter(order=Order.STARS))
    assert not order.is_alike(take(0), starred, TakeFilter(least_stars=1))
    assert not order.is_alike(take(0), take(0, "Dawn"), TakeFilter(words="dawn"))
