"""Write to the log which models there are, and what becomes of generation and exports."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from chopin_studio.engine.events import GenerationEvent, Step
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart
from chopin_studio.export.formats import Exporter

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle, BundleList
    from chopin_studio.engine.settings import GenerationSettings
    from chopin_studio.export.credits import Credits
    from chopin_studio.export.formats import Report
    from chopin_studio.music.excerpt import Excerpt

Generate = Callable[["Bundle", "GenerationSettings"], Iterator[GenerationEvent]]

_log = logging.getLogger(__name__)


def log_bundles(found: BundleList) -> None:
    """Log the models found, and why others were refused."""
    _log.info("models: %s", ", ".join(one.manifest.id for one in found.bundles) or "none")
    for problem in found.problems:
        _log.info("model refused: %s", problem)


def logged_generation(generate: Generate) -> Generate:
    """Return a `generate` that logs the model, the settings, and how it ended."""

    def run(bundle: Bundle, settings: GenerationSettings) -> Iterator[GenerationEvent]:
        model, steps, ending = bundle.manifest.id, 0, "cancelled"
        _log.info("generation begins: %s, %s", model, _words(settings))
        try:
            for item in generate(bundle, settings):
                steps += isinstance(item, Step)
                yield item
            ending = "ended"
        except Exception as error:
            ending = f"failed ({type(error).__name__})"
            raise
        finally:
            _log.info("generation %s: %s, %d notes and chords", ending, model, steps)

    return run


def logged_exporters(exporters: Iterable[Exporter]) -> tuple[Exporter, ...]:
    """Return the exporters such that each logs its format, the seconds it took, and failures."""
    return tuple(replace(one, export=_logged_export(one)) for one in exporters)


def _logged_export(exporter: Exporter) -> Callable[[Excerpt, Path, Credits, Report], None]:
    def run(excerpt: Excerpt, path: Path, credits: Credits, report: Report) -> None:
        begun, ending = time.monotonic(), "saved"
        try:
            exporter.export(excerpt, path, credits, report)
        except Exception as error:
            ending = f"not saved ({type(error).__name__})"
            raise
        finally:
            took_sec, notes = time.monotonic() - begun, len(excerpt.notes)
            _log.info(
                "export %s: %s, %d notes, %.1f s", ending, exporter.extension, notes, took_sec
            )

    return run


def _words(settings: GenerationSettings) -> str:
    """Word settings without any music: of the user's own, nothing but that it is."""
    start = settings.start
    if isinstance(start, LibraryStart):
        begins = start.name
    elif isinstance(start, ExcerptStart):
        begins = f"own music, {start.passage or 'continued'}"
    else:
        begins = "random"
    names = (field.name for field in fields(settings) if field.name != "start")
    values = ((name, getattr(settings, name)) for name in names)
    words = (f"{name}={value}" for name, value in values if value is not None)
    return ", ".join((f"start={begins}", *words))
