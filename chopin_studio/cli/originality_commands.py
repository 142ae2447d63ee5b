"""`originality`, `index-corpus`, `measure-originality`: what music quotes, and how reliably."""

import argparse
from pathlib import Path

from chopin_studio.cli.common import Subparsers, add_command, print_json, say, usable_bundles
from chopin_studio.cli.music_arguments import MUSIC_FILE, add_tracks, opened_music
from chopin_studio.cli.setting_options import add_number
from chopin_studio.files import make_folder
from chopin_studio.originality.guard import CorpusGuard
from chopin_studio.originality.index import CorpusIndex
from chopin_studio.originality.index_file import load_index, save_index
from chopin_studio.originality.report import report_on
from chopin_studio.originality.report_text import report_text, report_to_json
from chopin_studio.originality.reporter import Reporter
from chopin_studio.paths import originality_index
from chopin_studio.settings.definition import number_of
from chopin_studio.settings.generation import GenerationGroup

_BEGINNING_NOTES = 500
"""So many notes of a piece are compared with the pieces by other composers."""

_RANDOM_STATE = 0
"""Determines which passages are used, which notes are changed, and the random melodies."""


def add_commands(subparsers: Subparsers) -> None:
    """Add the three commands."""
    reporting = add_command(
        subparsers,
        "originality",
        "report what a MIDI file or a score quotes from the corpus",
        _originality,
    )
    reporting.add_argument("file", type=Path, metavar="FILE", help=MUSIC_FILE)
    add_tracks(reporting)
    reporting.add_argument("--json", action="store_true", help="print JSON for scripts")
    indexing = add_command(
        subparsers, "index-corpus", "build the index that originality reports use", _index_corpus
    )
    measuring = add_command(
        subparsers,
        "measure-originality",
        "measure how reliable originality reports are, and write the card of the index",
        _measure,
    )
    for parser in (indexing, measuring):
        parser.add_argument(
            "--corpus",
            type=Path,
            required=True,
            metavar="DIR",
            help="the folder that holds the folders of the corpora",
        )
    indexing.add_argument(
        "--out", type=Path, default=originality_index(), metavar="FILE", help="the index to write"
    )
    indexing.add_argument(
        "--no-music21",
        dest="music21",
        action="store_false",
        help="leave out how music21 reads Chopin's pieces, which takes minutes",
    )
    measuring.add_argument(
        "--pieces",
        type=int,
        default=60,
        metavar="N",
        help="number of pieces, songs and chorales to measure by",
    )
    measuring.add_argument(
        "--index",
        type=Path,
        default=originality_index(),
        metavar="FILE",
        help="the index; its card is written beside it",
    )
    measuring.add_argument(
        "--work",
        type=Path,
        default=Path("runs"),
        metavar="DIR",
        help="the folder in which takes are cached",
    )
    measuring.add_argument(
        "--model", action="append", metavar="ID", help="a model (default: all); may be repeated"
    )
    measuring.add_argument("--excerpts", type=int, default=20, help="number for each model")
    notes = number_of(GenerationGroup, "notes")
    length = "length of an excerpt in notes and chords"
    add_number(measuring, "--notes", notes, default=notes.default, help=length)


def _originality(options: argparse.Namespace) -> int:
    music = opened_music(options.file, tracks=options.tracks)
    report = report_on(music, load_index(originality_index()))
    is_take = music.seed_end_tick > 0
    if options.json:
        print_json(report_to_json(report, is_take=is_take))
        return 0
    print(report_text(report, is_take=is_take))
    return 0


def _index_corpus(options: argparse.Namespace) -> int:
    from chopin_studio.training.originality.build_index import classic_readings, corpus_music

    make_folder(options.out.parent)
    readings = classic_readings(options.corpus, say) if options.music21 else {}
    pieces = corpus_music(options.corpus, say, readings)
    corpora = sorted({str(piece.corpus) for piece in pieces})
    save_index(CorpusIndex.of([each.source for each in pieces], corpora=corpora), options.out)
    print(options.out)
    return 0


def _measure(options: argparse.Namespace) -> int:
    import numpy as np

    from chopin_studio.training.originality.build_index import corpus_music
    from chopin_studio.training.originality.evaluate_guard import held_out_titles, measure_guarding
    from chopin_studio.training.originality.evaluate_report import (
        Measurements,
        measure_recall,
        spread_of_model,
        spread_of_music,
        spread_of_strangers,
        spread_of_walks,
        spread_sample,
    )
    from chopin_studio.training.originality.index_card import write_card
    from chopin_studio.training.originality.outside_music import chorales, folk_songs
    from chopin_studio.training.originality.takes import TakeCache

    found = usable_bundles(options)
    bundles = [found.find(name) for name in options.model or ()] or list(found.bundles)
    reporter = Reporter(options.index)
    index = reporter.index
    cache = TakeCache(options.work, CorpusGuard(reporter))
    music = corpus_music(options.corpus, say)
    sample = spread_sample(music, options.pieces)
    rng = np.random.default_rng(_RANDOM_STATE)
    whole, passages = measure_recall(sample, index, rng, say)
    innocent = (
        spread_of_walks(options.excerpts, options.notes, index, rng),
        spread_of_music("folk songs", folk_songs(options.pieces), index),
        spread_of_music("chorales", chorales(options.pieces), index),
        spread_of_strangers(sample, index, _BEGINNING_NOTES, say),
    )
    models = tuple(
        spread_of_model(bundle, options.excerpts, options.notes, index, cache, say)
        for bundle in bundles
    )
    guarding = measure_guarding(
        bundles,
        music,
        held_out_titles(options.corpus),
        index,
        cache,
        options.excerpts,
        options.notes,
        say,
    )
    measured = Measurements(whole, passages, innocent, models, options.notes)
    print(write_card(options.index, index, measured, guarding))
    return 0
