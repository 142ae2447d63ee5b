"""Every text has its translation, in every language that the window offers."""

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest

pytest.importorskip("PySide6", reason="Qt's tools read the texts")

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS = sorted((ROOT / "resources" / "translations").glob("*.ts"))


def messages(path: Path) -> list[ET.Element]:
    return list(ET.parse(path).iter("message"))


def forms(message: ET.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    plurals = translation.findall("numerusform")
    return [form.text or "" for form in plurals] if plurals else [translation.text or ""]


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.stem)
def test_every_text_of_the_code_is_in_the_file_and_no_other(path: Path, tmp_path: Path) -> None:
    for name in ("chopin_studio", "packaging"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / ".venv").symlink_to(Path(sys.prefix))
    copy = tmp_path / "resources" / "translations" / path.name
    copy.parent.mkdir(parents=True)
    shutil.copy(path, copy)

    script = tmp_path / "packaging" / "update-translations.sh"
    subprocess.run(["sh", str(script)], check=True, timeout=120)

    def sources(file: Path) -> Counter[str | None]:
        return Counter(message.findtext("source") for message in messages(file))

    assert sources(copy) == sources(path), "run `make translations`"


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.stem)
def test_every_text_is_translated(path: Path) -> None:
    lacking = [
        message.findtext("source")
        for message in messages(path)
        if message.find("translation[@type]") is not None or not all(forms(message))
    ]

    assert lacking == []


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.stem)
def test_a_translation_has_the_fields_of_its_source(path: Path) -> None:
    wrong = []
    for message in messages(path):
        wanted = fields(message.findtext("source") or "")
        if message.get("numerus"):  # one thing may be named instead of counted
            allowed = wanted | fields(message.findtext("comment") or "")
            wrong += [form for form in forms(message) if not fields(form) <= allowed]
        else:
            wrong += [form for form in forms(message) if fields(form) != wanted]

    assert wrong == []
