"""Nothing knows the name of a family of models but the packages of its own."""

import ast
import re
from pathlib import Path

import chopin_studio
from chopin_studio.engine.families import FAMILIES

ROOT = Path(chopin_studio.__file__).parent
OWN = {ROOT / layer / family.name for layer in ("engine", "training") for family in FAMILIES}
PROSE = {
    ROOT / "ui" / "main" / "about_dialog.py",
    ROOT / "training" / "originality" / "build_index.py",
    ROOT / "training" / "originality" / "guard_card.py",
    ROOT / "training" / "originality" / "index_card.py",
    ROOT / "training" / "hands" / "card.py",
}
"""What tells of the models that ship, of whom else nothing is known."""

NAMED = re.compile(r"\b(" + "|".join(family.name for family in FAMILIES) + r")\b", re.IGNORECASE)


def literals(source: str) -> list[str]:
    """Return the strings of a module, without those that stand by themselves, as documentation."""
    tree = ast.parse(source)
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documentation
    ]


def test_no_module_names_a_family_but_those_in_its_own_packages():
    found = {
        str(path.relative_to(ROOT)): named
        for path in sorted(ROOT.rglob("*.py"))
        if not OWN & set(path.parents) and path not in PROSE
        if (named := [text for text in literals(path.read_text("utf-8")) if NAMED.search(text)])
    }
    assert found == {}


def test_names_are_found_in_strings_and_not_in_documentation():
    source = (
        '"""Of the classic family."""\na = f"classic-{size}"\nb = ["Expressive"]\nclassic = 1\n'
    )
    assert [text for text in literals(source) if NAMED.search(text)] == ["classic-", "Expressive"]
