import pytest
from hypothesis import given
from hypothesis import strategies as st

from chopin_studio import data_fields as check
from chopin_studio.data_fields import DataError, shown
from tests.plain_text import has_controls, is_sentence

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**4200, -(10**4200), float("nan"), float("inf"), 1e308])
    | st.floats()
    | st.text()
    | st.text("a\n\x1b\ud800./", max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def passes(checked, *arguments):
    """Return the value that a check lets through, or None; its words must be short."""
    try:
        return checked(*arguments)
    except DataError as error:
        words = str(error)
    assert is_sentence(words)
    return None


@given(anything)
def test_whatever_a_check_lets_through_is_of_its_kind_and_range(value):
    whole = passes(check.whole, value, -5, 10)
    assert whole is None or (type(whole) is int and -5 <= whole <= 10)
    number = passes(check.number, value, -5.0, 1e9)
    assert number is None or (type(number) is float and -5 <= number <= 1e9)
    text = passes(check.text, value, 5)
    assert text is None or len(text.encode("utf-8").decode()) <= 5
    line = passes(check.line, value, 5)
    assert line is None or not has_controls(line)
    assert passes(check.flag, value) in (None, True, False)
    found = passes(check.items, value, 2)
    assert found is None or len(found) <= 2
    fields = passes(check.fields, value)
    assert fields is None or isinstance(fields, dict)


@pytest.mark.parametrize("name", ["classic-256", "a", "My model 2", "Études (late)", "a.b_c+d"])
def test_names_that_people_give_are_identifiers(name):
    assert check.identifier(name) == name


@pytest.mark.parametrize(
    "name",
    [
        *(
            "",
            " a",
            "a ",
            "../a",
            "..",
            ".a",
            "a/b",
            "a\\b",
            "a\nb",
            "a\n",
            "\x1b[31ma",
            "a\0",
            "-rf",
        ),
        *("x" * 5000, "x" * 81, "a\u2028b", "a\u202eb", 5, None, ["a"]),
    ],
    ids=lambda name: repr(name)[:12],
)
def test_what_could_lead_elsewhere_or_spoil_a_terminal_is_no_identifier(name):
    with pytest.raises(DataError):
        check.identifier(name)


def test_a_sum_is_64_small_hexadecimal_digits():
    assert check.sha256("0a" * 32) == "0a" * 32
    for wrong in ("0A" * 32, "0a" * 31, "0a" * 33, "0a" * 32 + "\n", 0):
        with pytest.raises(DataError):
            check.sha256(wrong)


@given(st.text("a\n\x1b\u2028\ud800é"))
def test_a_name_is_shown_short_and_on_one_line(name):
    words = shown(name, 10)
    assert len(words) <= 10
    assert not has_controls(words)
