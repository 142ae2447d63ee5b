"""The mutants are what they should be: small changes of the source, the same for the same seed."""

import ast
import sys

import pytest

pytest.importorskip("cosmic_ray")
if sys.platform == "win32":
    pytest.skip("mutants are tried in forked processes", allow_module_level=True)

from tests.mutation.__main__ import interval
from tests.mutation.drawing import STATEMENT, Mutant, draw

SOURCE = '''"""A module."""

LIMIT = 16


def silence(port, notes):
    """Release the notes."""
    for note in notes:
        if note < LIMIT and not port.closed:
            port.release(note + 1)
    port.close()
'''


@pytest.fixture
def module(tmp_path):
    path = tmp_path / "module.py"
    path.write_text(SOURCE)
    return path


def changed(module, count=100, seed=1):
    return [mutant.source(SOURCE) for mutant in draw([module], count, seed)]


def test_every_mutant_is_another_program(module):
    sources = changed(module)
    assert len(sources) > 5
    for source in sources:
        assert ast.dump(ast.parse(source)) != ast.dump(ast.parse(SOURCE))


def test_the_same_seed_draws_the_same_mutants_and_another_draws_others(module):
    assert changed(module, 4) == changed(module, 4)
    assert len({tuple(changed(module, 4, seed)) for seed in range(8)}) > 1


def test_no_place_is_drawn_twice(module):
    mutants = draw([module], 100, 1)
    assert len(mutants) == len(draw([module], 1000, 2))
    assert len(draw([module], 3, 1)) == 3


def test_what_a_statement_does_can_be_left_out(module):
    source = Mutant(module, 11, STATEMENT, 1).source(SOURCE)
    assert source == SOURCE.replace("    port.close()", "    pass")


def test_the_interval_holds_the_share_and_narrows_with_the_sample():
    assert interval(0, 10)[0] == pytest.approx(0, abs=1e-9)
    assert interval(10, 10)[1] == pytest.approx(1, abs=1e-9)
    assert interval(5, 10) == pytest.approx((0.237, 0.763), abs=1e-3)
    low, high = interval(50, 100)
    assert 0.4 < low < 0.5 < high < 0.6
