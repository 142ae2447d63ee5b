"""Learn the forms of a corpus: `python -m chopin_studio.training.planning.learn_forms CORPUS OUT`.

What is kept of a piece is which of its bars return, from where and how nearly, and none of its
notes. The validation pieces are left out.
"""

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from chopin_studio.engine.planning.form_files import MOST_BYTES, form_model_json
from chopin_studio.engine.planning.form_template import FormTemplate, cut_sections
from chopin_studio.errors import StudioError
from chopin_studio.files import write_text
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.meter import MeterChange
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.plan.found_sections import sections_of
from chopin_studio.music.plan.plan import Plan
from chopin_studio.music.plan.source_bars import source_bars_of
from chopin_studio.training.classic.corpus import CorpusError, chopin_pieces
from chopin_studio.training.expressive.corpus import VALIDATION_PIECES

LEAST_BARS = 16
"""Shorter pieces tell little of form."""

MOST_BARS = 192
"""Of longer pieces the beginning is enough for any plan, and the file stays small."""

CREDIT = (
    "Found in music that was sequenced by Bernd Krueger, www.piano-midi.de, and is licensed "
    "CC BY-SA 3.0 Germany; these forms, made from it, carry the same licence."
)
_REPORT_EVERY = 25


def form_template(
    template_id: str, title: str, composer: str, music: Excerpt
) -> FormTemplate | None:
    """Return the form of a piece, None where it has too few bars to tell of one."""
    bars = source_bars_of(music)[:MOST_BARS]
    if len(bars) < LEAST_BARS:
        return None
    form = sections_of(music)
    sections = cut_sections(form.sections, len(bars) - form.first_bar)
    plan = Plan(bars, sections, form.first_bar)
    return FormTemplate(template_id, title, composer, _meter(music, len(bars)), plan)


def learned_forms(corpus: Path, report: Callable[[str], None]) -> tuple[FormTemplate, ...]:
    """Return the forms of all MIDI files in and under `corpus`; raises CorpusError.

    A file's folder is named for its composer. Titles are those of a `metadata.csv` beside the
    folders, where there is one.
    """
    titles = _titles(corpus)
    paths = sorted(p for p in corpus.rglob("*.mid") if p.stem not in VALIDATION_PIECES)
    if not paths:
        raise CorpusError(f"There are no MIDI files in {corpus}. Name the folder of the corpus.")
    return tuple(_templates(paths, titles, report))


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn the forms of a corpus, and write them as one file; return the exit status."""
    parser = argparse.ArgumentParser(description="Learn the forms of a corpus of MIDI files.")
    parser.add_argument("corpus", type=Path, help="folder of MIDI files, a folder a composer")
    parser.add_argument("out", type=Path, help="the JSON file to write")
    options = parser.parse_args(arguments)
    try:
        templates = learned_forms(options.corpus, lambda line: print(line, file=sys.stderr))
        text = _text(form_model_json(templates, CREDIT))
        if len(text.encode()) > MOST_BYTES:
            raise CorpusError(f"The forms take more than {MOST_BYTES:,} bytes. Use a part of them.")
        write_text(options.out, text)
    except StudioError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(templates)} forms in {options.out}")
    return 0


def _text(model: dict[str, object]) -> str:
    """Return the model as JSON with a piece a line, so that changes to it can be read."""
    lines = []
    for name, value in model.items():
        if isinstance(value, list):
            pieces = ",\n".join(json.dumps(piece, ensure_ascii=False) for piece in value)
            lines.append(f'"{name}": [\n{pieces}\n]')
        else:
            lines.append(f'"{name}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _templates(
    paths: list[Path], titles: dict[str, str], report: Callable[[str], None]
) -> Iterator[FormTemplate]:
    for number, path in enumerate(paths, start=1):
        if number % _REPORT_EVERY == 1:
            report(f"reading {number}/{len(paths)}: {path.name}")
        title = titles.get(path.stem, path.stem)
        template = form_template(path.stem, title, path.parent.name, read_midi(path))
        if template is not None:
            yield template


def _titles(corpus: Path) -> dict[str, str]:
    """Return the titles of pieces by the stems of their files."""
    titles = {}
    table = corpus / "metadata.csv"
    if table.is_file():
        for row in csv.DictReader(table.read_text("utf-8").splitlines()):
            titles[Path(row["midi"]).stem] = row["title"].replace("_", " ").strip()
    known = {piece.path.stem: piece.title for piece in chopin_pieces(corpus)}
    return titles | {stem: title for stem, title in known.items() if title != stem}


def _meter(music: Excerpt, bars: int) -> MeterChange:
    """Return the meter of most of the first bars."""
    counted: Counter[tuple[int, int]] = Counter()
    for bar in music.meters.bars(0, music.end_tick):
        if bar.number > bars:
            break
        counted[bar.meter.numerator, bar.meter.denominator] += 1
    numerator, denominator = counted.most_common(1)[0][0]
    return MeterChange(0, numerator, denominator)


if __name__ == "__main__":
    sys.exit(main())
