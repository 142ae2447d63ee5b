"""`models`, `seeds`, `doctor`: list what is installed, and check whether it works."""

import argparse
import platform
from collections import defaultdict
from typing import Any

from chopin_studio import __version__
from chopin_studio.cli.common import (
    NO_MODELS,
    Subparsers,
    add_command,
    installed_bundles,
    print_json,
    say,
    usable_bundles,
)
from chopin_studio.engine.manifest import BundleError, Manifest
from chopin_studio.paths import UserPaths, soundfont
from chopin_studio.playback.inputs.midi_input import input_ports
from chopin_studio.playback.outputs.base import OutputError
from chopin_studio.playback.outputs.fluidsynth import open_built_in_piano
from chopin_studio.playback.outputs.midi_port import PortWatcher
from chopin_studio.synth import SynthError, fluidsynth_version, new_synth

_MODEL_KEYS = (
    "id",
    "family",
    "hidden_units",
    "parameters",
    "vocabulary_size",
    "training_loss",
    "validation_nats_per_note",
    "weight_bytes",
)


def add_commands(subparsers: Subparsers) -> None:
    """Add the three commands."""
    for name, summary, action in (
        ("models", "list the models", _models),
        ("seeds", "list the seeds that models can start from", _seeds),
        ("doctor", "check sound, MIDI ports, models and versions", _doctor),
    ):
        parser = add_command(subparsers, name, summary, action)
        parser.add_argument("--json", action="store_true", help="print JSON for scripts")


def _models(options: argparse.Namespace) -> int:
    found = usable_bundles(options)
    manifests = [bundle.manifest for bundle in found.bundles]
    if options.json:
        print_json([{key: getattr(m, key) for key in _MODEL_KEYS} for m in manifests])
    else:
        for manifest in manifests:
            print(_model_line(manifest))
    for problem in found.problems:
        say(problem)
    return 0


def _model_line(manifest: Manifest) -> str:
    quality = "loss unknown"
    if manifest.training_loss is not None:
        quality = f"loss {manifest.training_loss:.3f}"
    elif manifest.validation_nats_per_note is not None:
        quality = f"{manifest.validation_nats_per_note:.2f} nats a note"
    return (
        f"{manifest.id:<16} {manifest.hidden_units} hidden units  "
        f"{manifest.parameters:>12,} parameters  {quality}  "
        f"{manifest.weight_bytes / 1e6:.1f} MB"
    )


def _seeds(options: argparse.Namespace) -> int:
    titles: dict[str, str] = {}
    families: dict[str, set[str]] = defaultdict(set)
    for bundle in usable_bundles(options).bundles:
        try:
            for seed in bundle.seeds:
                titles.setdefault(seed.name, seed.title)
                families[seed.name].add(bundle.manifest.family)
        except BundleError as error:
            say(str(error))
    if options.json:
        print_json(
            [
                {"name": name, "title": title, "bundle_families": sorted(families[name])}
                for name, title in titles.items()
            ]
        )
    else:
        for name, title in titles.items():
            print(f"{name:<26} {title}")
    return 0 if titles else 1


def _doctor(options: argparse.Namespace) -> int:
    findings = examine(options)
    if options.json:
        print_json(findings)
    else:
        print(f"Chopin Studio {__version__}, Python {findings['python']}")
        print(f"Models        {', '.join(findings['bundles']) or 'none'}")
        print(f"FluidSynth    {findings['fluidsynth'] or 'missing'}")
        print(f"Soundfont     {findings['soundfont'] or 'missing'}")
        print(f"Audio driver  {findings['audio_driver'] or 'none'}")
        print(f"Output ports  {', '.join(findings['output_ports']) or 'none'}")
        print(f"Input ports   {', '.join(findings['input_ports']) or 'none'}")
        print(f"Log           {findings['log']}")
        for problem in findings["problems"]:
            print(f"- {problem}")
    return 0 if findings["ok"] else 1


def examine(options: argparse.Namespace) -> dict[str, Any]:
    """Check everything that the studio depends on.

    `ok` is whether music can be generated and rendered: a model, the synthesizer and the soundfont.
    A machine without audio or MIDI ports still generates and exports, so a lack of those is among
    the `problems` but leaves `ok` true.
    """
    found = installed_bundles(options)
    problems = list(found.problems)
    if not found.bundles:
        problems.append(NO_MODELS)
    version, has_piano = _synthesizer(problems)
    driver = _audio_driver(problems) if has_piano else None
    watcher = PortWatcher()
    outputs = watcher.names()
    if watcher.problem:
        problems.append(watcher.problem)
    watcher.close()
    return {
        "ok": bool(found.bundles) and has_piano,
        "python": platform.python_version(),
        "bundles": [bundle.manifest.id for bundle in found.bundles],
        "fluidsynth": version,
        "soundfont": str(soundfont()) if soundfont().is_file() else None,
        "audio_driver": driver,
        "output_ports": list(outputs),
        "input_ports": list(input_ports()),
        "log": str(UserPaths.of_this_user().log),
        "problems": problems,
    }


def _synthesizer(problems: list[str]) -> tuple[str | None, bool]:
    """Return FluidSynth's version, None if missing, and whether the piano can be loaded."""
    version = None
    try:
        version = fluidsynth_version()
        new_synth(soundfont()).delete()
    except SynthError as error:
        problems.append(str(error))
        return version, False
    return version, True


def _audio_driver(problems: list[str]) -> str | None:
    try:
        piano = open_built_in_piano(soundfont())
    except (OutputError, SynthError) as error:
        problems.append(str(error))
        return None
    piano.close()
    return piano.driver_name
