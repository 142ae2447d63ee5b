"""Plot how often each class of each attribute occurs, in an expressive model and in Chopin."""

from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chopin_studio.training.classic.plots import COLOURS, DOTS_PER_INCH, GREY, save_figure
from chopin_studio.training.expressive.evaluation.distances import TRAITS, Shares, Trait
from chopin_studio.training.expressive.evaluation.evaluate import Compared

_WIDTH = 0.4
_MOST_LABELS = 13
_COLUMNS = 2


def draw_shares(compared: Compared, path: Path) -> None:
    """Draw the shares of the classes of every trait, made and real side by side."""
    rows = -(-len(TRAITS) // _COLUMNS)
    figure = Figure(figsize=(11, 2.7 * rows), dpi=DOTS_PER_INCH, layout="constrained")
    axes_of = figure.subplots(rows, _COLUMNS)
    for axes, (name, trait) in zip(axes_of.flat, TRAITS.items(), strict=True):
        _draw_trait(axes, trait, compared.made_shares[name], compared.real_shares[name])
    figure.suptitle(f"{compared.manifest.id} beside Chopin: {compared.excerpts} excerpts of each")
    handles, labels = axes_of.flat[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=len(labels))
    save_figure(figure, path)


def _draw_trait(axes: Axes, trait: Trait, made: Shares, real: Shares) -> None:
    """Draw one trait, from the first class that is ever used to the last."""
    used = np.flatnonzero(made + real)
    classes = np.arange(used[0], used[-1] + 1)
    axes.bar(classes - _WIDTH / 2, 100 * made[classes], _WIDTH, color=COLOURS[0], label="made")
    axes.bar(classes + _WIDTH / 2, 100 * real[classes], _WIDTH, color=GREY, label="Chopin")
    shown = classes[:: -(-len(classes) // _MOST_LABELS)]
    axes.set_xticks(shown, [trait.labels[k] for k in shown])
    axes.set_title(trait.title, fontsize="medium")
    axes.set_xlabel(trait.unit)
    axes.set_ylabel("%")
    axes.grid(axis="y", alpha=0.3)
    axes.set_axisbelow(True)
