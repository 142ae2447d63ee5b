"""`generate`, `convert`, `demo`: make music and write it to files."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from chopin_studio.cli.common import Subparsers, add_command, print_json, say, usable_bundles
from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.generator import Opening, Step, generate
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, RandomStart, Start
from chopin_studio.engine.settings import GenerationSettings, SettingsError
from chopin_studio.export import EXPORTERS, export_excerpt, exporter_for
from chopin_studio.files import FileWriteError, make_folder
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import Take, TakeRecord
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import read_midi
from chopin_studio.paths import UserPaths

_DEFAULTS = GenerationSettings()
_DEMO_NOTES = 200


def add_commands(subparsers: Subparsers) -> None:
    """Add the three commands."""
    formats = " ".join(exporter.extension for exporter in EXPORTERS)
    making = add_command(
        subparsers, "generate", "generate takes and write them to files", _generate
    )
    making.add_argument("--model", required=True, metavar="ID", help="see chopin-studio models")
    making.add_argument(
        "--seed",
        default="random",
        metavar="NAME|FILE|random",
        help="a name from chopin-studio seeds, a MIDI file, or random",
    )
    making.add_argument("--notes", type=int, default=_DEFAULTS.notes, help="notes and chords")
    making.add_argument("--takes", type=int, default=_DEFAULTS.takes)
    making.add_argument("--temperature", type=float, default=_DEFAULTS.temperature)
    making.add_argument("--top-p", type=float, default=_DEFAULTS.top_p)
    making.add_argument("--random-state", type=int, default=_DEFAULTS.random_state)
    making.add_argument(
        "--bpm",
        type=float,
        help="quarter notes a minute; left out, the seed's own tempo, or 120 for a classic model",
    )
    making.add_argument("--key", help="for models that follow a key; there are none yet")
    making.add_argument("--json", action="store_true", help="print what was made as JSON")
    making.add_argument(
        "-o",
        "--out",
        type=Path,
        required=True,
        action="append",
        help=f"a file to write ({formats}); may be given again. Several takes are numbered",
    )
    converting = add_command(
        subparsers, "convert", "turn a MIDI file into any export format", _convert
    )
    converting.add_argument("input", type=Path, metavar="IN", help="a MIDI file")
    converting.add_argument("output", type=Path, metavar="OUT", help=f"a file to write ({formats})")
    demo = add_command(
        subparsers, "demo", "do the main job without a display: a take in every format", _demo
    )
    demo.add_argument("-o", "--out", type=Path, default=Path("out"), help="a folder")


def _generate(options: argparse.Namespace) -> int:
    _check_outputs(options.out)
    bundle = usable_bundles().find(options.model)
    if options.key is not None:
        raise SettingsError(
            f"The model {bundle.manifest.id} does not follow a key of your choice. Leave --key "
            "out, and choose a seed in the key that you want."
        )
    settings = GenerationSettings(
        start=_start(options.seed),
        notes=options.notes,
        takes=options.takes,
        temperature=options.temperature,
        top_p=options.top_p,
        random_state=options.random_state,
        bpm=options.bpm,
    )
    written = []
    for number, (opening, excerpt) in enumerate(_takes(bundle, settings), 1):
        paths = [path if settings.takes == 1 else _numbered(path, number) for path in options.out]
        for path in paths:
            export_excerpt(excerpt, path)
        written.append(
            {
                "files": [str(path) for path in paths],
                "title": excerpt.title,
                "random_state": opening.random_state,
                "notes": len(excerpt.notes),
                "duration_sec": round(excerpt.duration_sec, 3),
                "notices": list(opening.notices),
            }
        )
        if not options.json:
            for path in paths:
                print(path)
    if options.json:
        print_json({"model": bundle.manifest.id, "takes": written})
    return 0


def _check_outputs(paths: list[Path]) -> None:
    """Refuse what cannot be written before any work is done for it."""
    for path in paths:
        exporter_for(path)
        if not path.parent.is_dir():
            raise FileWriteError(f"There is no folder {path.parent}. Make it or choose another.")
        if path.is_dir():
            raise FileWriteError(f"{path} is a folder. Give the name of a file in it.")


def _takes(bundle: Bundle, settings: GenerationSettings) -> Iterator[tuple[Opening, Excerpt]]:
    """Generate, with progress on stderr, and yield the finished takes."""
    openings: list[Opening] = []
    steps: list[list[Step]] = []
    for event in generate(bundle, settings):
        if isinstance(event, Opening):
            openings.append(event)
            steps.append([])
            if event.take == 0:
                for notice in event.notices:
                    say(notice)
            continue
        steps[event.take].append(event)
        _show_progress(sum(map(len, steps)), settings.notes * settings.takes)
    for opening in openings:
        yield opening, _finished(opening.excerpt, steps[opening.take])


def _finished(excerpt: Excerpt, steps: Sequence[Step]) -> Excerpt:
    """Put what a model made after what it began from."""
    return excerpt.with_notes_added(
        tuple(note for step in steps for note in step.notes),
        tuple(pedal for step in steps for pedal in step.pedals),
        tuple(step.tempo for step in steps if step.tempo is not None),
    )


def _show_progress(done: int, total: int) -> None:
    """Keep one line up to date where someone is watching."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r{done}/{total} notes and chords", end=end, file=sys.stderr, flush=True)


def _start(seed: str) -> Start:
    """Tell a seed's name from a file's."""
    if seed == "random":
        return RandomStart()
    if seed and (Path(seed).suffix or Path(seed).exists()):
        return ExcerptStart(read_midi(Path(seed)))
    return LibraryStart(seed)


def _numbered(path: Path, number: int) -> Path:
    return path.with_stem(f"{path.stem}-{number}")


def _convert(options: argparse.Namespace) -> int:
    _check_outputs([options.output])
    export_excerpt(read_midi(options.input), options.output)
    print(options.output)
    return 0


def _demo(options: argparse.Namespace) -> int:
    """Generate a take, keep it, and write it in every format, with a picture of the window."""
    bundle = usable_bundles().bundles[-1]
    folder: Path = options.out
    make_folder(folder)
    start = LibraryStart(bundle.seeds[0].name)
    settings = GenerationSettings(start=start, notes=_DEMO_NOTES, random_state=7)
    ((opening, excerpt),) = _takes(bundle, settings)
    manifest = bundle.manifest
    record = TakeRecord(manifest.id, manifest.weights_sha256, settings, notices=opening.notices)
    take = TakeStore(UserPaths.of_this_user().takes).add(excerpt, record)
    for exporter in EXPORTERS:
        path = folder / f"take{exporter.extension}"
        export_excerpt(excerpt, path)
        print(path)
    picture = folder / "window.png"
    _draw_window(take, picture)
    print(picture)
    return 0


def _draw_window(take: Take, path: Path) -> None:
    """Draw the window with a take in it, on no screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from chopin_studio.app import render_screenshot

    render_screenshot(take, path)
