"""Pictures of the score as ways out: formats for the table of exporters, drawn by Qt.

Reading the table does not import Qt.
"""

from pathlib import Path

from chopin_studio.export.credits import Credits
from chopin_studio.export.errors import ExportError
from chopin_studio.export.formats import EXPORTERS, Exporter, Report
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.texts import translatable


def _draw(excerpt: Excerpt, path: Path, credits: Credits, report: Report) -> None:
    try:
        from chopin_studio.ui.score.image_export import draw_score
    except ImportError as error:
        raise ExportError(
            translatable(
                "Images of a score need PySide6, which cannot be loaded ({error}). Install it, "
                "or export as .musicxml.",
                error=error,
            )
        ) from error
    draw_score(excerpt, path, credits, report)


PICTURES: tuple[Exporter, ...] = (
    Exporter(".pdf", translatable("Score to print (PDF)"), _draw),
    Exporter(".svg", translatable("Score as vector image (SVG)"), _draw),
    Exporter(".png", translatable("Score as image (PNG)"), _draw),
)

ALL_EXPORTERS = (*EXPORTERS, *PICTURES)
"""Every way out that there is where a window can be drawn."""
