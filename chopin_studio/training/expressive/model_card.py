"""The card of an expressive bundle: what it was trained on and how, its limits, its credits."""

from collections.abc import Sequence
from dataclasses import dataclass

from chopin_studio.engine.expressive.attributes import ATTRIBUTES
from chopin_studio.engine.manifest import Manifest
from chopin_studio.training.common.bundle_files import CREDIT
from chopin_studio.training.expressive.checkpoint import ExpressiveFigures
from chopin_studio.training.expressive.corpus import EncodedPiece

_CURVE_ROWS = 10
_PROTOTYPE = (0.27, 2.17, 0.53, 1.72, 0.32, 0.13, 0.37)
_PROTOTYPE_SUM = 5.53
"""The measured nats a note of the prototype on the same pieces, by ATTRIBUTES."""

_CAROLS = "Christmas"
"""The folder of the corpus that belongs to no composer."""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What the card states: the pieces, the learning curve, and how well the weights predict.

    `validation_losses` are of the weights as they are stored and as the studio runs them, in nats
    a note, by attribute.
    """

    training: Sequence[EncodedPiece]
    validation: Sequence[EncodedPiece]
    curve: Sequence[ExpressiveFigures]
    validation_losses: tuple[float, ...]


def composers_of(pieces: Sequence[EncodedPiece]) -> str:
    """Count the composers of `pieces`, in words."""
    number = len({piece.composer for piece in pieces} - {_CAROLS})
    return "1 composer" if number == 1 else f"{number} composers"


def expressive_card(manifest: Manifest, facts: CardFacts) -> str:
    """Return the card in Markdown, from the measurements of the run."""
    hidden, curve = manifest.hidden_units, facts.curve
    speeds = sorted(row.notes_per_second for row in curve)
    return f"""# {manifest.name}

{manifest.character}

| | |
|---|---|
| id | `{manifest.id}` |
| network | embeddings of the last note, of the notes one bar and two bars before, of the place \
in the bar, the meter, the key, the progress and the composer; LSTM({hidden}) ×3, \
residual from the second on; seven heads, each given the attributes before it |
| parameters | {manifest.parameters:,} |
| sees | all that came before, through the LSTM layers' state |
| validation | {manifest.validation_nats_per_note:.3f} nats a note |
| training | {curve[-1].passes:.1f} passes, {curve[-1].seconds / 3600:.2f} h, median \
{speeds[len(speeds) // 2]:,.0f} notes/s |
| recipe | {manifest.recipe} |
| weights | float16, {manifest.weight_bytes:,} bytes |
| licence | {manifest.licence} |

## Data

{manifest.data}: {len(facts.training)} pieces, {_notes(facts.training):,} notes, of which \
{_notes([p for p in facts.training if p.composer == "Chopin"]):,} are Chopin's. A note is told by \
seven attributes: the time since the note before, its pitch, length, velocity, hand, pedal, and \
the tempo against the piece's median.

## Validation

On {len(facts.validation)} whole pieces by Chopin that were kept out of training \
({_notes(facts.validation):,} notes: {", ".join(piece.name for piece in facts.validation)}), with \
the weights as they are stored and run by the studio. Which weights to keep was decided on the \
same pieces.

| attribute | nats a note | prototype |
|---|---|---|
{_attribute_table(facts.validation_losses)}

The prototype is this family's first network, of 512 hidden units and without looking back, after \
14 passes in another framework. It took a duration of half a 24th more for the longer or the \
shorter one by turns.

## Learning curve

Training losses are means since the row before, with dropout; validation is of averaged weights. \
Every row is in `curve.csv`.

| passes | training | validation |
|---|---|---|
{_curve_table(curve)}

## Limits

- It writes note by note and plans nothing: phrases may lead nowhere, and an ending is only as \
good as what it learned of how far a piece has come.
- Times lie on a grid of 24ths of a beat, velocities in steps of four, and of half-pedalling and \
the soft pedal it knows nothing.
- It holds to one meter and one key signature, those at the end of what it started from.
- It can quote what it was trained on.

## Credit

{CREDIT}
"""


def _notes(pieces: Sequence[EncodedPiece]) -> int:
    return sum(len(piece.rows) for piece in pieces)


def _attribute_table(losses: Sequence[float]) -> str:
    table = zip(ATTRIBUTES, losses, _PROTOTYPE, strict=True)
    rows = [(name.replace("_", " "), nats, before) for name, nats, before in table]
    rows.append(("sum", sum(losses), _PROTOTYPE_SUM))
    return "\n".join(f"| {name} | {nats:.3f} | {before:.2f} |" for name, nats, before in rows)


def _curve_table(curve: Sequence[ExpressiveFigures]) -> str:
    """Return about ten rows of the curve, including the first and the last."""
    step = max(1, len(curve) // _CURVE_ROWS)
    rows = list(curve[::step])
    if rows[-1] is not curve[-1]:
        rows.append(curve[-1])
    return "\n".join(
        f"| {row.passes:.2f} | {row.training:.3f} | {row.validation_sum:.3f} |" for row in rows
    )
