"""Draw a chart as SVG: bars in groups, above the names of the groups and of the models."""

import re
from collections.abc import Callable, Sequence

from chopin_studio.study.report.chart import Bar, Chart, Group, Panel
from chopin_studio.study.report.svg_drawing import SvgDrawing
from chopin_studio.texts import translatable

Translate = Callable[[str], str]

WIDTH = 840.0
"""Width of every chart, in the drawing's own units; text is 12 units high."""

COLOURS = (
    *("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"),
    *("#7f7f7f", "#b8a800", "#003f63", "#855c00", "#004d38", "#7a3f63"),
)
"""Colours of the models, told apart with any colour vision; the first six are those of M. Okabe and
K. Ito, "Color Universal Design", the last four darker ones of these."""

_PLOT_TOP, _PLOT_HEIGHT, _NAMES_HEIGHT, _LEGEND_ROW = 54.0, 250.0, 62.0, 20.0
_BASE = _PLOT_TOP + _PLOT_HEIGHT
_EDGE, _AXIS_WIDTH, _PANEL_GAP = 8.0, 40.0, 22.0
_LETTER_WIDTH = 7.4
"""About how wide a letter is; the fonts of whoever looks at it are not known."""

_WORD = re.compile(r"[^\s/]*/|[^\s/]+\s*")
"""A word with what follows it: lines may end after a space and after a stroke."""

_MOST_LINES, _LEGEND_COLUMNS = 3, 3
_GRID, _INK = "#d9d9d9", "#333333"


def chart_svg(chart: Chart, translate: Translate = str) -> str:
    """Return a chart as an SVG drawing on white."""
    legend = _legend_entries(chart, translate)
    rows = -(-len(legend) // _LEGEND_COLUMNS)
    legend_top = _BASE + _NAMES_HEIGHT + 8
    title = translate(chart.title)
    drawing = SvgDrawing(WIDTH, legend_top + rows * _LEGEND_ROW, title)
    drawing.text(_EDGE, 20, title, size=15)
    for panel, left, width in _places(chart.panels):
        _draw_panel(drawing, panel, left, width, translate)
    _draw_legend(drawing, legend, legend_top)
    return drawing.svg()


def _places(panels: Sequence[Panel]) -> list[tuple[Panel, float, float]]:
    """Return each panel with its left edge and width, which grows with its number of groups."""
    shares = [len(panel.groups) + 0.4 for panel in panels]
    free = WIDTH - _EDGE - (_AXIS_WIDTH + _PANEL_GAP) * len(panels) + _PANEL_GAP
    found, left = [], 0.0
    for panel, share in zip(panels, shares, strict=True):
        width = free * share / sum(shares)
        found.append((panel, left + _AXIS_WIDTH, width))
        left += _AXIS_WIDTH + width + _PANEL_GAP
    return found


def _draw_panel(
    drawing: SvgDrawing, panel: Panel, left: float, width: float, translate: Translate
) -> None:
    drawing.text(left - _AXIS_WIDTH + _EDGE, _PLOT_TOP - 14, translate(panel.title), size=11)
    for value, label in panel.ticks:
        y = _height(value, panel)
        drawing.line((left, y), (left + width, y), _GRID)
        drawing.text(left - 6, y + 4, translate(label), size=11, anchor="end")
    group_width = width / len(panel.groups)
    for place, group in enumerate(panel.groups):
        start = left + place * group_width
        _draw_group(drawing, group, start, group_width, panel)
        for row, line in enumerate(_wrapped(translate(group.name), group_width)):
            drawing.text(start + group_width / 2, _BASE + 18 + row * 15, line, anchor="middle")
    drawing.line((left, _BASE), (left + width, _BASE), _INK)


def _height(value: float, panel: Panel) -> float:
    """Return the y at which a value of a panel stands."""
    share = (value - panel.base) / (panel.top - panel.base)
    return _BASE - _PLOT_HEIGHT * min(max(share, 0.0), 1.0)


def _draw_group(
    drawing: SvgDrawing, group: Group, start: float, width: float, panel: Panel
) -> None:
    bar_width = width * 0.84 / len(group.bars)
    for place, bar in enumerate(group.bars):
        middle = start + width * 0.08 + (place + 0.5) * bar_width
        _draw_bar(drawing, bar, middle, bar_width, COLOURS[place % len(COLOURS)], panel)


def _draw_bar(
    drawing: SvgDrawing, bar: Bar, middle: float, width: float, colour: str, panel: Panel
) -> None:
    if bar.mean is not None:
        top = _height(bar.mean, panel)
        drawing.rectangle(middle - width * 0.44, top, width * 0.88, _BASE - top, colour)
    if bar.interval is not None:
        low, high = (_height(end, panel) for end in bar.interval)
        cap = min(4.0, width * 0.3)
        drawing.line((middle, low), (middle, high), _INK, 1.3)
        for y in (low, high):
            drawing.line((middle - cap, y), (middle + cap, y), _INK, 1.3)
    if bar.published is not None:
        drawing.diamond(middle, _height(bar.published, panel), min(5.0, width * 0.36))


def _legend_entries(chart: Chart, translate: Translate) -> list[tuple[str, str]]:
    """Return the colour and the name of each model, and of the paper's marks without a colour."""
    entries = [
        (COLOURS[place % len(COLOURS)], translate(label))
        for place, label in enumerate(chart.models)
    ]
    if chart.has_published:
        entries.append(("", translate(translatable("Mean in the paper"))))
    return entries


def _draw_legend(drawing: SvgDrawing, entries: Sequence[tuple[str, str]], top: float) -> None:
    column_width = (WIDTH - 2 * _EDGE) / _LEGEND_COLUMNS
    for place, (colour, name) in enumerate(entries):
        row, column = divmod(place, _LEGEND_COLUMNS)
        x, y = _EDGE + column * column_width, top + row * _LEGEND_ROW
        if colour:
            drawing.rectangle(x, y, 12, 12, colour)
        else:
            drawing.diamond(x + 6, y + 6, 5)
        drawing.text(x + 18, y + 10, _shortened(name, column_width - 26))


def _wrapped(name: str, width: float) -> list[str]:
    """Return a name in lines that fit a width, shortened where they have to be."""
    lines = [""]
    for word in _WORD.findall(name):
        longer = lines[-1] + word
        if lines[-1] and len(longer) * _LETTER_WIDTH > width:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], "".join(lines[_MOST_LINES - 1 :])]
    return [_shortened(line.strip(), width) for line in lines]


def _shortened(text: str, width: float) -> str:
    most = max(3, int(width / _LETTER_WIDTH))
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
