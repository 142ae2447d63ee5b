import pytest

from chopin_studio.export.engraving.outline import read_path
from chopin_studio.export.engraving.page import Matrix, System
from chopin_studio.export.engraving.verovio_svg import PictureError, Sign, read_page

SIGNS = {"\ueca5": Sign(read_path("M0 0L9 9"), 300.0)}

PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<defs><g id="E0A4"><path d="M0 0 L300 100 z" transform="scale(1,-1)"/></g></defs>
<svg class="definition-scale" viewBox="0 0 21000 29700"><g class="page-margin"
 transform="translate(500, 100)">
<g class="system">
 <g class="staff"><path d="M0 10 L1000 10" stroke-width="13"/>
  <path d="M0 730 L1000 730" stroke-width="13"/>
  <g class="layer"><g class="chord">
   <g id="t480-960-1" class="note"><g class="notehead">
     <use xlink:href="#E0A4" transform="translate(200, 400) scale(0.72, 0.72)"/></g>
     <g class="accid"><use xlink:href="#E0A4" transform="translate(1, 1)"/></g></g>
   <g id="other" class="note"><g class="notehead">
     <use xlink:href="#E0A4" transform="translate(200, 500)"/></g></g>
   <g class="stem"><path d="M7 1 L7 9" stroke-width="18"/></g>
  </g></g>
  <g class="arpeg"><use xlink:href="#E0A4" transform="rotate(-90 10,20)"/></g></g>
 <g class="section placeholder"><ellipse cx="1" cy="1" rx="1" ry="1"/></g>
 <g class="tempo"><text x="30" y="40" text-anchor="middle" font-size="0px">
   <tspan font-weight="normal"><tspan font-size="405px">Lento (</tspan></tspan>
   <tspan font-family="Leipzig" font-size="720px">\ueca5</tspan>
   <tspan font-size="405px"> = 50)</tspan></text></g>
</g></g></svg></svg>"""


def test_shapes_come_to_lie_where_all_that_is_around_them_puts_them() -> None:
    page = read_page(PICTURE, SIGNS)
    assert (page.width, page.height) == (21000, 29700)
    head = next(shape for shape in page.shapes if shape.note)
    assert head.matrix == Matrix(a=0.72, d=0.72, x0=700, y0=500)
    assert head.outline.segments[1] == ("line", (300, -100))
    assert head.is_filled
    stem = next(shape for shape in page.shapes if shape.line_width == 18)
    assert not stem.is_filled
    assert stem.matrix.point(7, 1) == (507, 101)


def test_only_heads_of_named_notes_are_marked() -> None:
    page = read_page(PICTURE, SIGNS)
    assert [shape.note for shape in page.shapes if shape.note] == ["t480-960-1"]
    (head,) = page.heads
    assert (head.name, head.system, head.y) == ("t480-960-1", 0, 500)
    assert head.x == pytest.approx(700 + 0.72 * 150)


def test_a_system_is_as_large_as_its_staves() -> None:
    assert read_page(PICTURE, SIGNS).systems == (System(500, 110, 1500, 830),)


def test_a_rotation_is_about_its_centre() -> None:
    turned = read_page(PICTURE, SIGNS).shapes[-1].matrix
    assert turned.point(10, 20) == pytest.approx((510, 120))
    assert turned.point(11, 20) == pytest.approx((510, 119))


def test_text_keeps_its_faces_and_the_signs_within() -> None:
    (line,) = read_page(PICTURE, SIGNS).lines
    assert (line.x, line.y, line.anchor) == (530, 140, "middle")
    words, sign, number = line.runs
    assert (words.text, words.size, words.is_bold) == ("Lento (", 405, False)
    assert sign.outline is SIGNS["\ueca5"].outline
    assert sign.advance == pytest.approx(0.72 * 300)
    assert (number.text, number.is_bold) == (" = 50)", True)


def test_what_is_hidden_is_left_out() -> None:
    shapes = read_page(PICTURE, SIGNS).shapes
    assert len(shapes) == 7  # two lines, two heads, accidental, stem, arpeggio


def test_an_unknown_transform_is_refused() -> None:
    with pytest.raises(PictureError, match="skewX"):
        read_page(PICTURE.replace("rotate(-90 10,20)", "skewX(3)"), SIGNS)
