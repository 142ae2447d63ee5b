"""The card of an expressive bundle: what it was trained on and how, its limits, its credits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chopin_studio.engine.expressive.attributes import ATTRIBUTES
from chopin_studio.engine.manifest import Manifest
from chopin_studio.training.common.bundle_files import CREDIT, SCORES_CREDIT
from chopin_studio.training.expressive.checkpoint import ExpressiveFigures
from chopin_studio.training.expressive.corpus import GROUPS, EncodedPiece

_CURVE_ROWS = 10
_CAROLS = "Christmas"
"""The folder of the corpus that belongs to no composer."""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What the card states: the pieces, the learning curve, and how well the weights predict.

    `validation_losses` are of the weights as they are stored and as the studio runs them, in nats
    a note, by attribute, for each of VALIDATIONS by its name.
    """

    training: Sequence[EncodedPiece]
    validation: Sequence[EncodedPiece]
    curve: Sequence[ExpressiveFigures]
    validation_losses: Mapping[str, Sequence[float]]


def composers_of(pieces: Sequence[EncodedPiece]) -> str:
    """Count the composers of `pieces` whose names are known, in words."""
    number = len({piece.composer for piece in pieces} - {_CAROLS, None})
    return "1 composer" if number == 1 else f"{number} composers"


def data_of(pieces: Sequence[EncodedPiece]) -> str:
    """Say in words what pieces a model learned from, and whose work they are."""
    played = [piece for piece in pieces if piece.group.endswith("played")]
    scores = [piece for piece in pieces if piece not in played]
    words = (
        f"{_count(played, 'piano piece')} by {composers_of(played)}, sequenced by Bernd Krueger "
        "(www.piano-midi.de), licence CC BY-SA 3.0 Germany"
    )
    if not scores:
        return words
    return (
        f"{words}; and {_count(scores, 'score')}, first editions of Chopin's and piano music "
        "printed in Poland, by The Fryderyk Chopin Institute (chopinscores.org, polishscores.org), "
        "licence CC BY 4.0"
    )


def expressive_card(manifest: Manifest, facts: CardFacts) -> str:
    """Return the card in Markdown, from the measurements of the run."""
    hidden, curve = manifest.hidden_units, facts.curve
    has_scores = any(piece.group.endswith("scores") for piece in facts.training)
    speeds = sorted(row.notes_per_second for row in curve)
    return (
        f"""# {manifest.name}

{manifest.character}

| | |
|---|---|
| id | `{manifest.id}` |
| network | embeddings of the last note, of the notes one bar and two bars before and of the next \
one of the bar to return to, of the place in the bar, the meter, the key, the progress, the \
composer, the form, the chords and the character; LSTM({hidden}) ×3, residual from the second on; \
seven heads, each given the attributes before it |
| parameters | {manifest.parameters:,} |
| sees | all that came before, through the LSTM layers' state |
| validation | {manifest.validation_nats_per_note:.3f} nats a note |
| training | {curve[-1].passes:.1f} passes, {curve[-1].seconds / 3600:.2f} h, median \
{speeds[len(speeds) // 2]:,.0f} notes/s |
| recipe | {manifest.recipe} |
| weights | float16, {manifest.weight_bytes:,} bytes |
| licence | {manifest.licence} |

## Data

{manifest.data}.

| | pieces | notes |
|---|---|---|
{_group_table(facts.training)}

A note is told by seven attributes: the time since the note before, its pitch, length, velocity, \
hand, pedal, and the tempo against the piece's median. Of scores, velocities and tempi are \
unknown, and pedals where they are not marked: they are told as unknown, and nothing is learned of \
them. \
The form of each piece (which bars return), its chords and its character were found in its notes; \
in training, some windows are told nothing of them, some the form alone, some the chords alone.

## Validation

On {len(facts.validation)} whole pieces by Chopin that were kept out of training \
({_notes(facts.validation):,} notes: {", ".join(piece.name for piece in facts.validation)}), with \
the weights as they are stored and run by the studio. Which weights to keep was decided on the \
same pieces.

What is told of each piece's own plan is told at the price of that plan itself, which is not \
counted here.

| attribute | {" | ".join(f"{name} told" for name in facts.validation_losses)} |
|---|{"---|" * len(facts.validation_losses)}
{_attribute_table(facts.validation_losses)}

## Learning curve

Training losses are means since the row before, with dropout; validation is of averaged weights. \
Every row is in `curve.csv`.

| passes | training | validation, nothing told | form and chords told |
|---|---|---|---|
{_curve_table(curve)}

## Limits

- It writes note by note: the plan is given to it, and what it does within a phrase it does not \
foresee.
- Times lie on a grid of 24ths of a beat, velocities in steps of four, and of half-pedalling and \
the soft pedal it knows nothing.
- It holds to one meter, that at the end of what it started from.
- It can quote what it was trained on.

## Credit

{CREDIT} {SCORES_CREDIT if has_scores else ""}
""".rstrip()
        + "\n"
    )


def _count(pieces: Sequence[EncodedPiece], what: str) -> str:
    return f"{len(pieces)} {what}" + ("" if len(pieces) == 1 else "s")


def _notes(pieces: Sequence[EncodedPiece]) -> int:
    return sum(len(piece.rows) for piece in pieces)


def _group_table(pieces: Sequence[EncodedPiece]) -> str:
    groups = {name: [piece for piece in pieces if piece.group == name] for name in GROUPS}
    rows = [f"| {name} | {len(own)} | {_notes(own):,} |" for name, own in groups.items() if own]
    return "\n".join((*rows, f"| all | {len(pieces)} | {_notes(pieces):,} |"))


def _attribute_table(losses: Mapping[str, Sequence[float]]) -> str:
    columns = zip(ATTRIBUTES, *losses.values(), strict=True)
    rows = [(name.replace("_", " "), nats) for name, *nats in columns]
    rows.append(("sum", [sum(each) for each in losses.values()]))
    return "\n".join(f"| {name} | {' | '.join(f'{n:.3f}' for n in nats)} |" for name, nats in rows)


def _curve_table(curve: Sequence[ExpressiveFigures]) -> str:
    """Return about ten rows of the curve, including the first and the last."""
    step = max(1, len(curve) // _CURVE_ROWS)
    rows = list(curve[::step])
    if rows[-1] is not curve[-1]:
        rows.append(curve[-1])
    return "\n".join(
        f"| {row.passes:.2f} | {row.training:.3f} | {row.validation_sum:.3f} | {row.told_sum:.3f} |"
        for row in rows
    )
