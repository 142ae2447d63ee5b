"""No text of the window skips translation: found in the source, package by package."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import chopin_studio

ROOT = Path(chopin_studio.__file__).parent
PACKAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for layer in ("session", "ui")
    for path in (ROOT / layer).iterdir()
    if path.is_dir() and path.name != "__pycache__"
)

TRANSLATING = frozenset({"tr", "tr_plural", "translatable", "plural"})
SHOWN = re.compile(
    r"[^\W\d_]{2,}[ ,.;:…]+[^\W\d_]|^[A-Z][a-z]+(-[a-z]+)?…?$|^[A-Z]{3,}$|^ [a-z]{3,}$|\w…$"
)
"""Two words in a row, or one with a capital: what a person reads, and no machine does."""

NOT_SHOWN = re.compile(r"^(Ctrl|Shift|Alt|Esc|Del|Space|Home|End|F\d+)\b|[{}]|;$|^#|^--|/$")
"""Keys as Qt names them, style sheets, colours and options."""

EXEMPT = frozenset(
    {
        *("Chopin", "Chopin Studio"),
        *("Times New Roman", "Tinos", "Liberation Serif", "Times"),  # fonts
        *("xmlns:xlink", "xlink:href"),
        *("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"),  # Unicode's categories
        *('<p style="white-space: pre-wrap">', '<p><img src="'),
        *("Fusion", "chopin-studio.svg", "Midi Through", "carry on"),
        *("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"),
        *("Backspace", "Up", "Down", "Right", "Left"),  # keys
        *("SIGINT", "SIGTERM", "SIGHUP"),
        *("AWSEDFTGYHUJKOLP", "NFC", "NFKC", "NFKD", "FCGDAEB", "BEADGCF"),
    }
)
"""Names, which are the same in every language, and what no person reads."""

FOR_PROGRAMMERS = frozenset({"ValueError", "TypeError", "RuntimeError"})
"""Errors that tell of a defect: no musician ever reads their texts."""


def literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """Return the strings that are neither documentation nor given to a translating function."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Subscript) or (
            isinstance(node, ast.Call) and _name(node.func) in FOR_PROGRAMMERS
        ):
            continue  # the names of types, and what goes to a log
        if isinstance(node, ast.Call) and _name(node.func) in TRANSLATING:
            for value in node.keywords:
                yield from literals(value)
            for value in node.args:
                if not isinstance(value, ast.Constant):
                    yield from literals(value)
            continue
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("_log."):
            continue  # the log is English
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node
        yield from literals(node)


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else ""


def untranslated(source: str) -> list[str]:
    """Return the texts for people in a module that no translation is looked up for."""
    return [
        str(found.value)
        for found in literals(ast.parse(source))
        if SHOWN.search(str(found.value).replace("&", ""))
        and not NOT_SHOWN.search(str(found.value))
        and found.value not in EXEMPT
    ]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_of_a_package_goes_through_translation(package: str) -> None:
    found = {
        path.name: texts
        for path in sorted((ROOT / package).rglob("*.py"))
        if (texts := untranslated(path.read_text("utf-8")))
    }

    assert found == {}


def test_texts_that_skip_translation_are_found() -> None:
    source = '''
"""A module."""
label = QLabel("Two words")
button = QPushButton("&Play")
words = f"{count} notes are kept"
fine = tr("Two {what} words", what=name)
deep = tr("{n}", n="and again")
other = action.setShortcut("Ctrl+Shift+E")
name = "object-name"
_log.info("two words: %s", name)
'''

    assert untranslated(source) == ["Two words", "&Play", " notes are kept", "and again"]
