"""Which parts of a library are imported where: import-linter sees every library as one whole."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import chopin_studio

PACKAGE = Path(chopin_studio.__file__).parent
PYPROJECT = PACKAGE.parent / "pyproject.toml"

ROOMS = {
    "PySide6.QtGui": (
        "chopin_studio.app",
        "chopin_studio.ui",
        "chopin_studio.session.library.undo",  # the undo stack, which needs no screen
    ),
    "PySide6.QtSvg": ("chopin_studio.ui",),
    "PySide6.QtWidgets": ("chopin_studio.app", "chopin_studio.ui"),
    "fluidsynth": ("chopin_studio.synth",),  # which imports it by name
}
"""The modules and packages that alone may import each of these."""

EVERYWHERE = {"chopin_studio", "numpy"}


def imported(source: str) -> Iterator[str]:
    """Yield what a module imports, wherever it does: `a`, and also `a.b`, of `from a import b`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and _is_import_by_name(node.func):
            yield from (one.value for one in node.args if isinstance(one, ast.Constant))


def _is_import_by_name(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in ("import_module", "__import__")


def is_within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


@pytest.fixture(scope="module")
def imports() -> dict[str, set[str]]:
    """Return what every module imports, by the module's name."""
    return {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): set(
            imported(path.read_text("utf-8"))
        )
        for path in PACKAGE.rglob("*.py")
    }


@pytest.mark.parametrize(
    "source",
    [
        "from PySide6.QtWidgets import QWidget",
        "from PySide6 import QtCore, QtWidgets",
        "import PySide6.QtWidgets as widgets",
        "def show():\n    from PySide6.QtWidgets import QWidget",
        "import importlib\nimportlib.import_module('PySide6.QtWidgets')",
    ],
)
def test_an_import_is_seen_however_it_is_written(source):
    assert any(is_within(name, ("PySide6.QtWidgets",)) for name in imported(source))


@pytest.mark.parametrize("part", ROOMS)
def test_a_part_of_a_library_is_imported_in_its_rooms_alone(part, imports):
    importers = {
        name for name, used in imports.items() if any(is_within(one, (part,)) for one in used)
    }
    assert importers, f"nothing imports {part}: take it out of ROOMS"
    assert {name for name in importers if not is_within(name, ROOMS[part])} == set()


def test_every_library_that_is_imported_has_its_rooms(imports):
    contracts = tomllib.loads(PYPROJECT.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    protected = {name for one in contracts for name in one.get("protected_modules", ())}
    known = {*EVERYWHERE, *protected, *(part.split(".")[0] for part in ROOMS)}
    used = {one.split(".")[0] for names in imports.values() for one in names}
    assert used - known - set(sys.stdlib_module_names) == set()
    assert known - used == set()


def private_reads(source: str) -> list[str]:
    """Return the private attributes of other objects that a module reads or imports."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and _is_private(node.attr):
            owner = node.value.id if isinstance(node.value, ast.Name) else ""
            if owner not in ("self", "cls", "os", "etree", "argparse", "parser", "inner"):
                found.append(f"{owner}.{node.attr}")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("chopin_studio"):
            found += [alias.name for alias in node.names if _is_private(alias.name)]
    return found


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def test_tests_ask_what_is_public():
    tests = Path(__file__).parent
    found = {
        path.relative_to(tests).as_posix(): reads
        for path in tests.rglob("*.py")
        if (reads := private_reads(path.read_text("utf-8")))
    }

    assert found == {}


def test_private_reads_are_found():
    source = "from chopin_studio.log import _x\nwindow._y()\nself._z\nos._exit(1)\na.b.__doc__"

    assert private_reads(source) == ["_x", "window._y"]
