"""Write a report as HTML: a page that needs no other file, or parts of one for the window."""

from collections.abc import Sequence
from html import escape

from chopin_studio.study.report.chart_svg import chart_svg
from chopin_studio.study.report.document import (
    Block,
    Bullets,
    Comments,
    Figure,
    Heading,
    Paragraph,
)
from chopin_studio.study.report.markdown import Translate
from chopin_studio.study.report.tables import Table

_STYLE = """
body { font-family: sans-serif; color: #1a1a1a; background: #ffffff; max-width: 60em;
  margin: 2em auto; padding: 0 1em; line-height: 1.4; }
table { border-collapse: collapse; margin: 0.3em 0 2em; }
.caption { font-weight: bold; margin-bottom: 0; }
td, th { border-bottom: 1px solid #cccccc; padding: 0.25em 0.7em; }
svg { max-width: 100%; height: auto; }
"""


def html_page(blocks: Sequence[Block], translate: Translate = str, language: str = "en") -> str:
    """Return a document as a page with its figures in it; `language` is a code as `en`."""
    title = next((block.text for block in blocks if isinstance(block, Heading)), "")
    body = "\n".join(html_part(block, translate) for block in blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(translate(title))}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def html_part(block: Block, translate: Translate = str) -> str:
    """Return one part of a document as HTML."""

    def text(words: str) -> str:
        return escape(translate(words))

    match block:
        case Heading():
            return f"<h{block.level}>{text(block.text)}</h{block.level}>"
        case Paragraph():
            return f"<p>{text(block.text)}</p>"
        case Bullets():
            return "<ul>" + "".join(f"<li>{text(item)}</li>" for item in block.items) + "</ul>"
        case Table():
            return _table(block, translate)
        case Figure():
            caption = f"<figcaption>{text(block.caption)}</figcaption>"
            return f"<figure>{chart_svg(block.chart, translate)}{caption}</figure>"
        case Comments():
            quoted = "".join(f"<li>{text(words)}</li>" for words in block.texts)
            return f"<h3>{text(block.model)}</h3><ul>{quoted}</ul>"


def _table(table: Table, translate: Translate) -> str:
    def row(tag: str, cells: Sequence[str]) -> str:
        written = [escape(translate(cell)) for cell in cells]
        # By attributes, which Qt reads in place of style sheets.
        figures = (f'<{tag} align="right">{cell}</{tag}>' for cell in written[1:])
        return f'<tr><{tag} align="left">{written[0]}</{tag}>{"".join(figures)}</tr>'

    return (
        f'<p class="caption">{escape(translate(table.caption))}</p>'
        '<table cellspacing="0">'
        f"<thead>{row('th', table.head)}</thead>"
        f"<tbody>{''.join(row('td', cells) for cells in table.rows)}</tbody></table>"
    )
