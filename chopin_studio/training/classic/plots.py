"""Plot an evaluation: how the models learned, and how their music scores."""

import io
from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, NullLocator, StrMethodFormatter
from PIL import Image

from chopin_studio.files import replacing
from chopin_studio.training.classic.evaluate import Evaluation, ModelFigures
from chopin_studio.training.classic.metrics import MEASURES, Measure
from chopin_studio.training.classic.paper_figures import PAPER_LOSSES

# Okabe and Ito, Color Universal Design (2008): distinguishable with any colour vision.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
_MARKERS = ("o", "s", "^", "D", "v", "P")
GREY = "#555555"
_LOSS_TICKS = (0.5, 0.7, 1, 1.5, 2, 3, 4, 6, 8)
DOTS_PER_INCH = 140
_PNG_COLOURS = 64
_SHIFT = 0.012
"""How far the points of each temperature are moved to the right, as a share of the axis."""


def draw_losses(models: Sequence[ModelFigures], path: Path) -> None:
    """Draw both readings of the loss by epoch, and the paper's smallest of each size, dashed."""
    figure = Figure(figsize=(9, 5.5), dpi=DOTS_PER_INCH, layout="constrained")
    axes = figure.add_subplot()
    for number, model in enumerate(models):
        _draw_curve(axes, model, COLOURS[number % len(COLOURS)], _MARKERS[number % len(_MARKERS)])
    axes.set_yscale("log")
    axes.yaxis.set_major_locator(FixedLocator(_LOSS_TICKS))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
    axes.set_title("Training loss by epoch")
    axes.set_xlabel("epoch")
    axes.set_ylabel("mean training loss, nats a token (logarithmic)")
    axes.grid(alpha=0.3)
    axes.legend(
        title="hidden units: loss after whole windows\n(dashed: the paper's; "
        "dotted: after every position)"
    )
    save_figure(figure, path)


def draw_scores(evaluation: Evaluation, path: Path) -> None:
    """Draw each measure by hidden units, one line a temperature, with the corpus as a band."""
    figure = Figure(figsize=(9, 6.8), dpi=DOTS_PER_INCH, layout="constrained")
    axes_of = figure.subplots(2, 2, sharex=True)
    for axes, (name, measure) in zip(axes_of.flat, MEASURES.items(), strict=True):
        _draw_measure(axes, evaluation, name, measure)
    for axes in axes_of[-1]:
        axes.set_xlabel("hidden units")
    plan = evaluation.plan
    figure.suptitle(
        f"Scores by hidden size: mean of {plan.excerpts} excerpts of {plan.notes} notes and "
        "chords, with 95 % intervals"
    )
    handles, labels = axes_of[0, 0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=len(labels))
    save_figure(figure, path)


def _draw_curve(axes: Axes, model: ModelFigures, colour: str, marker: str) -> None:
    """Draw one learning curve, mark where it ended, and the paper's loss where it has this size."""
    epochs = [point.epoch for point in model.curve]
    axes.plot(epochs, [point.loss for point in model.curve], color=colour, linestyle=":")
    axes.plot(epochs, [point.window_end_loss for point in model.curve], color=colour)
    reached = model.manifest.training_loss
    label = f"{model.manifest.hidden_units}"
    if reached is not None:
        axes.plot(epochs[-1], reached, color=colour, marker=marker)
        label += f": {reached:.3f}"
    paper = PAPER_LOSSES.get(model.manifest.hidden_units)
    if paper is not None:
        axes.axhline(paper, color=colour, linestyle="--", linewidth=1)
        label += f" ({paper:.3f})"
    axes.add_line(Line2D([], [], color=colour, marker=marker, label=label))


def _draw_measure(axes: Axes, evaluation: Evaluation, name: str, measure: Measure) -> None:
    corpus = evaluation.corpus.estimates[name]
    axes.axhspan(
        corpus.low * measure.scale, corpus.high * measure.scale, color=GREY, alpha=0.2, linewidth=0
    )
    axes.axhline(corpus.mean * measure.scale, color=GREY, linestyle="--", label="the corpus")
    sizes = [model.manifest.hidden_units for model in evaluation.models]
    for number, temperature in enumerate(evaluation.plan.temperatures):
        found = [model.scores[temperature].estimates[name] for model in evaluation.models]
        # Side by side, so that no interval hides another.
        shift = _SHIFT * (max(sizes) - min(sizes)) * number
        axes.errorbar(
            [size + shift for size in sizes],
            [one.mean * measure.scale for one in found],
            yerr=[
                [(one.mean - one.low) * measure.scale for one in found],
                [(one.high - one.mean) * measure.scale for one in found],
            ],
            color=COLOURS[number % len(COLOURS)],
            marker=_MARKERS[number % len(_MARKERS)],
            capsize=3,
            label=f"models at temperature {temperature}",
        )
    axes.set_title(measure.title)
    axes.set_ylabel(measure.unit)
    axes.set_xticks(sorted(set(sizes)))
    axes.grid(alpha=0.3)


def save_figure(figure: Figure, path: Path) -> None:
    """Write the figure as a PNG of few colours: a quarter of the size, with no visible change."""
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png")
    with Image.open(drawn) as picture, replacing(path) as file:
        picture.convert("RGB").quantize(_PNG_COLOURS).save(file, format="PNG", optimize=True)
