"""How well a model predicts the validation pieces, by what it is told of their plans."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.expressive.attributes import Rows
from chopin_studio.engine.expressive.encoder import read
from chopin_studio.engine.expressive.layout import LAYOUTS
from chopin_studio.engine.expressive.network import ExpressiveNetwork
from chopin_studio.engine.expressive.openings import onset_ticks
from chopin_studio.engine.planning.planner import Planner, loaded_planner
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.music.midi_io import read_midi
from chopin_studio.training.classic.corpus import chopin_pieces
from chopin_studio.training.corpora.pieces import is_validation_file
from chopin_studio.training.expressive.dataset import told_rows
from chopin_studio.training.expressive.engine_loss import cross_entropies
from chopin_studio.training.expressive.evaluation.estimates import Tally, estimate
from chopin_studio.training.expressive.evaluation.generate import in_processes
from chopin_studio.training.expressive.evaluation.plans.figures import Figure
from chopin_studio.training.expressive.evaluation.plans.plan_cost import FormCode, chord_nats
from chopin_studio.training.expressive.planned_rows import PlannedRows, plan_of, plan_rows
from chopin_studio.training.expressive.told import VALIDATIONS, Told


@dataclass(frozen=True, slots=True)
class ToldPiece:
    """A validation piece as rows, and the nats that it takes to tell its form and its chords."""

    planned: PlannedRows
    form_nats: float
    chord_nats: float


def told_pieces(corpus: Path, most: int) -> list[ToldPiece]:
    """Read the validation pieces of a corpus, `most` at most."""
    paths = [one.path for one in chopin_pieces(corpus) if is_validation_file(one.path.stem)]
    if not paths:
        return []
    planner = loaded_planner(WarmStarts())
    code = FormCode.learned([template.plan.bars for template in planner.forms.templates])
    return [_told_piece(path, planner, code) for path in paths[:most]]


def _told_piece(path: Path, planner: Planner, code: FormCode) -> ToldPiece:
    music = read_midi(path)
    encoding = read(music, "Chopin")
    ticks = onset_ticks(encoding.rows.attributes[:, 0].astype(np.int64))
    plan = plan_of(encoding.rows, encoding.frame, ticks)
    chords = [bar.chords for bar in plan.bars]
    frame = encoding.frame
    return ToldPiece(
        plan_rows(music, "Chopin"),
        code.nats(plan.bars),
        chord_nats(chords, frame.meters, frame.keys, planner),
    )


def prediction_figures(
    bundle: Bundle, pieces: Sequence[ToldPiece], processes: int
) -> Iterator[Figure]:
    """Measure the nats a note by what is told, and what the plans that are told cost."""
    if not pieces:
        return
    has_plans = LAYOUTS[bundle.manifest.format_version].has_plans
    told = {name: told for name, told in VALIDATIONS.items() if has_plans or told == Told()}
    rows = [told_rows(piece.planned, each) for each in told.values() for piece in pieces]
    tallies = list(in_processes(partial(_tally, bundle.folder), rows, processes))
    for number, name in enumerate(told):
        own = tallies[number * len(pieces) : (number + 1) * len(pieces)]
        yield Figure("nats_told", f"{name} told", estimate(own))
    if has_plans:
        yield from _cost_figures(pieces)


def _cost_figures(pieces: Sequence[ToldPiece]) -> Iterator[Figure]:
    costs = {
        "form": [(piece.form_nats, piece) for piece in pieces],
        "chords": [(piece.chord_nats, piece) for piece in pieces],
        "form and chords": [(piece.form_nats + piece.chord_nats, piece) for piece in pieces],
    }
    for case, found in costs.items():
        tallies = [Tally(nats, len(piece.planned.rows)) for nats, piece in found]
        yield Figure("plan_nats", case, estimate(tallies))


def _tally(folder: Path, rows: Rows) -> Tally:
    # As in the studio: several threads would only wait for each other.
    with threadpool_limits(1, user_api="blas"):
        network = ExpressiveNetwork.load(Bundle.open(folder))
        return Tally(float(cross_entropies(network, rows).sum()), len(rows))
