"""The model card: what a bundle was trained on and how, its curve, its limits, its credits."""

from collections.abc import Sequence

from chopin_studio.engine.classic.codec import WINDOW
from chopin_studio.engine.manifest import Manifest
from chopin_studio.training.classic.checkpoint import EpochFigures
from chopin_studio.training.classic.float16_cost import StoredQuality
from chopin_studio.training.classic.network import trainable_and_total
from chopin_studio.training.classic.paper_figures import PAPER_LOSSES
from chopin_studio.training.classic.throughput import Throughput
from chopin_studio.training.classic.train import TrainedNetwork
from chopin_studio.training.common.bundle_files import CREDIT

_CURVE_ROWS = 10
_TWO_READINGS = (
    "The loss after every position counts also the first notes of a window, where any network must "
    "guess; at window ends, only those that follow at least three quarters of one. Both are means "
    "while the weights still changed, with the normalisation of the batch. The training loss above "
    "is of the finished weights as they play, after whole windows, which is how the paper reads it."
)


def model_card(
    manifest: Manifest,
    trained: TrainedNetwork,
    quality: StoredQuality,
    speeds: Sequence[Throughput],
) -> str:
    """Return the card of a classic bundle in Markdown, from the measurements of the run.

    `speeds` are measurements of training at this size, empty where there are none.
    """
    tokens = sum(len(piece.chords) for piece in trained.pieces)
    return f"""# {manifest.name}

{manifest.character}

{_facts(manifest, trained, quality)}

## Data

{manifest.data}: {len(trained.pieces)} pieces, {tokens:,} tokens, {manifest.vocabulary_size:,} \
different notes and chords. A token is a note's pitch or a chord's pitches as music21 parses them, \
hands interleaved in order of time. The network reads a token as its id over the vocabulary's \
size; ids rise with pitch.

## Learning curve

The mean training losses of an epoch; every epoch is in `curve.csv`.

| epoch | after every position | at window ends |
|---|---|---|
{_curve_table(trained.curve)}

{_TWO_READINGS if trained.recipe.every_position else ""}
{_speed_section(speeds)}
## Limits

- It knows no rhythm and no dynamics: each note or chord lasts half a beat, at one velocity.
- It was fitted to its {len(trained.pieces)} pieces, with none held out, and can quote them: \
listen for Chopin himself before calling what it makes new.
- It sees {WINDOW} notes back and no further, so it has no plan for a whole piece.

## Credit

{CREDIT} The network is that of V. N. Nguyen, \
*Evaluation of AI-based Music Generation Using an LSTM*.
"""


def _facts(manifest: Manifest, trained: TrainedNetwork, quality: StoredQuality) -> str:
    """Return the table at the card's beginning."""
    trainable, total = trainable_and_total(trained.network)
    paper = PAPER_LOSSES.get(manifest.hidden_units)
    hours = sum(row.seconds for row in trained.curve) / 3600
    by_epoch = sorted(row.tokens_per_second for row in trained.curve)
    paper_line = f" (the paper's smallest at this size: {paper})" if paper else ""
    return f"""| | |
|---|---|
| id | `{manifest.id}` |
| network | LSTM({manifest.hidden_units}) ×3, Dense({manifest.hidden_units // 2}), \
batch normalisation, Dense({manifest.vocabulary_size}, softmax) |
| parameters | {trainable:,} trainable, {total:,} in all |
| sees | the last {WINDOW} notes and chords |
| training loss | {manifest.training_loss:.4f} nats a token{paper_line} |
| training | {manifest.epochs} epochs, {hours:.2f} h, median {by_epoch[len(by_epoch) // 2]:,.0f} \
tokens/s |
| recipe | {manifest.recipe} |
| weights | float16, {manifest.weight_bytes:,} bytes |
| loss as stored and played | {quality.loss_after_windows:.3f} after whole windows of {WINDOW}, \
{quality.loss:.3f} after every position |
| cost of float16 | largest change of a probability {quality.probability_change:.4f}, of the loss \
{quality.loss_change:+.0e} nats |
| licence | {manifest.licence} |"""


def _curve_table(curve: list[EpochFigures]) -> str:
    """Return about ten rows of the curve, including the first and the last."""
    step = max(1, len(curve) // _CURVE_ROWS)
    rows = curve[::step]
    if rows[-1] is not curve[-1]:
        rows.append(curve[-1])
    return "\n".join(
        f"| {row.epoch} | {row.loss:.3f} | {row.window_end_loss:.3f} |" for row in rows
    )


def _speed_section(speeds: Sequence[Throughput]) -> str:
    """Return the speeds of the ways to train, with the reason for the chosen one."""
    if not speeds:
        return ""
    rows = "\n".join(
        f"| {'XLA' if row.way.jit else 'no'} | {row.way.precision} | {row.way.batch} "
        f"| {row.tokens_per_second:,.0f} |"
        for row in speeds
    )
    return f"""
## Speed of training

Measured on the machine that trained it, with little else running. A larger batch is faster, but \
takes fewer steps in an epoch, and it is the steps that lower the loss.

| compiled | precision | batch | tokens/s |
|---|---|---|---|
{rows}
"""
