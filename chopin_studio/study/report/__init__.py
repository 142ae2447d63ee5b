"""What came of a listening study: a value that the window shows, and files of it.

`analyse.py` makes a `StudyReport` (`study_report.py`) of a study and its answers. A document
(`document.py`) puts it into words, tables and figures, which `markdown.py` and `html.py` write;
`csv_table.py` and `report_json.py` have all its figures for other programs. Figures are charts
(`chart.py`) that `chart_svg.py` draws.

Writers take a function that translates a text, and show what people wrote as text, never as markup.
"""
