"""Pictures of the score as ways out: formats for the table of exporters, drawn by Qt.

Reading the table does not import Qt.
"""

from pathlib import Path

from chopin_studio.export.credits import Credits
from chopin_studio.export.errors import ExportError
from chopin_studio.export.formats import EXPORTERS, Exporter, Report
from chopin_studio.music.excerpt import Excerpt


def _draw(excerpt: Excerpt, path: Path, credits: Credits, report: Report) -> None:
    try:
        from chopin_studio.ui.score.image_export import draw_score
    except ImportError as error:
        raise ExportError(
            f"Pictures of a score need PySide6, which cannot be loaded ({error}). "
            "Install it, or export as .musicxml."
        ) from error
    draw_score(excerpt, path, credits, report)


PICTURES: tuple[Exporter, ...] = (
    Exporter(".pdf", "Score to print (PDF)", _draw),
    Exporter(".svg", "Score as a drawing (SVG)", _draw),
    Exporter(".png", "Score as a picture (PNG)", _draw),
)

ALL_EXPORTERS = (*EXPORTERS, *PICTURES)
"""Every way out that there is where a window can be drawn."""
