"""Write how the music of expressive models compares with Chopin's: tables, CSV files, plots."""

from collections.abc import Sequence
from math import isnan, nan
from pathlib import Path

from chopin_studio.files import make_folder, write_text
from chopin_studio.training.common.tables import Record, csv_text, markdown_table, rounded
from chopin_studio.training.expressive.evaluation.control_accuracy import Hit
from chopin_studio.training.expressive.evaluation.distances import TRAITS
from chopin_studio.training.expressive.evaluation.estimates import UNKNOWN
from chopin_studio.training.expressive.evaluation.evaluate import (
    QUOTED_RUN,
    Compared,
    ExpressiveEvaluation,
    ModelMusic,
)
from chopin_studio.training.expressive.evaluation.plans.figures import Figure
from chopin_studio.training.expressive.evaluation.plans.report import (
    plan_explanations,
    plan_records,
    plan_section,
    targets_table,
)
from chopin_studio.training.expressive.evaluation.plots import draw_shares
from chopin_studio.training.expressive.evaluation.statistics import STATISTICS, Summary

REPORT_FILE = "evaluation-expressive.md"
TABLE_FILE = "evaluation-expressive.csv"
CLASSES_FILE = "evaluation-expressive-classes.csv"
CONTROLS_FILE = "evaluation-expressive-controls.csv"
PLANS_FILE = "evaluation-expressive-plans.csv"


def write_expressive_evaluation(evaluation: ExpressiveEvaluation, folder: Path) -> list[Path]:
    """Write tables and plots into `folder`, replacing earlier ones; return the paths."""
    texts = {
        REPORT_FILE: as_markdown(evaluation),
        TABLE_FILE: csv_text(records(evaluation)),
        CLASSES_FILE: csv_text(_class_records(evaluation)),
        CONTROLS_FILE: csv_text(control_records(evaluation)),
        PLANS_FILE: csv_text(planned_records(evaluation)),
    }
    plots = [folder / plot_file(model.compared) for model in evaluation.models]
    for model, plot in zip(evaluation.models, plots, strict=True):
        make_folder(plot.parent)
        draw_shares(model.compared, plot)
    for name, text in texts.items():
        write_text(folder / name, text)
    return [*(folder / name for name in texts), *plots]


def plot_file(compared: Compared) -> str:
    """Return the path of the plot of a model's shares, in the report's folder."""
    return f"plots/{compared.manifest.id}-beside-chopin.png"


def records(evaluation: ExpressiveEvaluation) -> list[Record]:
    """Return a flat record for each model and statistic, distance and share of quotations.

    `made` and `real` are means over the excerpts with their standard deviations and their last
    quarter over their first; None where there is nothing to count. Of a distance, `made` is the
    one to Chopin's excerpts, and `real` that between the halves of those.
    """
    return [
        {"model": model.compared.manifest.id, **record}
        for model in evaluation.models
        for record in _records_of(model.compared)
    ]


def control_records(evaluation: ExpressiveEvaluation) -> list[Record]:
    """Return a flat record for each model and each measurement of a control."""
    return [
        {
            "model": model.compared.manifest.id,
            "control": hit.control,
            "shown": hit.shown,
            "unit": hit.unit,
            "asked": rounded(hit.asked),
            "not_asked": rounded(hit.not_asked),
            "excerpts": hit.excerpts,
            "asked_low": rounded(hit.interval.low),
            "asked_high": rounded(hit.interval.high),
        }
        for model in evaluation.models
        for hit in model.hits
    ]


def planned_records(evaluation: ExpressiveEvaluation) -> list[Record]:
    """Return a flat record for each model and each figure of form, harmony and character."""
    return plan_records(_figures(evaluation))


def _figures(evaluation: ExpressiveEvaluation) -> dict[str, Sequence[Figure]]:
    return {model.compared.manifest.id: model.figures for model in evaluation.models}


def as_markdown(evaluation: ExpressiveEvaluation) -> str:
    """Return the tables, what their columns mean, and the plots, in Markdown."""
    plan = evaluation.plan
    models = "\n\n".join(_model_section(model) for model in evaluation.models)
    return f"""# Evaluation of the expressive models

Written by `chopin-studio evaluate`, which overwrites this file. Every figure is in \
[{TABLE_FILE}]({TABLE_FILE}), [{PLANS_FILE}]({PLANS_FILE}), \
[{CONTROLS_FILE}]({CONTROLS_FILE}) and [{CLASSES_FILE}]({CLASSES_FILE}).

## At a glance

{targets_table(_figures(evaluation))}

{plan_explanations(plan.excerpts, evaluation.returning)}

## How the statistics were counted

Each model went on from {evaluation.models[0].compared.excerpts} library seeds, spread evenly over \
those of pieces that are long enough, for {plan.notes} notes, at temperature 1 and top-p 1. Beside \
them stand the {plan.notes} notes that follow the same seeds in Chopin's own pieces. The seeds are \
not measured. A model is told how far it has come as though its take were a whole piece, while \
Chopin's goes on.

{models}

## What is counted

- **±**: the standard deviation from one excerpt to another.
- **Last quarter**: the mean in the last quarter of the excerpts over that in their first. Music \
that falls apart is far from 1 where Chopin's is not.
- **Notes in the key**: on the scale of the key signature in force. A minor key has nine pitch \
classes, those of its harmonic and its melodic scale together.
- **Keys held**: fingers down at a time, whatever the pedal does.
- **Notes that begin together**: one note alone counts as 1.
- **Bars in the rhythm of the one before**: of the whole bars of an excerpt, those with onsets at \
the same places as the bar before; **note for note** with the same pitches and lengths as well.
- **Quoted**: the share of notes inside a run of {QUOTED_RUN} or more that stands in one of \
{evaluation.pieces} pieces of the corpus, in any transposition, whatever the rhythm. Common \
figures and chords that are struck again and again count like any other run. For Chopin's own \
excerpts the piece they are from is left out.
- **Distance**: the total variation distance between the shares of all classes, 0 for equal and \
100 % for disjoint ones. Beside it stands that between one half of Chopin's excerpts and the \
other: so much is due to there being few.
- **Controls**: each was asked for in the number of excerpts given, and as many were made with all \
else alike. *Not asked* is how they fare by the same yardstick: the same key, bars of the same \
length laid over them, and so on. Keys go round all 24, meters, lengths and tempi in turn.
- **Tonic chord**: when the last keys are struck, the lowest one held is the tonic and all are of \
its triad; in minor its third may be the major one. So end {evaluation.endings:.0%} of Chopin's \
pieces in the corpus.
"""


def _model_section(model: ModelMusic) -> str:
    compared = model.compared
    return f"""## `{compared.manifest.id}`

{_statistics_table(compared)}

Quoted are {compared.made_quoted:.1%} of its notes, and {compared.real_quoted:.1%} of Chopin's.

{_distances_table(compared)}

![Shares of the classes of each attribute, made and Chopin's]({plot_file(compared)})

{_controls_table(model.hits)}{plan_section(model.figures)}"""


def _statistics_table(compared: Compared) -> str:
    rows = []
    for name, statistic in STATISTICS.items():
        made, real = compared.made[name], compared.real[name]
        title = f"{statistic.title}, {statistic.unit}" if statistic.unit else statistic.title
        rows.append(
            [
                title,
                _with_deviation(made, statistic.digits),
                _with_deviation(real, statistic.digits),
                _number(made.last_to_first, 2),
                _number(real.last_to_first, 2),
            ]
        )
    titles = ["", "made", "Chopin", "last quarter, made", "last quarter, Chopin"]
    return markdown_table(titles, rows)


def _distances_table(compared: Compared) -> str:
    rows = [
        [trait.title, f"{compared.distances[name]:.1%}", f"{compared.halves[name]:.1%}"]
        for name, trait in TRAITS.items()
    ]
    return markdown_table(["distance of", "made from Chopin", "Chopin's halves"], rows)


def _controls_table(hits: Sequence[Hit]) -> str:
    rows = [
        [
            hit.control,
            hit.shown,
            _in_unit(hit.asked, hit.unit),
            _in_unit(hit.not_asked, hit.unit),
            f"{hit.excerpts}",
        ]
        for hit in hits
    ]
    return markdown_table(["control", "shows as", "asked", "not asked", "excerpts"], rows)


def _records_of(compared: Compared) -> list[Record]:
    rows = [
        _record("statistic", name, compared.made[name], compared.real[name]) for name in STATISTICS
    ]
    rows += [
        _record("distance", name, compared.distances[name], compared.halves[name])
        for name in TRAITS
    ]
    return [*rows, _record("quoted", "quoted", compared.made_quoted, compared.real_quoted)]


def _record(kind: str, name: str, made: Summary | float, real: Summary | float) -> Record:
    record: Record = {"kind": kind, "name": name}
    for column, found in (("made", made), ("real", real)):
        summary = found if isinstance(found, Summary) else Summary(found, nan, nan)
        record[column] = rounded(summary.mean)
        record[f"{column}_deviation"] = rounded(summary.deviation)
        record[f"{column}_last_to_first"] = rounded(summary.last_to_first)
    for column, found in (("made", made), ("real", real)):
        interval = found.interval if isinstance(found, Summary) else UNKNOWN
        record[f"{column}_low"] = rounded(interval.low)
        record[f"{column}_high"] = rounded(interval.high)
    return record


def _class_records(evaluation: ExpressiveEvaluation) -> list[Record]:
    return [
        {
            "model": model.compared.manifest.id,
            "attribute": name,
            "class": label,
            "made": rounded(float(made)),
            "real": rounded(float(real)),
        }
        for model in evaluation.models
        for name, trait in TRAITS.items()
        for label, made, real in zip(
            trait.labels,
            model.compared.made_shares[name],
            model.compared.real_shares[name],
            strict=True,
        )
    ]


def _with_deviation(summary: Summary, digits: int) -> str:
    return f"{_number(summary.mean, digits)} ± {_number(summary.deviation, digits)}"


def _number(value: float, digits: int) -> str:
    return "–" if isnan(value) else f"{value:.{digits}f}"


def _in_unit(value: float, unit: str) -> str:
    if isnan(value):
        return "–"
    return f"{value:.1%}" if unit == "%" else f"{value:.2f} {unit}"
