"""Every error for the user can be translated: found in the source below the window."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import chopin_studio

ROOT = Path(chopin_studio.__file__).parent
LAYERS = ("music", "originality", "library", "export", "playback", "engine")
MODULES = sorted(
    (*(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py")), *ROOT.glob("*.py")),
)
OF_PYTHON = ("ValueError", "TypeError", "KeyError", "LookupError", "TimeoutError", "OSError")
OF_PROGRAMMERS = ("OutlineError", "PictureError")
"""Errors that are turned into others before anybody sees them."""


def plain_errors(source: str) -> Iterator[str]:
    """Yield the messages of errors in a module that are text and cannot be translated."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
            continue
        name, message = node.func.id, node.args[0]
        if not name.endswith("Error") or name in OF_PYTHON + OF_PROGRAMMERS:
            continue
        if isinstance(message, ast.Constant | ast.JoinedStr | ast.BinOp):
            yield ast.unparse(message)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_error_has_a_text(path: Path) -> None:
    assert list(plain_errors(path.read_text("utf-8"))) == []


def test_an_error_without_a_text_is_found() -> None:
    source = """
raise StudioError(f"{path} is missing.")
raise TakeError("a" + b)
raise StudioError(translatable("{path} is missing.", path=path))
raise ValueError("plain")
"""
    assert list(plain_errors(source)) == ["f'{path} is missing.'", "'a' + b"]
