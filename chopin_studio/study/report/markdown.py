"""Write a report as Markdown (CommonMark with tables)."""

import re
from collections.abc import Callable, Iterator, Sequence

from chopin_studio.study.report.document import (
    Block,
    Bullets,
    Comments,
    Figure,
    Heading,
    Paragraph,
)
from chopin_studio.study.report.tables import Table

Translate = Callable[[str], str]

_MARKUP = re.compile(
    r"[\\`*_{}\[\]<>#|~&$!@^]"  # emphasis, code, links, HTML, entities, cells, formulas, mentions
    r"|:(?=//)|(?<=www)\."  # links without brackets
    r"|^[-+=](?!\d)|(?<=^\d)[.)](?!\d)|(?<=^\d\d)[.)](?!\d)"  # lists, lines below a heading
)


def markdown(blocks: Sequence[Block], translate: Translate = str, with_figures: bool = True) -> str:
    """Return a document as Markdown; figures are links to SVG files of their names beside it."""
    shown = (block for block in blocks if with_figures or not isinstance(block, Figure))
    return "\n\n".join(part for block in shown for part in _parts(block, translate)) + "\n"


def _parts(block: Block, translate: Translate) -> Iterator[str]:
    """Yield what is separated by empty lines."""

    def text(words: str) -> str:
        return escaped(translate(words))

    match block:
        case Heading():
            yield f"{'#' * block.level} {text(block.text)}"
        case Paragraph():
            yield text(block.text)
        case Bullets():
            yield "\n".join(f"- {text(item)}" for item in block.items)
        case Table():
            yield f"**{text(block.caption)}**"
            yield _table([list(map(text, row)) for row in (block.head, *block.rows)])
        case Figure():
            yield f"![{text(block.chart.title)}]({block.chart.name}.svg)"
            yield text(block.caption)
        case Comments():
            yield f"### {text(block.model)}"
            yield from (f"> {text(words)}" for words in block.texts)


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table whose first row is its head; columns of figures are set to the right."""
    head, *others = rows
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *others))


def escaped(words: str) -> str:
    """Return words on one line that Markdown shows as they are."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(words.split()))
