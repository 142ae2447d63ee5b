import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from chopin_studio.errors import StudioError
from chopin_studio.export.credits import NO_CREDITS
from chopin_studio.export.engraving.page import Page
from chopin_studio.export.formats import export_excerpt
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.ui.score import image_export as picture_files
from chopin_studio.ui.score.image_exporters import ALL_EXPORTERS, PICTURES
from tests.export.takes import classic_take, expressive_take

TWO_PAGES = classic_take(200)


def export(excerpt: Excerpt, path: Path) -> Path:
    export_excerpt(excerpt, path, NO_CREDITS, ALL_EXPORTERS)
    return path


def shades(image: QImage) -> list[int]:
    """Return how dark each of 20 by 30 fields of the first page is, of 0 to 255."""
    page = image.copy(0, 0, image.width(), round(image.width() * 297 / 210))
    small = page.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
        20, 30, mode=Qt.TransformationMode.SmoothTransformation
    )
    return [255 - small.pixelColor(x, y).red() for y in range(30) for x in range(20)]


def test_a_png_shows_all_pages_below_each_other(qtbot: QtBot, tmp_path: Path) -> None:
    image = QImage(str(export(TWO_PAGES, tmp_path / "a.png")))
    assert (image.width(), image.height()) == (1654, 4677)
    assert image.pixelColor(5, 5).lightness() == 255
    for top in (0, 2339):
        dark = sum(
            image.pixelColor(x, y).lightness() < 128
            for y in range(top, top + 2300, 4)
            for x in range(0, 1654, 4)
        )
        assert dark > 1000


def test_svg_and_png_are_the_same_picture(qtbot: QtBot, tmp_path: Path) -> None:
    png = QImage(str(export(expressive_take(), tmp_path / "a.png")))
    renderer = QSvgRenderer(str(export(expressive_take(), tmp_path / "a.svg")))
    drawn = QImage(png.size(), QImage.Format.Format_RGB32)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(drawn.rect()))
    painter.end()
    differences = [abs(a - b) for a, b in zip(shades(png), shades(drawn), strict=True)]
    assert max(shades(png)) > 40
    assert max(differences) < 12


def test_an_svg_has_neither_fonts_nor_pictures_within_pictures(tmp_path: Path) -> None:
    text = export(expressive_take(), tmp_path / "a.svg").read_text()
    assert text.count("<svg") == 1
    assert "<text" not in text
    assert "font" not in text
    assert "<title>Nocturne</title>" in text


def test_a_pdf_has_a_page_for_each_page(qtbot: QtBot, tmp_path: Path) -> None:
    data = export(TWO_PAGES, tmp_path / "a.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b(?!s)", data)) == 2
    _, _, right, top = re.search(rb"/MediaBox \[(.*?)\]", data)[1].split()  # type: ignore[index]
    assert (float(right), float(top)) == pytest.approx((595, 842), abs=1)


def test_very_many_pages_stand_in_columns(qtbot: QtBot) -> None:
    pages = [Page(210, 297, (), (), (), ())] * 7
    places, width, height = picture_files.arranged(pages, 3 * 297)
    assert (width, height) == (3 * 210, 3 * 297)
    assert [(x, y) for _, x, y in places[2:5]] == [(0, 594), (210, 0), (210, 297)]


@pytest.mark.parametrize("extension", [picture.extension for picture in PICTURES])
def test_music_that_cannot_be_written_leaves_the_old_file(
    qtbot: QtBot, tmp_path: Path, extension: str
) -> None:
    path = tmp_path / f"a{extension}"
    path.write_bytes(b"old")
    with pytest.raises(StudioError, match="below the lowest C"):
        export(Excerpt((Note(5, 80, 0, 480),)), path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_whatever_the_report_raises_cancels(qtbot: QtBot, tmp_path: Path) -> None:
    class StopError(Exception):
        pass

    def report(share: float) -> None:
        if share > 0.5:
            raise StopError

    with pytest.raises(StopError):
        picture_files.draw_score(expressive_take(), tmp_path / "a.pdf", NO_CREDITS, report)
    assert not [path for path in tmp_path.iterdir() if path.is_file()]
