"""Learn the forms of corpora: `python -m chopin_studio.training.planning.learn_forms CORPORA OUT`.

What is kept of a piece is which of its bars return, from where and how nearly, and none of its
notes. All of Chopin's pieces are taken, in the MIDI file where there is one, else the first
edition; of the MIDI files of other composers those that return about as his do. Validation pieces
are left out.
"""

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from chopin_studio.engine.planning.form_files import MOST_BYTES, form_model_json
from chopin_studio.engine.planning.form_template import FormTemplate, cut_sections
from chopin_studio.engine.planning.return_shares import return_shares
from chopin_studio.errors import StudioError
from chopin_studio.files import write_text
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.humdrum_io.reading import read_kern
from chopin_studio.music.meter import MeterChange
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.plan.found_sections import sections_of
from chopin_studio.music.plan.plan import Plan
from chopin_studio.music.plan.source_bars import source_bars_of
from chopin_studio.music.written_score.repeats import Repeats
from chopin_studio.training.classic.corpus import CorpusError, chopin_pieces
from chopin_studio.training.corpora.pieces import Corpus, Piece, pieces

CHOPIN = "Chopin"

LEAST_BARS = 16
"""Shorter pieces tell little of form."""

MOST_CHOPIN_BARS, MOST_BARS = 192, 128
"""Of longer pieces the beginning is enough for any plan, and the file stays small."""

LEAST_RETURNING, MOST_RETURNING = 0.25, 0.55
"""The share of bars that return in the pieces by others: half of Chopin's are within this."""

_COMPARED_BARS = 72

CREDIT = (
    "Found in music that was sequenced by Bernd Krueger, www.piano-midi.de, licensed CC BY-SA 3.0 "
    "Germany, and in first editions of Chopin's works encoded by The Fryderyk Chopin Institute, "
    "chopinscores.org, licensed CC BY 4.0; these forms, made from both, are licensed CC BY-SA 3.0 "
    "Germany."
)
_GENRES = {"Baracolle": "Barcarolle"}
"""What the table of the first editions misspells."""

_REPORT_EVERY = 25


def form_template(
    template_id: str, title: str, composer: str, music: Excerpt
) -> FormTemplate | None:
    """Return the form of a piece, None where it has too few bars to tell of one."""
    most = MOST_CHOPIN_BARS if composer == CHOPIN else MOST_BARS
    bars = source_bars_of(music)[:most]
    if len(bars) < LEAST_BARS:
        return None
    form = sections_of(music)
    sections = cut_sections(form.sections, len(bars) - form.first_bar)
    plan = Plan(bars, sections, form.first_bar)
    return FormTemplate(template_id, title, composer, _meter(music, len(bars)), plan)


def learned_forms(corpora: Path, report: Callable[[str], None]) -> tuple[FormTemplate, ...]:
    """Return the forms of the pieces in a folder of corpora; raises StudioError.

    Which folders it may hold is told in `training/corpora/pieces.py`.
    """
    chosen = [piece for piece in pieces(corpora) if _is_chosen(piece)]
    if not chosen:
        raise CorpusError(f"There are no pieces in {corpora}. Name the folder of the corpora.")
    titles = _titles(corpora)
    return tuple(filter(_returns_like_chopin, _templates(chosen, titles, report)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn the forms of corpora, and write them as one file; return the exit status."""
    parser = argparse.ArgumentParser(description="Learn the forms of pieces.")
    parser.add_argument("corpora", type=Path, help="folder with the folders of the corpora")
    parser.add_argument("out", type=Path, help="the JSON file to write")
    options = parser.parse_args(arguments)
    try:
        templates = learned_forms(options.corpora, lambda line: print(line, file=sys.stderr))
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


def _is_chosen(piece: Piece) -> bool:
    """Return whether to learn from a piece: each work once, in a corpus that plays its repeats."""
    if not piece.is_for_training:
        return False
    is_first_edition = piece.corpus is Corpus.FIRST_EDITIONS and piece.same_work_as is None
    return piece.corpus is Corpus.PIANO_MIDI or is_first_edition


def _returns_like_chopin(template: FormTemplate) -> bool:
    shares = return_shares(template.plan.bars, end=_COMPARED_BARS)
    is_alike = LEAST_RETURNING <= shares.returning <= MOST_RETURNING
    return is_alike or template.composer == CHOPIN


def _templates(
    chosen: Sequence[Piece], titles: Mapping[str, str], report: Callable[[str], None]
) -> Iterator[FormTemplate]:
    for number, piece in enumerate(chosen, start=1):
        if number % _REPORT_EVERY == 1:
            report(f"reading {number}/{len(chosen)}: {piece.name}")
        title = titles.get(piece.name, piece.work)
        template = form_template(piece.name, title, piece.composer or "", _music(piece))
        if template is not None:
            yield template


def _music(piece: Piece) -> Excerpt:
    """Return the music of a piece with its repeats, as it is played."""
    if piece.corpus is Corpus.PIANO_MIDI:
        return read_midi(piece.path)
    return read_kern(piece.path, Repeats.WRITTEN_OUT).excerpt


def _titles(corpora: Path) -> dict[str, str]:
    """Return the titles of pieces by the names of their files, where tables have them."""
    midi = corpora / Corpus.PIANO_MIDI
    titles = {
        Path(row["midi"]).stem: row["title"].replace("_", " ").strip() for row in _table(midi)
    }
    if midi.is_dir():
        own = {piece.path.stem: piece.title for piece in chopin_pieces(midi)}
        titles |= {stem: title for stem, title in own.items() if title != stem}
    genres = {
        Path(row["file"]).stem: row["genre"].partition(";")[0]
        for row in _table(corpora / Corpus.FIRST_EDITIONS)
    }
    for piece in pieces(corpora):
        genre = genres.get(piece.name, "")
        if genre:
            titles[piece.name] = f"{_GENRES.get(genre, genre)}, {piece.work}"
    return titles


def _table(corpus: Path) -> list[dict[str, str]]:
    """Return the rows of a corpus's table, none where it has no table."""
    path = corpus / "metadata.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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
