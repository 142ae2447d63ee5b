"""`generate`, `convert`, `demo`: generate music and write it to files."""

import argparse
import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from chopin_studio.activity_log import logged_exporters, logged_generation
from chopin_studio.cli.beats_option import add_beats, music_on_beats
from chopin_studio.cli.common import Subparsers, add_command, print_json, say, usable_bundles
from chopin_studio.cli.mistakes import placed_mistakes
from chopin_studio.cli.music_arguments import MUSIC_FILE, add_tracks, parts_as_json, parts_table
from chopin_studio.cli.setting_options import add_choice, add_number, add_text, as_help
from chopin_studio.engine.bundle import Bundle, first_choice
from chopin_studio.engine.controls import without_unsupported
from chopin_studio.engine.events import GenerationEvent, Tried, whole_take
from chopin_studio.engine.family import Family
from chopin_studio.engine.generator import Opening, Step, generate
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, RandomStart, Start
from chopin_studio.engine.settings import UNPLANNED, GenerationSettings
from chopin_studio.export.formats import export_excerpt, exporter_for
from chopin_studio.files import FileWriteError, make_folder, output_file
from chopin_studio.library.distinct_takes import ComparisonResult, TakeProgress, different_takes
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import Take, TakeRecord
from chopin_studio.library.take_credits import credits_of
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.harmony.progression_check import check_progression
from chopin_studio.music.music_files import open_music
from chopin_studio.music.performance.opened_on_beats import BeatsFrom
from chopin_studio.music.plan.named_forms import written_out
from chopin_studio.music.plan.plan import Plan
from chopin_studio.music.written_score.repeats import Repeats
from chopin_studio.originality.guard import CorpusGuard
from chopin_studio.originality.reporter import Reporter
from chopin_studio.paths import UserPaths, originality_index
from chopin_studio.settings.definition import choice_of, number_of, switch_of, text_of
from chopin_studio.settings.generation import GenerationGroup
from chopin_studio.ui.score.image_exporters import ALL_EXPORTERS

_EXPORTERS = logged_exporters(ALL_EXPORTERS)
_AS_PLAYED = (".mid", ".wav", ".flac", ".ogg", ".mp3")
"""The formats in which notes stay where they were played within their beats."""

_DEMO_NOTES = 200
_DEMO_STATE = 7


def add_commands(subparsers: Subparsers) -> None:
    """Add the three commands."""
    formats = " ".join(exporter.extension for exporter in ALL_EXPORTERS)
    making = add_command(
        subparsers, "generate", "generate takes and write them to files", _generate
    )
    making.add_argument("--model", required=True, metavar="ID", help="see `chopin-studio models`")
    making.add_argument(
        "--seed",
        default="random",
        metavar="NAME|FILE|random",
        help="the opening music: a name from `chopin-studio seeds`, a MIDI file or a score, or "
        "random for a random start",
    )
    add_tracks(making, "a seed from a file")
    _add_settings(making)
    _add_settings_of_some(making)
    add_beats(making, "a seed from a file")
    making.add_argument("--json", action="store_true", help="print the result as JSON, for scripts")
    making.add_argument(
        "-o",
        "--out",
        type=Path,
        required=True,
        action="append",
        help=f"a file to write ({formats}); may be repeated. Several takes are numbered",
    )
    converting = add_command(
        subparsers, "convert", "turn a MIDI file or a score into any export format", _convert
    )
    converting.add_argument("input", type=Path, metavar="IN", help=MUSIC_FILE)
    converting.add_argument(
        "output", type=Path, nargs="?", metavar="OUT", help=f"a file to write ({formats})"
    )
    add_tracks(converting)
    converting.add_argument(
        "--list-tracks",
        action="store_true",
        help="list the tracks or parts of IN, with what plays them, and write nothing",
    )
    converting.add_argument(
        "--json", action="store_true", help="print the list as JSON, for scripts"
    )
    converting.add_argument(
        "--repeats",
        type=Repeats,
        choices=list(Repeats),
        default=Repeats.WRITTEN_OUT,
        help="what becomes of the repeats of a score (default: %(default)s)",
    )
    add_beats(converting, "the file")
    demo = add_command(
        subparsers, "demo", "generate a take without a display and write it in every format", _demo
    )
    demo.add_argument("-o", "--out", type=Path, default=Path("out"), help="the folder to write to")


def _add_settings(making: argparse.ArgumentParser) -> None:
    """Add the settings that every model follows."""
    for name in ("notes", "takes", "temperature", "top_p", "random_state"):
        setting = number_of(GenerationGroup, name)
        add_number(making, f"--{name.replace('_', '-')}", setting, default=setting.default)
    making.add_argument(
        "--different",
        action="store_true",
        help=as_help(switch_of(GenerationGroup, "different_takes")),
    )
    original = number_of(GenerationGroup, "original_notes")
    add_number(
        making,
        "--stay-original",
        original,
        default=None,
        default_words=f"{original.default} where the number is left out",
        nargs="?",
        const=original.default,
    )
    add_number(
        making,
        "--bpm",
        number_of(GenerationGroup, "bpm"),
        default=None,
        default_words="the tempo of the seed, or 120 for a model that has none",
    )


def _add_settings_of_some(making: argparse.ArgumentParser) -> None:
    some = making.add_argument_group("settings that only some models follow; the others say so")
    add_text(some, "--key", text_of(GenerationGroup, "key"))
    add_text(some, "--meter", text_of(GenerationGroup, "meter"))
    add_number(
        some,
        "--bars",
        number_of(GenerationGroup, "bars"),
        default=None,
        help="number of bars to generate, with an ending, instead of --notes",
    )
    for flag, name in (
        ("--lowest", "lowest_pitch"),
        ("--highest", "highest_pitch"),
        ("--hand-span", "hand_span"),
    ):
        setting = number_of(GenerationGroup, name)
        add_number(some, flag, setting, default=setting.default)
    _add_plan(making.add_argument_group("the plan, for models that follow one"))


def _add_plan(planning: argparse._ArgumentGroup) -> None:
    """Add what is asked of a take's form, harmony and character."""
    add_text(
        planning,
        "--form",
        text_of(GenerationGroup, "form"),
        default_words="the studio's own; “free” for none",
    )
    add_number(planning, "--phrase", number_of(GenerationGroup, "phrase"), default=8)
    add_choice(planning, "--returns", choice_of(GenerationGroup, "returns"))
    add_text(
        planning,
        "--chords",
        text_of(GenerationGroup, "chords"),
        default_words="the studio's own; “free” for none",
    )
    for name in ("density", "register", "loudness"):
        add_number(planning, f"--{name}", number_of(GenerationGroup, name), default=0)
    add_text(planning, "--composer", text_of(GenerationGroup, "composer"))
    add_choice(planning, "--quality", choice_of(GenerationGroup, "quality"))


def _generate(options: argparse.Namespace) -> int:
    with placed_mistakes(options.form, options.chords):
        return _generate_takes(options)


def _generate_takes(options: argparse.Namespace) -> int:
    _check_outputs(options.out)
    bundle = usable_bundles(options).find(options.model)
    settings = _settings(options)
    written = []
    made_takes = _takes(bundle, settings, _different if options.different else _generated)
    for number, made in enumerate(made_takes, 1):
        paths = [path if settings.takes == 1 else _numbered(path, number) for path in options.out]
        credits = credits_of(_record(bundle, settings, made), made.excerpt.title)
        for path in paths:
            export_excerpt(made.excerpt, path, credits, _EXPORTERS)
        written.append(
            {
                "files": [str(path) for path in paths],
                "title": made.excerpt.title,
                "random_state": made.random_state,
                "notes": len(made.excerpt.notes),
                "duration_sec": round(made.excerpt.duration_sec, 3),
                "notices": list(made.notices),
            }
        )
        if not options.json:
            for path in paths:
                print(path)
    if options.json:
        print_json({"model": bundle.manifest.id, "takes": written})
    return 0


def _settings(options: argparse.Namespace) -> GenerationSettings:
    settings = GenerationSettings(
        start=_start(options.seed, options.beats, options.tracks),
        notes=options.notes,
        takes=options.takes,
        temperature=options.temperature,
        top_p=options.top_p,
        random_state=options.random_state,
        bpm=options.bpm,
        key=options.key,
        meter=options.meter,
        bars=options.bars,
        lowest_pitch=options.lowest,
        highest_pitch=options.highest,
        hand_span=options.hand_span,
        stay_original=options.stay_original,
        form=None if options.form is None else written_out(options.form),
        phrase=options.phrase,
        returns=options.returns,
        chords=options.chords,
        density=options.density,
        register=options.register,
        loudness=options.loudness,
        composer=options.composer,
        quality=options.quality,
    )
    if settings.chords is not None and settings.chords != UNPLANNED:
        check_progression(settings.chords, settings.chosen_key(), settings.chosen_meter())
    return settings


def _check_outputs(paths: list[Path]) -> None:
    """Raise for what cannot be written before any work is done."""
    for path in paths:
        exporter_for(path, ALL_EXPORTERS)
        if not path.parent.is_dir():
            raise FileWriteError(f"There is no folder {path.parent}. Create it or choose another.")
        output_file(path)


@dataclass(frozen=True, slots=True)
class _FinishedTake:
    """A finished take."""

    excerpt: Excerpt
    random_state: int
    notices: tuple[str, ...]
    plan: Plan


_Event = GenerationEvent | TakeProgress | ComparisonResult
_Make = Callable[[Bundle, GenerationSettings], Iterator[_Event]]


def _generated(bundle: Bundle, settings: GenerationSettings) -> Iterator[GenerationEvent]:
    guard = CorpusGuard(Reporter(originality_index()))
    return logged_generation(partial(generate, guard=guard))(bundle, settings)


def _different(bundle: Bundle, settings: GenerationSettings) -> Iterator[_Event]:
    return different_takes(_generated, bundle, settings)


def _takes(
    bundle: Bundle, settings: GenerationSettings, make: _Make = _generated
) -> Iterator[_FinishedTake]:
    """Generate takes, with progress and notices on stderr, and yield them when they are done."""
    openings: list[Opening] = []
    steps: list[list[Step]] = []
    progress = _ProgressLine(settings)
    for event in make(bundle, settings):
        if isinstance(event, TakeProgress):
            progress.show(sum(map(len, steps)) + event.generated)
            continue
        if isinstance(event, Tried):
            others = (len(own) for take, own in enumerate(steps) if take != event.take)
            progress.show(sum(others) + event.notes)
            continue
        if isinstance(event, ComparisonResult):
            notices: tuple[str, ...] = event.sentences
        elif isinstance(event, Opening):
            openings.append(event)
            steps.append([])
            notices = event.notices if event.take == 0 else ()  # all takes have the same seed
        else:
            steps[event.take].append(event)
            notices = event.notices
            progress.show(sum(map(len, steps)))
        for notice in notices:
            progress.interrupt()
            say(notice)
    progress.interrupt()
    for opening, own_steps in zip(openings, steps, strict=True):
        later = (notice for step in own_steps for notice in step.notices)
        excerpt = whole_take([opening, *own_steps])
        notices = (*opening.notices, *later)
        yield _FinishedTake(excerpt, opening.random_state, notices, opening.plan)


class _ProgressLine:
    """Updates one line of progress where stderr is a terminal."""

    def __init__(self, settings: GenerationSettings) -> None:
        # How many notes so many bars will have is not known beforehand.
        total = "" if settings.has_ending else f"/{settings.notes * settings.takes}"
        self._words = f"{total} notes and chords"
        self._is_shown = False

    def show(self, done: int) -> None:
        """Show how many notes there are."""
        if sys.stderr.isatty():
            self._is_shown = True
            print(f"\r{done}{self._words}", end="", file=sys.stderr, flush=True)

    def interrupt(self) -> None:
        """End the line, so that other output can follow."""
        if self._is_shown:
            print(file=sys.stderr, flush=True)
        self._is_shown = False


def _start(seed: str, beats: BeatsFrom, tracks: Collection[int] | None) -> Start:
    """Return the start for `random`, the path of a file or the name of a seed.

    `tracks` are the parts of the file to take, from 0.
    """
    if seed == "random":
        return RandomStart()
    if seed and (Path(seed).suffix or Path(seed).exists()):
        return ExcerptStart(music_on_beats(Path(seed), beats, is_written_out=True, tracks=tracks))
    return LibraryStart(seed)


def _numbered(path: Path, number: int) -> Path:
    return path.with_stem(f"{path.stem}-{number}")


def _convert(options: argparse.Namespace) -> int:
    if options.list_tracks:
        return _list_tracks(options)
    if options.output is None:
        raise FileWriteError("Name a file to write after the one to read, or add --list-tracks.")
    _check_outputs([options.output])
    is_score = options.output.suffix.lower() not in _AS_PLAYED
    music = music_on_beats(options.input, options.beats, is_score, options.repeats, options.tracks)
    export_excerpt(music, options.output, exporters=_EXPORTERS)
    print(options.output)
    return 0


def _list_tracks(options: argparse.Namespace) -> int:
    opened = open_music(options.input, options.tracks)
    if options.json:
        print_json({"tracks": parts_as_json(opened), "notices": list(opened.notices)})
        return 0
    for line in parts_table(opened.parts):
        print(line)
    return 0


def _demo(options: argparse.Namespace) -> int:
    """Generate a take, save it, and write it in every format, with a picture of the window."""
    bundle = first_choice(usable_bundles(options).bundles)
    folder: Path = options.out
    make_folder(folder)
    # The settings of the window at its first launch, as far as the model follows them.
    offered = GenerationGroup()
    names = [seed.name for seed in bundle.seeds]
    seed = offered.seed_name if offered.seed_name in names else names[0]
    settings = without_unsupported(
        bundle,
        GenerationSettings(
            LibraryStart(seed), notes=_DEMO_NOTES, bars=offered.bars, random_state=_DEMO_STATE
        ),
    )
    (made,) = _takes(bundle, settings)
    record = _record(bundle, settings, made)
    take = TakeStore(UserPaths.of_this_user().takes).add(made.excerpt, record)
    for exporter in _EXPORTERS:
        path = folder / f"take{exporter.extension}"
        credits = credits_of(record, made.excerpt.title)
        export_excerpt(made.excerpt, path, credits, ALL_EXPORTERS)
        print(path)
    picture = folder / "window.png"
    _draw_window(take, picture, options.families)
    print(picture)
    return 0


def _record(bundle: Bundle, settings: GenerationSettings, made: _FinishedTake) -> TakeRecord:
    """Return the record of how a take was generated."""
    own = replace(settings, takes=1, random_state=made.random_state)
    manifest = bundle.manifest
    own = own.with_plan(made.plan)
    return TakeRecord(manifest.id, manifest.weights_sha256, own, notices=made.notices)


def _draw_window(take: Take, path: Path, families: Sequence[Family]) -> None:
    """Draw the window with a take in it, off screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from chopin_studio.app import render_screenshot

    render_screenshot(take, path, families=families)
