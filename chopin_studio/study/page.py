"""The page for listeners: one HTML file beside its audio, which needs no server and no network.

Nothing in it tells which model is which: it knows groups by their numbers and files by names drawn
by chance. Its policy allows only its own script, style and audio, and no connection anywhere.
"""

import base64
import hashlib
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

from chopin_studio.files import make_folder, replacing, write_bytes
from chopin_studio.paths import resources
from chopin_studio.study.definition import Study
from chopin_studio.study.study_folder import read_audio
from chopin_studio.study.texts import study_languages, study_texts

PAGE_FILE = "index.html"
PAGE_FOLDER = "listening-study"
"""The folder in which the files of a .zip lie, so that they stay together when it is unpacked."""

_SCRIPTS = ("answers.js", "elements.js", "questions.js", "players.js", "steps.js")
"""In the order in which they follow each other in the page."""

_FIELD = re.compile(r"\{(\w+)\}")
_FALLBACK = "en"
_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a .zip can state: when files were made could tell who made them."""


def write_page(folder: Path, study: Study, target: Path) -> int:
    """Write the page of the study in `folder` to a .zip, or else to a folder; return its bytes.

    Raises StudyError where audio is missing, FileWriteError where the page cannot be written.
    """
    files = page_files(study, folder)
    if target.suffix.lower() == ".zip":
        _write_zip(target, files)
        return target.stat().st_size
    for name, data in files.items():
        make_folder((target / name).parent)
        write_bytes(target / name, data)
    return sum(map(len, files.values()))


def page_files(study: Study, folder: Path) -> dict[str, bytes]:
    """Return the files of the page by their names; raises as `read_audio` does."""
    audio = {each.audio: read_audio(folder, each.audio) for each in study.excerpts}
    return {PAGE_FILE: page_html(study).encode(), **dict(sorted(audio.items()))}


def page_html(study: Study) -> str:
    """Return the page itself, with its style, its script and what it asks within it."""
    template, style = _resource("page.html"), _resource("page.css")
    script = '"use strict";\n' + "\n".join(map(_resource, _SCRIPTS))
    content = page_content(study)
    policy = (
        f"default-src 'none'; script-src {_source_of(script)}; style-src {_source_of(style)}; "
        "media-src 'self' file:; img-src data:; base-uri 'none'; form-action 'none'"
    )
    fields = {
        "language": escape(study.language),
        "policy": policy,
        "title": escape(study.title),
        "style": style,
        "no_script": escape(content["texts"]["no_script"]),
        "study": _json_in_html(content),
        "script": script,
    }
    # In one pass, since titles and scripts have braces of their own.
    return _FIELD.sub(lambda found: fields[found[1]], template)


def page_content(study: Study) -> dict[str, Any]:
    """Return what the page knows of a study: everything but which model is which."""
    numbered = sorted(zip(study.numbers, study.models, strict=True), key=lambda pair: pair[0])
    seconds = sum(excerpt.duration_sec for excerpt in study.excerpts)
    return {
        "id": study.id,
        "version": study.version,
        "title": study.title,
        "groups": [
            {
                "number": number,
                "excerpts": [excerpt.audio for excerpt in study.excerpts_of(model.key)],
            }
            for number, model in numbered
        ],
        "orders": [[study.numbers[place] for place in order] for order in study.orders],
        "questions": [asdict(question) for question in study.questions],
        "listener_kinds": [asdict(kind) for kind in study.listener_kinds],
        "minutes": max(1, round(seconds / 60)),
        "texts": {**_standard_texts(study.language), **study.texts},
    }


def _standard_texts(language: str) -> Mapping[str, str]:
    """Return the page's words in a language, in English where it does not come with the studio."""
    return study_texts(language if language in study_languages() else _FALLBACK).page


def _resource(name: str) -> str:
    return (resources() / "study" / "page" / name).read_text("utf-8")


def _source_of(text: str) -> str:
    """Return the name by which a policy allows exactly this script or style."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _json_in_html(value: object) -> str:
    """Return JSON that no text within it can end, whatever tags it has."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _write_zip(target: Path, files: Mapping[str, bytes]) -> None:
    with (
        replacing(target) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name, data in files.items():
            entry = zipfile.ZipInfo(f"{PAGE_FOLDER}/{name}", _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
