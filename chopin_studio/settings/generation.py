"""What is asked of a model, by the window and the command line alike."""

from dataclasses import dataclass
from typing import Annotated

from chopin_studio.music.note import HIGHEST_PIANO_PITCH, LOWEST_PIANO_PITCH
from chopin_studio.music.pitch import TENTH
from chopin_studio.settings.definition import Choice, FreeText, Number, Switch
from chopin_studio.texts import translatable

MAX_NOTES = 20_000
MAX_RANDOM_STATE = 2**32 - 1

LEAST_RANGE = 24
"""Semitones between the lowest and the highest key: two hands need some room."""

ORIGINAL_NOTES = 10
"""A match with a piece of no more than this is far from what a report calls a quotation."""


@dataclass(frozen=True, slots=True)
class GenerationGroup:
    """The compose panel as it was left.

    Of a bundle and a seed the names are kept even while there are none, so that they are taken
    again when they return. An empty `bundle_id` is the model that its family recommends, an empty
    `key` or `meter` is left to the seed.
    """

    bundle_id: Annotated[
        str,
        FreeText(
            title=translatable("Model"),
            help=translatable("The model that composes"),
            follower="ui.compose",
        ),
    ] = ""
    start: Annotated[
        str,
        Choice(
            title=translatable("Start from"),
            help=translatable("What a take begins with"),
            follower="ui.compose",
            choices=(
                ("library", translatable("A Chopin opening")),
                ("random", translatable("From nothing")),
                ("file", translatable("My own music")),
                ("recording", translatable("Record…")),
            ),
        ),
    ] = "library"
    seed_name: Annotated[
        str,
        FreeText(
            title=translatable("Seed"),
            help=translatable("The opening by Chopin to continue"),
            follower="ui.compose",
        ),
    ] = "nocturne-op27-2"
    length_unit: Annotated[
        str,
        Choice(
            title=translatable("Length unit"),
            help=translatable(
                "Whether a take is so many bars long, with an ending, or so many notes"
            ),
            follower="ui.compose",
            choices=(("bars", translatable("bars, with an end")), ("notes", translatable("notes"))),
        ),
    ] = "bars"
    bars: Annotated[
        int,
        Number(
            title=translatable("Length in bars"),
            help=translatable("Number of bars to generate; the last of them ends the piece"),
            follower="engine",
            unit=translatable("bars"),
            minimum=1,
            maximum=999,
        ),
    ] = 16
    notes: Annotated[
        int,
        Number(
            title=translatable("Length in notes"),
            help=translatable(
                "Number of notes and chords to generate; the music breaks off after them"
            ),
            follower="engine",
            unit=translatable("notes"),
            minimum=1,
            maximum=MAX_NOTES,
            step=10,
        ),
    ] = 200
    takes: Annotated[
        int,
        Number(
            title=translatable("Number of takes"),
            help=translatable("Number of takes to generate at once"),
            follower="engine",
            unit=translatable("takes"),
            minimum=1,
            maximum=16,
        ),
    ] = 1
    different_takes: Annotated[
        bool,
        Switch(
            title=translatable("Different takes"),
            help=translatable(
                "Make the takes differ: one that is too similar to another is generated again"
            ),
            follower="ui.compose",
        ),
    ] = True
    endless: Annotated[
        bool,
        Switch(
            title=translatable("Keep generating until stopped"),
            help=translatable("Generate one take after another until you stop"),
            follower="ui.compose",
        ),
    ] = False
    temperature: Annotated[
        float,
        Number(
            title=translatable("Temperature"),
            help=translatable(
                "How freely notes are chosen, or the temperature: 0 always takes the most likely, "
                "1 is as the model learned, above 1 takes risks"
            ),
            follower="engine",
            minimum=0.0,
            maximum=5.0,
            step=0.05,
            decimals=2,
            usual_maximum=2.0,
        ),
    ] = 1.0
    top_p: Annotated[
        float,
        Number(
            title=translatable("Top-p"),
            help=translatable(
                "Leave out the least likely notes: 0.9 keeps those that make up 90 % of the "
                "probability, 1 leaves it to the model how many"
            ),
            follower="engine",
            minimum=0.01,
            maximum=1.0,
            step=0.05,
            decimals=2,
        ),
    ] = 1.0
    random_state: Annotated[
        int,
        Number(
            title=translatable("Random state"),
            help=translatable(
                "The same number gives the same take again with the same model, seed and settings"
            ),
            follower="engine",
            minimum=0,
            maximum=MAX_RANDOM_STATE,
        ),
    ] = 0
    new_random_state_each_time: Annotated[
        bool,
        Switch(
            title=translatable("Renew"),
            help=translatable("Pick a new random state whenever Generate is pressed"),
            follower="ui.compose",
        ),
    ] = True
    bpm: Annotated[
        float,
        Number(
            title=translatable("Tempo"),
            help=translatable("Tempo of the take, in quarter notes per minute"),
            follower="engine",
            unit=translatable("BPM"),
            minimum=10.0,
            maximum=400.0,
            decimals=2,
        ),
    ] = 120.0
    own_tempo: Annotated[
        bool,
        Switch(
            title=translatable("The seed's own tempo"),
            help=translatable(
                "Keep the tempo of the music that the take begins with; from nothing, that of a "
                "piece by Chopin"
            ),
            follower="ui.compose",
        ),
    ] = True
    key: Annotated[
        str,
        FreeText(
            title=translatable("Key"),
            help=translatable(
                "The key of the take, such as “D-flat major” or “A minor”; a seed is transposed "
                "to its signature, by as few semitones as it takes"
            ),
            follower="engine",
        ),
    ] = ""
    meter: Annotated[
        str,
        FreeText(
            title=translatable("Meter"),
            help=translatable("The meter of the new music, such as 3/4, 6/8 or 11/8"),
            follower="engine",
        ),
    ] = ""
    lowest_pitch: Annotated[
        int,
        Number(
            title=translatable("Lowest key"),
            help=translatable("The lowest key that the model may play; middle C is C4, or 60"),
            follower="engine",
            unit=translatable("MIDI note"),
            minimum=LOWEST_PIANO_PITCH,
            maximum=HIGHEST_PIANO_PITCH - LEAST_RANGE,
        ),
    ] = LOWEST_PIANO_PITCH
    highest_pitch: Annotated[
        int,
        Number(
            title=translatable("Highest key"),
            help=translatable("The highest key that the model may play; middle C is C4, or 60"),
            follower="engine",
            unit=translatable("MIDI note"),
            minimum=LOWEST_PIANO_PITCH + LEAST_RANGE,
            maximum=HIGHEST_PIANO_PITCH,
        ),
    ] = HIGHEST_PIANO_PITCH
    hand_span: Annotated[
        int,
        Number(
            title=translatable("Hand span"),
            help=translatable(
                "How far each hand may stretch: 12 semitones are an octave, 16 a tenth; wider "
                "chords in the seed are kept"
            ),
            follower="engine",
            unit=translatable("semitones"),
            minimum=7,
            maximum=24,
        ),
    ] = TENTH
    stay_original: Annotated[
        bool,
        Switch(
            title=translatable("Stay original"),
            help=translatable(
                "Choose a note again where the take would match a piece by Chopin for "
                "longer; up to ten notes are no quotation yet"
            ),
            follower="engine",
        ),
    ] = False
    original_notes: Annotated[
        int,
        Number(
            title=translatable("Longest match"),
            help=translatable("Match no piece by Chopin for more than this many notes"),
            follower="ui.compose",
            unit=translatable("notes"),
            minimum=8,  # below so many notes no piece can be told from another
            maximum=99,
        ),
    ] = ORIGINAL_NOTES
    form: Annotated[
        str,
        FreeText(
            title=translatable("Form"),
            help=translatable(
                "The sections of the take, by letters: A A′ B A is a theme, its variation, "
                "something else, and the theme again"
            ),
            follower="engine",
        ),
    ] = ""
    phrase: Annotated[
        int,
        Number(
            title=translatable("Phrase length"),
            help=translatable("Number of bars of each section of the form"),
            follower="engine",
            unit=translatable("bars"),
            minimum=1,
            maximum=64,
        ),
    ] = 8
    returns: Annotated[
        str,
        Choice(
            title=translatable("Returns"),
            help=translatable("How near to its first statement a section returns"),
            follower="engine",
            choices=(
                ("exact", translatable("Note for note")),
                ("varied", translatable("Varied")),
                ("loose", translatable("Freely")),
            ),
        ),
    ] = "exact"
    chords: Annotated[
        str,
        FreeText(
            title=translatable("Harmony"),
            help=translatable(
                "The chords of the take, one a bar: C Am Dm G7, or I vi ii V. Divide bars that "
                "have several by | or a comma"
            ),
            follower="engine",
        ),
    ] = ""
    density: Annotated[
        int,
        Number(
            title=translatable("Density"),
            help=translatable("How many notes follow each other: 1 few, 7 many, 0 any number"),
            follower="engine",
            minimum=0,
            maximum=7,
        ),
    ] = 0
    register: Annotated[
        int,
        Number(
            title=translatable("Register"),
            help=translatable("Where on the keyboard the music lies: 1 low, 7 high, 0 anywhere"),
            follower="engine",
            minimum=0,
            maximum=7,
        ),
    ] = 0
    loudness: Annotated[
        int,
        Number(
            title=translatable("Loudness"),
            help=translatable("How loud the music is: 1 soft, 7 loud, 0 however it turns out"),
            follower="engine",
            minimum=0,
            maximum=7,
        ),
    ] = 0
    composer: Annotated[
        str,
        FreeText(
            title=translatable("Manner"),
            help=translatable("The composer in whose manner the take is written"),
            follower="engine",
        ),
    ] = ""
    quality: Annotated[
        str,
        Choice(
            title=translatable("Quality"),
            help=translatable(
                "Careful writes each phrase several times and keeps the best, which takes longer"
            ),
            follower="engine",
            choices=(("quick", translatable("Quick")), ("careful", translatable("Careful"))),
        ),
    ] = "quick"
