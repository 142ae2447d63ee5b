"""Write measurements as tables: Markdown for readers, CSV for programs."""

import csv
import io
from collections.abc import Sequence
from math import isnan

Record = dict[str, str | int | float | None]
"""One row of values by column; None where there is none."""


def markdown_table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table whose columns are right-aligned, except for the first."""
    rule = ["---", *["---:"] * (len(titles) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (titles, rule, *rows))


def csv_text(rows: Sequence[Record]) -> str:
    """Return records, at least one, as CSV with a header; what is None is empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def rounded(value: float) -> float | None:
    """Round a figure for a record, None for nan."""
    return None if isnan(value) else round(value, 4)
