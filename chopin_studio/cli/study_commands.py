"""`study`: listening studies: create one, write its page, import answers, report on them."""

import argparse
import secrets
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np

from chopin_studio.activity_log import logged_generation
from chopin_studio.cli.common import Subparsers, add_command, print_json, say, usable_bundles
from chopin_studio.cli.mistakes import ArgumentError
from chopin_studio.cli.setting_options import add_number
from chopin_studio.cli.study_report_command import add_report_command
from chopin_studio.data_fields import one_line, shown
from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.generator import generate
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import TakeError
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import read_midi
from chopin_studio.paths import UserPaths, bundled_models, soundfont
from chopin_studio.settings.definition import number_of
from chopin_studio.settings.generation import MAX_RANDOM_STATE, GenerationGroup
from chopin_studio.study.answer_files import import_answers, kept_answers
from chopin_studio.study.create import (
    DEFAULT_EXCERPTS,
    DEFAULT_NOTES,
    StudyRequest,
    create_study,
)
from chopin_studio.study.definition import FILES, TAKES
from chopin_studio.study.page import write_page
from chopin_studio.study.sources import BundleSource, Length, Source, control_of, music_group
from chopin_studio.study.study_folder import STUDY_FILE, check_is_free, read_study
from chopin_studio.study.study_json import LONGEST_TITLE
from chopin_studio.study.texts import study_languages, study_texts

Pieces = tuple[tuple[str, Excerpt], ...]


def add_commands(subparsers: Subparsers) -> None:
    """Add the command with its own subcommands."""
    words = "create and evaluate listening studies"
    parser = subparsers.add_parser("study", help=words, description=words.capitalize() + ".")
    own = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_new(own)
    page = add_command(own, "page", "write the page for listeners", _page)
    page.add_argument("folder", type=Path, metavar="FOLDER", help="the study's folder")
    page.add_argument(
        "-o",
        "--out",
        type=Path,
        required=True,
        help="the .zip to write, or a folder; neither tells which model is which",
    )
    importing = add_command(own, "import", "check answers and keep them with the study", _import)
    importing.add_argument("folder", type=Path, metavar="FOLDER", help="the study's folder")
    importing.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="files that listeners sent back"
    )
    importing.add_argument("--json", action="store_true", help="print the result as JSON")
    add_report_command(own)


def _add_new(own: Subparsers) -> None:
    new = add_command(own, "new", "create a study: generate, render and number excerpts", _new)
    new.add_argument("folder", type=Path, metavar="FOLDER", help="the folder for the study")
    new.add_argument("--title", help="what listeners read above the page")
    new.add_argument(
        "--language",
        default="en",
        metavar="CODE",
        help=f"the language of page and questions ({', '.join(study_languages())}; default: en)",
    )
    _add_compared(new.add_argument_group("what is compared"))
    new.add_argument(
        "--excerpts",
        type=int,
        default=DEFAULT_EXCERPTS,
        metavar="NUMBER",
        help=f"number of excerpts of each model (default: {DEFAULT_EXCERPTS})",
    )
    length = new.add_mutually_exclusive_group()
    add_number(
        length,
        "--notes",
        number_of(GenerationGroup, "notes"),
        default=DEFAULT_NOTES,
        help="length of each excerpt in notes and chords, after a seed that is not heard",
    )
    add_number(
        length,
        "--bars",
        number_of(GenerationGroup, "bars"),
        default=None,
        help="length of each excerpt in bars instead, for models that follow it",
    )
    temperature = number_of(GenerationGroup, "temperature")
    add_number(new, "--temperature", temperature, default=temperature.default)
    add_number(
        new,
        "--random-state",
        number_of(GenerationGroup, "random_state"),
        default=None,
        default_words="another one each time",
        help="the same number generates the same excerpts again",
    )


def _add_compared(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--models", nargs="+", default=[], metavar="ID", help="models (default: the paper's)"
    )
    group.add_argument(
        "--takes",
        nargs="+",
        action="append",
        default=[],
        metavar=("NAME", "TAKE"),
        help="a name for a group of takes, and the id or title of each; may be repeated",
    )
    group.add_argument(
        "--files",
        nargs="+",
        action="append",
        default=[],
        metavar=("NAME", "FILE"),
        help="a name for a group of MIDI files, and each file; may be repeated",
    )
    group.add_argument(
        "--control",
        nargs="+",
        type=Path,
        default=[],
        metavar="FILE",
        help="MIDI files of real pieces, to slip in among the others",
    )


def _new(options: argparse.Namespace) -> int:
    check_is_free(options.folder)
    texts = study_texts(options.language)
    chosen = options.random_state
    asked = StudyRequest(
        sources=tuple(_sources(options)),
        title=one_line(options.title or "", LONGEST_TITLE) or texts.title,
        texts=texts,
        length=Length(options.notes, options.bars),
        excerpts=options.excerpts,
        temperature=options.temperature,
        random_state=secrets.randbelow(MAX_RANDOM_STATE) if chosen is None else chosen,
    )
    progress = _ProgressLine()
    created = create_study(
        options.folder,
        asked,
        logged_generation(partial(generate, ready=WarmStarts())),
        soundfont(),
        np.random.default_rng(secrets.randbits(128)),
        progress.show,
    )
    progress.end()
    for sentence in created.sentences:
        say(sentence)
    say(f"Write the page for listeners: chopin-studio study page {options.folder} -o page.zip")
    print(options.folder / STUDY_FILE)
    return 0


def _sources(options: argparse.Namespace) -> list[Source]:
    """Return what is to be compared, by default the models of the paper."""
    sources: list[Source] = [
        BundleSource(usable_bundles(options).find(name)) for name in options.models
    ]
    for number, words in enumerate(options.takes, 1):
        sources.append(music_group(number, _label(words[0]), _takes(words[1:]), TAKES))
    for number, words in enumerate(options.files, 1):
        sources.append(music_group(number, _label(words[0]), _files(words[1:]), FILES))
    if not sources:
        shipped = list_bundles([bundled_models()], options.families).bundles
        sources += [BundleSource(each) for each in shipped if each.family.is_of_paper]
    if options.control:
        sources.append(control_of(_files(options.control)))
    return sources


def _label(name: str) -> str:
    """Return the name of a group on one line; ArgumentError where there is none."""
    label = one_line(name, LONGEST_TITLE)
    if not label:
        raise ArgumentError("A group of takes or files needs a name: the first word after it.")
    return label


def _files(paths: Sequence[str | Path]) -> Pieces:
    return tuple((Path(path).name, read_midi(Path(path))) for path in paths)


def _takes(names: Sequence[str]) -> Pieces:
    """Return the takes of these ids or titles, in the library; TakeError for others."""
    store = TakeStore(UserPaths.of_this_user().takes)
    takes = store.takes().takes
    found = []
    for name in names:
        named = [take for take in takes if name in (take.id, take.title)]
        if len(named) != 1:
            raise TakeError(
                f"{len(named) or 'no'} takes are called “{shown(name)}”. Name each by its id, the "
                f"name of its folder in {UserPaths.of_this_user().takes}."
            )
        found.append((named[0].title, store.excerpt(named[0].id)))
    return tuple(found)


def _page(options: argparse.Namespace) -> int:
    if options.out.exists() and options.out.is_file() and options.out.suffix.lower() != ".zip":
        raise ArgumentError(f"{options.out} is no .zip. Name one, or a folder.")
    study = read_study(options.folder)
    size = write_page(options.folder, study, options.out)
    say(f"{size / 1e6:.1f} MB. Listeners unpack it and open index.html; nothing is sent anywhere.")
    print(options.out)
    return 0


def _import(options: argparse.Namespace) -> int:
    study = read_study(options.folder)
    read = import_answers(options.folder, study, options.files)
    for sentence in (*read.problems, *read.notices):
        say(sentence)
    kept = kept_answers(options.folder, study).answers
    finished = sum(answers.finished for answers in kept)
    if options.json:
        imported = [answers.listener_id for answers in read.answers]
        print_json(
            {
                "imported": imported,
                "refused": list(read.problems),
                "listeners": len(kept),
                "finished": finished,
            }
        )
    else:
        print(f"{len(read.answers)} imported; {len(kept)} listeners in all, {finished} finished")
    return 1 if read.problems else 0


class _ProgressLine:
    """Shows on one line of a terminal what is done, and its share."""

    def __init__(self) -> None:
        self._shown = ""

    def show(self, words: str, share: float) -> None:
        """Replace the line where it would read otherwise."""
        line = f"{words} ({share:.0%})"
        if sys.stderr.isatty() and line != self._shown:
            print(f"\r{line:<{len(self._shown)}}", end="", file=sys.stderr, flush=True)
            self._shown = line

    def end(self) -> None:
        """End the line, so that other output can follow."""
        if self._shown:
            print(file=sys.stderr, flush=True)
        self._shown = ""
