"""Draw mutants: small changes of the source that a test should notice.

Cosmic Ray's operators make them, with one of our own beside them. A place in the source is drawn
first and one of its changes then, so that arithmetic, which can be changed in many ways, counts no
more than a comparison or a number.
"""

import ast
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import parso
from cosmic_ray.ast import ast_nodes
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator, operator_names

_REPLACED = {
    ("Add", "Sub"),
    ("Sub", "Add"),
    ("Mul", "Div"),
    ("Div", "Mul"),
    ("FloorDiv", "Mul"),
    ("Mod", "FloorDiv"),
    ("Pow", "Mul"),
}
"""Arithmetic that somebody may confuse; `+` for `<<` is no mistake that anybody makes."""

_KEPT = {
    "AddNot",
    "ExceptionReplacer",
    "NumberReplacer",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "ReplaceUnaryOperator_Delete_Not",
    "ReplaceUnaryOperator_Delete_USub",
    "ZeroIterationForLoop",
}

STATEMENT = "StatementRemover"


class StatementRemover(Operator):
    """Put `pass` in the place of a call, of a change in place or of a raised error."""

    def mutation_positions(self, node):
        if _can_go(node):
            yield node.start_pos, node.end_pos

    def mutate(self, node, index):
        statement = parso.parse("pass\n").children[0]
        statement.get_first_leaf().prefix = node.get_first_leaf().prefix
        return statement

    @classmethod
    def examples(cls):
        return ()


def _can_go(node) -> bool:
    """Tell whether a statement does something by itself: a new name would only be missed."""
    if node.type != "simple_stmt":
        return False
    statement = node.children[0]
    if statement.type == "expr_stmt":
        target, sign = statement.children[0], statement.children[1]
        is_in_place = getattr(sign, "type", "") == "operator" and sign.value != "="
        return is_in_place or target.type in ("atom_expr", "power")
    return statement.type in ("atom_expr", "power", "raise_stmt", "del_stmt")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change of one module, the first of the lines that it is in, and those lines by then."""

    module: Path
    line: int
    operator: str
    occurrence: int

    def source(self, original: str) -> str:
        """Return the module's source with the change."""
        return mutate_code(original, _operator(self.operator), self.occurrence)


def draw(modules: list[Path], count: int, seed: int) -> list[Mutant]:
    """Draw as many mutants, of as many places; all places where there are no more."""
    dice = random.Random(seed)
    places = defaultdict(list)
    for module in sorted(modules):
        for column, mutant in _mutants_of(module):
            places[mutant.module, mutant.line, column].append(mutant)
    shuffled = dice.sample(sorted(places), len(places))
    drawn = (dice.choice(places[place]) for place in shuffled)
    likely = islice(filter(_is_program, drawn), count)
    return sorted(likely, key=lambda mutant: (mutant.module, mutant.line))


def _is_program(mutant: Mutant) -> bool:
    """Tell whether the change can be made: some operators name places that they then leave."""
    changed = mutant.source(mutant.module.read_text("utf-8"))
    try:
        return changed is not None and ast.parse(changed) is not None
    except SyntaxError:
        return False


def _mutants_of(module: Path) -> Iterator[tuple[int, Mutant]]:
    """Yield all mutants of a module, with the columns at which they are.

    Decorators are left alone: that a value is frozen is held by types, not by tests.
    """
    source = module.read_text("utf-8")
    nodes, lines = list(ast_nodes(parso.parse(source))), source.splitlines()
    for name in [*filter(_is_likely, operator_names()), STATEMENT]:
        operator, occurrence = _operator(name), 0
        for node in nodes:
            for (line, column), _ in operator.mutation_positions(node):
                if not lines[line - 1].lstrip().startswith("@"):
                    yield column, Mutant(module, line, name, occurrence)
                occurrence += 1


def _is_likely(name: str) -> bool:
    kind = name.removeprefix("core/")
    if kind in _KEPT:
        return True
    family, *signs = kind.split("_")
    if family == "ReplaceBinaryOperator":
        return tuple(signs) in _REPLACED
    if family != "ReplaceComparisonOperator":
        return False
    of_identity = [sign in ("Is", "IsNot") for sign in signs]
    return of_identity[0] == of_identity[1]


def _operator(name: str) -> Operator:
    return StatementRemover() if name == STATEMENT else get_operator(name)()
