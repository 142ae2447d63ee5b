"""Write the figures of planned music for a musician to read, and as records."""

from collections.abc import Mapping, Sequence
from math import isnan

from chopin_studio.training.common.tables import Record, markdown_table, rounded
from chopin_studio.training.expressive.evaluation.estimates import UNKNOWN, Estimate
from chopin_studio.training.expressive.evaluation.plans.characters import (
    BOUNDS,
    LEVELS,
    level_words,
)
from chopin_studio.training.expressive.evaluation.plans.figures import MEASURES, Figure, Measure

Figures = Sequence[Figure]

_NONE = "–"

_AT_A_GLANCE = (
    *("nats_told", "plan_nats", "returning", "recent"),
    *("exact_first", "exact_last", "varied_first", "varied_last"),
    *("change_nats", "changes", "asked_chords", "own_chords", "labelled_chords"),
    *("key_nothing", "key_seed", "rhythm", "tempo", "milliseconds"),
    *("quoted", "quoted_new", "quoted_original", "ordered"),
)
_EVERY_CASE = ("nats_told", "plan_nats", "ordered")
"""Those that are shown case by case at a glance; of others, all cases together are."""

_RETURNS = ("exact_first", "exact_last", "varied_first", "varied_last")
_MANNERS = ("manner_nearer", "manner_nearest")


def plan_records(models: Mapping[str, Figures]) -> list[Record]:
    """Return a flat record for each figure of each model, by its id, with 95 % intervals."""
    return [
        {
            "model": model,
            "measure": figure.measure,
            "case": figure.case,
            "unit": MEASURES[figure.measure].unit,
            **_columns("made", figure.made),
            **_columns("real", figure.real),
            "goal": MEASURES[figure.measure].goal,
        }
        for model, figures in models.items()
        for figure in figures
    ]


def _columns(name: str, found: Estimate) -> Record:
    return {
        name: rounded(found.value),
        f"{name}_low": rounded(found.low),
        f"{name}_high": rounded(found.high),
        f"{name}_takes": found.takes,
    }


def targets_table(models: Mapping[str, Figures]) -> str:
    """Return the measures of all models side by side, with Chopin's and what is aimed at."""
    rows = []
    for name in _AT_A_GLANCE:
        measure = MEASURES[name]
        for case in _cases(models, name):
            found = [_find(figures, name, case) for figures in models.values()]
            real = next((each.real for each in found if each and each.real.takes), UNKNOWN)
            made = [in_words(each.made, measure) if each else _NONE for each in found]
            title = f"{measure.title}: {case}" if case else measure.title
            rows.append([title, *made, in_words(real, measure), measure.goal or _NONE])
    return markdown_table(["measure", *(f"`{name}`" for name in models), "Chopin", "goal"], rows)


def plan_explanations(takes: int, returning: Estimate) -> str:
    """Say how the figures were got, and what each measure means, a line each."""
    share = in_words(returning, MEASURES["returning"])
    lines = [f"- **{MEASURES[name].title}**: {MEASURES[name].about}." for name in _AT_A_GLANCE]
    return "\n".join(
        (
            f"{takes} takes for each case, or as many of Chopin's pieces as are long enough. In "
            "brackets are 95 % intervals, by resampling takes: another set of takes would mostly "
            "give a figure within. *Chopin* is the first 64 bars of each of his pieces in the "
            f"corpus; of all bars of his whole pieces, {share} return. Takes have 64 bars where "
            "nothing else is said, every other one after a seed. A model without plans goes its "
            "own way in them. Rhythm is measured in the excerpts described below, key and tempo "
            "in those of the controls.",
            "",
            *lines,
        )
    )


def plan_section(figures: Figures) -> str:
    """Return the tables of one model case by case, each with its heading; empty for no cases."""
    tables = {
        "Returns": _returns_table(figures),
        "A progression asked for": _cases_table(figures, "asked_chords"),
        "Character": _character_table(figures),
        "In the manner of": _manners_table(figures),
    }
    about = {
        "Returns": "How far a section that returns agrees with its first statement (F1: 1 is note "
        "for note), at the first return and at the last.",
        "A progression asked for": "Notes that belong to the chord that was typed for their beat.",
        "Character": "What came where the least, the middle and the most was asked for, and in how "
        "many takes it rose from one to the next.",
        "In the manner of": "By rhythm, range, dynamics and texture: takes nearer to a composer's "
        "pieces than the same take in Chopin's manner is (50 % is chance), and takes whose nearest "
        "composer of all is the one asked for, beside the composer's own pieces.",
    }
    return "".join(
        f"\n\n### {title}\n\n{about[title]}\n\n{table}" for title, table in tables.items() if table
    )


def in_words(found: Estimate, measure: Measure) -> str:
    """Return a figure with its interval, in percent where it is a share."""
    if isnan(found.value):
        return _NONE
    percent = measure.unit == "%"
    values = [
        f"{value * (100 if percent else 1):.{measure.digits}f}"
        for value in (found.value, found.low, found.high)
    ]
    unit = " %" if percent else ""
    if isnan(found.low):
        return f"{values[0]}{unit}"
    return f"{values[0]}{unit} ({values[1]} to {values[2]})"


def _cases(models: Mapping[str, Figures], name: str) -> list[str]:
    """Return the cases of a measure that are shown at a glance, in order."""
    found = dict.fromkeys(
        figure.case for figures in models.values() for figure in figures if figure.measure == name
    )
    return [case for case in found if not case or name in _EVERY_CASE or name == "quoted_new"]


def _find(figures: Figures, name: str, case: str) -> Figure | None:
    return next((each for each in figures if (each.measure, each.case) == (name, case)), None)


def _cell(figures: Figures, name: str, case: str) -> str:
    figure = _find(figures, name, case)
    return in_words(figure.made, MEASURES[name]) if figure else _NONE


def _own_cases(figures: Figures, names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(each.case for each in figures if each.measure in names and each.case))


def _returns_table(figures: Figures) -> str:
    cases = _own_cases(figures, _RETURNS)
    if not cases:
        return ""
    rows = [[case, *(_cell(figures, name, case) for name in _RETURNS)] for case in cases]
    return markdown_table(["form", *(MEASURES[name].title.lower() for name in _RETURNS)], rows)


def _cases_table(figures: Figures, name: str) -> str:
    cases = _own_cases(figures, (name,))
    rows = [[case, _cell(figures, name, case)] for case in cases]
    return markdown_table(["takes", MEASURES[name].title.lower()], rows) if rows else ""


def _character_table(figures: Figures) -> str:
    rows = [
        [
            f"{MEASURES[part].title}: {MEASURES[part].about.partition(',')[0]}",
            *(
                f"{_cell(figures, part, f'level {level}')}; asked for {level_words(part, level)}"
                for level in LEVELS
            ),
            _cell(figures, "ordered", part),
        ]
        for part in BOUNDS
        if _own_cases(figures, (part,))
    ]
    titles = ["", *(f"level {level}" for level in LEVELS), "rises in order"]
    return markdown_table(titles, rows) if rows else ""


def _manners_table(figures: Figures) -> str:
    rows = []
    for case in _own_cases(figures, _MANNERS):
        nearest = _find(figures, "manner_nearest", case)
        real = nearest.real if nearest else UNKNOWN
        rows.append(
            [
                case,
                _cell(figures, "manner_nearer", case),
                _cell(figures, "manner_nearest", case),
                in_words(real, MEASURES["manner_nearest"]),
            ]
        )
    titles = ["composer", "nearer than in Chopin's manner", "recognised", "his own recognised"]
    return markdown_table(titles, rows) if rows else ""
