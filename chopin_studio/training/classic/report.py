"""Write an evaluation: tables in Markdown, all measurements as CSV, two plots."""

from pathlib import Path

from chopin_studio.files import make_folder, write_text
from chopin_studio.training.classic.evaluate import Estimate, Evaluation, ModelFigures, Scores
from chopin_studio.training.classic.metrics import MEASURES, RUN, Measure
from chopin_studio.training.classic.paper_figures import PAPER_LOSSES
from chopin_studio.training.classic.plots import draw_losses, draw_scores
from chopin_studio.training.common.tables import Record, csv_text, markdown_table

REPORT_FILE = "evaluation.md"
TABLE_FILE = "evaluation.csv"
LOSSES_PLOT = "plots/training-loss.png"
SCORES_PLOT = "plots/scores-by-size.png"

_CORPUS = "corpus"


def write_evaluation(evaluation: Evaluation, folder: Path) -> list[Path]:
    """Write tables and plots into `folder`, replacing earlier ones; return the paths."""
    paths = [folder / name for name in (REPORT_FILE, TABLE_FILE, LOSSES_PLOT, SCORES_PLOT)]
    report, table, losses_plot, scores_plot = paths
    make_folder(losses_plot.parent)
    draw_losses(evaluation.models, losses_plot)
    draw_scores(evaluation, scores_plot)
    write_text(table, as_csv(evaluation))
    write_text(report, as_markdown(evaluation))
    return paths


def records(evaluation: Evaluation) -> list[Record]:
    """Return a flat record for each model and temperature, and one for the corpus, last.

    Each measure has its mean and the ends of its interval, in bits or as a share of 1. What does
    not apply to the corpus is None.
    """
    rows = [
        _identity(model) | {"temperature": temperature} | _score_fields(found)
        for model in evaluation.models
        for temperature, found in model.scores.items()
    ]
    corpus: Record = dict.fromkeys(rows[0])
    return [*rows, corpus | {"model": _CORPUS} | _score_fields(evaluation.corpus)]


def as_csv(evaluation: Evaluation) -> str:
    """Return the records as CSV with a header; what is None is empty."""
    return csv_text(records(evaluation))


def as_markdown(evaluation: Evaluation) -> str:
    """Return the tables, what their columns mean, and the plots, in Markdown."""
    plan = evaluation.plan
    tables = "\n\n".join(
        f"## Scores at temperature {temperature}\n\n{_scores_table(evaluation, temperature)}"
        for temperature in plan.temperatures
    )
    return f"""# Evaluation of the models

Written by `chopin-studio evaluate`, which overwrites this file. Every figure is in \
[{TABLE_FILE}]({TABLE_FILE}).

Each model made {plan.excerpts} excerpts of {plan.notes} notes and chords at each temperature, in \
turn after a library seed (spread evenly over all of them) and from a random start, with the same \
seeds and random states for every model. The seeds themselves are not measured. *{_CORPUS}* is one \
excerpt of the same length from a random place of each of the {evaluation.corpus.excerpts} pieces \
that are long enough, of {evaluation.pieces}.

## Networks

{_networks_table(evaluation)}

{tables}

## What the columns mean

Scores are means over the excerpts, with the bootstrap 95 % interval of the mean in brackets. The \
interval tells how far the mean would move with other excerpts by the same network, not what \
another training of the same size would give. It has no width where all excerpts score alike.

- **Pitch-class entropy**: how evenly the twelve pitch classes are used; 0 for one alone, 3.58 \
bits for all alike.
- **Notes in the key**: the share of notes on the seven pitch classes of the key that the excerpt \
seems to be in (Krumhansl and Schmuckler's estimate, all notes counted as equally long). A minor \
key has those of its signature, so a raised leading note is outside.
- **Repeated within the excerpt**: of all runs of {RUN} notes and chords, the share that occurred \
before in the same excerpt at the same pitches.
- **Quoted from the corpus**: the share of notes and chords inside a run of {RUN} or more that \
stands in one of the {evaluation.pieces} pieces, in any transposition. Common figures and one note \
over and over count like any other run. A run that touches the seed is not counted. For \
*{_CORPUS}*, the piece that an excerpt is from is left out: its figure shows what one piece has \
in common with the others.
- **Training loss**: the mean loss of the note after a whole window, in nats a token, as each \
model's `card.md` says; beside it the smallest that the paper reports for this size.
- **Notes a second**: notes and chords for each second of processor time, on one core of the \
machine that ran the evaluation, with whatever else it was running.

## Plots

![Training loss of each model by epoch, with the paper's smallest losses]({LOSSES_PLOT})

![The four scores by hidden size, with those of the corpus itself]({SCORES_PLOT})
"""


def _networks_table(evaluation: Evaluation) -> str:
    rows = [
        [
            f"`{model.manifest.id}`",
            f"{model.manifest.hidden_units}",
            f"{model.manifest.parameters:,}",
            f"{model.manifest.weight_bytes / 1e6:.1f} MB",
            _loss(model.manifest.training_loss),
            _loss(PAPER_LOSSES.get(model.manifest.hidden_units)),
            f"{model.notes_per_second:.0f}",
        ]
        for model in evaluation.models
    ]
    titles = ["model", "hidden units", "parameters", "weights", "training loss", "the paper's"]
    return markdown_table([*titles, "notes a second"], rows)


def _scores_table(evaluation: Evaluation, temperature: float) -> str:
    titles = [f"{measure.title}, {measure.unit}" for measure in MEASURES.values()]
    rows = [
        [f"`{model.manifest.id}`", *_shown(model.scores[temperature])]
        for model in evaluation.models
    ]
    return markdown_table(["music", *titles], [*rows, [f"*{_CORPUS}*", *_shown(evaluation.corpus)]])


def _shown(found: Scores) -> list[str]:
    return [_with_interval(found.estimates[name], measure) for name, measure in MEASURES.items()]


def _with_interval(estimate: Estimate, measure: Measure) -> str:
    mean, low, high = (
        f"{value * measure.scale:.{measure.digits}f}"
        for value in (estimate.mean, estimate.low, estimate.high)
    )
    return f"{mean} [{low}, {high}]"


def _loss(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _identity(model: ModelFigures) -> Record:
    manifest = model.manifest
    return {
        "model": manifest.id,
        "hidden_units": manifest.hidden_units,
        "parameters": manifest.parameters,
        "weight_bytes": manifest.weight_bytes,
        "training_loss": manifest.training_loss,
        "paper_training_loss": PAPER_LOSSES.get(manifest.hidden_units),
        "notes_per_second": round(model.notes_per_second, 1),
    }


def _score_fields(found: Scores) -> Record:
    fields: Record = {"excerpts": found.excerpts}
    for name in MEASURES:
        estimate = found.estimates[name]
        fields[name] = round(estimate.mean, 4)
        fields[f"{name}_low"] = round(estimate.low, 4)
        fields[f"{name}_high"] = round(estimate.high, 4)
    return fields
