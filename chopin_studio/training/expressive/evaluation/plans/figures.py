"""The measures of planned music by name: what each says, and what is aimed at."""

from collections.abc import Mapping
from dataclasses import dataclass

from chopin_studio.training.expressive.evaluation.estimates import UNKNOWN, Estimate


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its title, its unit (`%` for a share of 1), what is aimed at, and what it says."""

    title: str
    unit: str
    about: str
    goal: str = ""
    digits: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured of a model in one case, beside real music where that can be measured.

    `measure` is one of MEASURES; `case` says what was asked for, empty for all cases together.
    """

    measure: str
    case: str
    made: Estimate
    real: Estimate = UNKNOWN


MEASURES: Mapping[str, Measure] = {
    "nats_told": Measure(
        "Nats a note",
        "nats",
        "how surprising each note of Chopin's validation pieces is, by what is told of the "
        "piece's plan; less is better",
        "≤ 4.5 with nothing told, ≤ 3.6 with form and chords",
        2,
    ),
    "plan_nats": Measure(
        "The plan's own cost",
        "nats",
        "what it takes to tell that plan, by note",
        digits=3,
    ),
    "returning": Measure(
        "Bars that return",
        "%",
        "bars whose notes agree with those of a bar three or more before, in any transposition "
        "(F1 of places and pitches at least 0.8)",
        "30–50 %",
    ),
    "recent": Measure(
        "Bars like one of the last three",
        "%",
        "the same with one of the three bars before, untransposed: music that marks time",
        "≤ 15 %",
    ),
    "exact_first": Measure(
        "Exact return, the first",
        "F1",
        "how far the bars of a section that is to return exactly agree with those of its first "
        "statement: 0 is nothing, 1 all notes",
        "≥ 0.9",
        2,
    ),
    "exact_last": Measure(
        "Exact return, the last", "F1", "the same of the last return of each take", "≥ 0.9", 2
    ),
    "varied_first": Measure(
        "Varied return, the first", "F1", "the same where it is to be varied", "0.5–0.8", 2
    ),
    "varied_last": Measure(
        "Varied return, the last", "F1", "the same of the last one of each take", "0.5–0.8", 2
    ),
    "change_nats": Measure(
        "Nats a chord change",
        "nats",
        "how unusual the changes of chord are, by those of pieces by other composers; 3.58 is "
        "chance",
        "≤ 3.0",
        2,
    ),
    "changes": Measure(
        "Changes of chord a beat", "", "how fast the harmony moves, by labels of each beat", "", 2
    ),
    "asked_chords": Measure(
        "Chord tones under a progression asked for",
        "%",
        "notes that belong to the chord that was typed for their beat; a model without plans is "
        "not told the progression",
        "≥ 80 %",
    ),
    "own_chords": Measure(
        "Chord tones under the studio's own harmony",
        "%",
        "the same under the chords that the studio planned",
    ),
    "labelled_chords": Measure(
        "Chord tones by labels",
        "%",
        "the same under the chords that are heard in the music itself",
    ),
    "key_nothing": Measure(
        "Notes in the key asked for, from nothing",
        "%",
        "notes on the scale of one of all 24 keys; beside it Chopin's in his own",
        "≥ 90 %",
    ),
    "key_seed": Measure(
        "Notes in the key asked for, after a seed",
        "%",
        "the same where a seed was transposed to that key",
        "≥ 90 %",
    ),
    "rhythm": Measure(
        "Bars in the rhythm of the one before",
        "%",
        "bars with onsets at the same places as in the bar before",
        "43–53 %",
    ),
    "tempo": Measure(
        "Takes whose median tempo is the one asked for",
        "%",
        "to an eighth of an octave",
        "≥ 95 %",
    ),
    "milliseconds": Measure(
        "Milliseconds a note",
        "ms",
        "time of one processor, from the end of the first bar on",
        "≤ 1.5 with 512 units",
        2,
    ),
    "quoted": Measure(
        "Notes quoted",
        "%",
        "notes that the originality report counts as quoted, of generated ones; of Chopin's "
        "pieces, each compared with all others",
        digits=1,
    ),
    "quoted_new": Measure(
        "Notes quoted, but for returns to the seed",
        "%",
        "the same without bars that are planned to return to bars of the seed, which is a piece "
        "of Chopin's itself",
        digits=1,
    ),
    "quoted_original": Measure(
        "Notes quoted in takes that stay original", "%", "the same takes, guarded", digits=1
    ),
    "density": Measure("Density", "", "onsets a quarter note, in takes of each level", digits=2),
    "register": Measure("Register", "", "the mean MIDI pitch, in takes of each level", digits=1),
    "loudness": Measure("Loudness", "", "the mean velocity, in takes of each level", digits=1),
    "ordered": Measure(
        "Levels in order",
        "%",
        "takes with the same random state whose measured values rise from level to level",
    ),
    "manner_nearer": Measure(
        "Nearer to the composer than in Chopin's manner",
        "%",
        "takes that are nearer to a composer's pieces when his manner is asked for than the same "
        "take in Chopin's is; 50 % is chance",
    ),
    "manner_nearest": Measure(
        "Recognised as the composer's",
        "%",
        "takes whose nearest composer is the one asked for; beside it, of his own pieces",
    ),
}
"""By name, in the order in which they are shown."""
