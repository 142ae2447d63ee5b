"""`study report`: what came of a listening study, in words, tables and figures."""

import argparse
from pathlib import Path

from chopin_studio.cli.common import Subparsers, add_command, print_json, say
from chopin_studio.settings.definition import choice_of
from chopin_studio.settings.window import AppearanceGroup
from chopin_studio.study.answer_files import kept_answers
from chopin_studio.study.report.analyse import analyse
from chopin_studio.study.report.document import document
from chopin_studio.study.report.markdown import Translate, markdown
from chopin_studio.study.report.published import paper_study
from chopin_studio.study.report.report_json import report_to_json
from chopin_studio.study.study_folder import read_study
from chopin_studio.ui.study.report_files import ReportWriter

_ENGLISH = "en"
_LANGUAGES = tuple(code for code, _ in choice_of(AppearanceGroup, "language").choices if code)


def add_report_command(subparsers: Subparsers) -> None:
    """Add the command to those of `study`."""
    parser = add_command(
        subparsers, "report", "report what listeners answered, and what that can tell", _report
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of the study")
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="FOLDER_OR_FILE",
        help="a file to write (.md .html .pdf .png .csv .json), or a folder for all formats "
        "(default: print the tables)",
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument(
        "--language",
        choices=_LANGUAGES,
        default=_ENGLISH,
        help=f"the language of the report (default: {_ENGLISH})",
    )


def _report(options: argparse.Namespace) -> int:
    study = read_study(options.folder)
    read = kept_answers(options.folder, study)
    for sentence in (*read.problems, *read.notices):
        say(sentence)
    report = analyse(study, read.answers, paper_study())
    translate = _translation(options.language)
    if options.out is not None:
        for path in ReportWriter(options.language, translate).write(report, options.out):
            say(str(path)) if options.json else print(path)
    if options.json:
        print_json(report_to_json(report))
    elif options.out is None:
        print(markdown(document(report), translate, with_figures=False), end="")
    return 0


def _translation(language: str) -> Translate:
    """Return what translates a text; Qt does where the language is another than English."""
    if language == _ENGLISH:
        return str
    from chopin_studio.session.support.translation import install_translation, translated
    from chopin_studio.ui.kit.offscreen import drawing_application

    install_translation(drawing_application(), language)
    return translated
