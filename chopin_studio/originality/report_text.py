"""A report in words and as JSON values: the same for the command line, the window and files."""

from chopin_studio.originality.report import LEAST_SHARES, Quotation, Report, Verdict
from chopin_studio.texts import Text, joined, plural, translatable

_INTERVALS = (
    Text(""),
    translatable("a semitone"),
    translatable("a whole tone"),
    translatable("a minor third"),
    translatable("a major third"),
    translatable("a fourth"),
    translatable("a tritone"),
    translatable("a fifth"),
    translatable("a minor sixth"),
    translatable("a major sixth"),
    translatable("a minor seventh"),
    translatable("a major seventh"),
)
_OCTAVES = (
    Text(""),
    translatable("an octave"),
    translatable("two octaves"),
    translatable("three octaves"),
    translatable("four octaves"),
)
_VERDICTS: dict[str, Text] = {
    Verdict.ORIGINAL: translatable("original"),
    Verdict.ECHOES: translatable("echoes"),
    Verdict.QUOTES: translatable("quotes"),
    Verdict.COPIES: translatable("copies"),
}

LIMITS = translatable(
    "This does not find quotations of fewer than about twelve notes of a melody, inner voices "
    "alone, a melody with other steps, or music that is not among the pieces compared. So music "
    "may be less original than this report says. The seed does not count, since you chose it, and "
    "neither do bars that return to it by plan."
)


def report_to_json(report: Report, *, is_take: bool = True) -> dict[str, object]:
    """Return a report as JSON values; bars are pairs of the first and the last.

    The verdict is null where there is too little to compare, and where music that is no take quotes
    hardly anything: that it is original nobody can know.
    """
    is_judged = report.verdict is not None and (is_take or report.verdict is not Verdict.ORIGINAL)
    return {
        "notes": report.notes,
        "quoted_notes": report.quoted_notes,
        "quoted_share": round(report.quoted_share, 4),
        "seed_notes": report.seed_notes,
        "pieces": report.pieces,
        "verdict": str(report.verdict) if is_judged else None,
        "quotes": [
            {
                "title": quotation.title,
                "take_bars": list(quotation.take_bars),
                "piece_bars": list(quotation.piece_bars),
                "notes": quotation.notes,
                "transposition": quotation.transposition,
            }
            for quotation in report.quotations
        ],
    }


def report_page(report: Report, title: str, *, is_take: bool = True) -> Text:
    """Return a report on music called `title` for a text file, with what it was compared with."""
    heading = translatable("Originality of {title}", title=title)
    paragraphs = (
        heading if title else translatable("Originality"),
        report_text(report, is_take=is_take),
        joined((compared_words(report), *meaning_words(report, is_take=is_take))),
        LIMITS,
    )
    return joined((joined(paragraphs, "\n\n"), ""), "\n")


def report_text(report: Report, *, is_take: bool = True) -> Text:
    """Return a report as a line, and one more for each quotation.

    Only a take is judged: of other music it is said what was found.
    """
    summary = found_words(report)
    if is_take and report.verdict is not None:
        name = verdict_name(report.verdict)
        summary = translatable("{verdict}: {found}", verdict=name, found=summary)
    seed = [seed_words(report)] if report.seed_notes else []
    return joined((summary, *seed, *map(_line, report.quotations)), "\n")


def found_words(report: Report) -> Text:
    """Return what was found among how many pieces, as a sentence without its full stop."""
    if not report.notes:
        return translatable("there are no notes to compare")
    if report.verdict is None:
        return plural(
            "{n:,} notes are too few to compare", "{n} note is too little to compare", report.notes
        )
    if not report.quotations:
        return plural(
            "no quotation found among {n:,} pieces",
            "no quotation found in {n} piece",
            report.pieces,
        )
    return translatable(
        "{quoted} of {notes} notes ({percent:.0f}%) are quoted",
        quoted=report.quoted_notes,
        notes=report.notes,
        percent=100 * report.quoted_share,
    )


def compared_words(report: Report) -> Text:
    """Return what music was compared with, as a sentence."""
    return plural(
        "Compared with {n:,} pieces: the music that the models learned from, and all of Chopin's "
        "piano music that is at hand.",
        "Compared with {n} piece.",
        report.pieces,
    )


def meaning_words(report: Report, *, is_take: bool = True) -> tuple[Text, ...]:
    """Return what the verdict means, as a sentence; nothing where there is none."""
    if report.verdict is None or not is_take:
        return ()
    return (
        translatable(
            "“{verdict}” means that {meaning}.",
            verdict=verdict_name(report.verdict),
            meaning=verdict_words(report.verdict),
        ),
    )


def seed_words(report: Report) -> Text:
    """Return how many notes return from the seed, as a sentence without its full stop."""
    return plural(
        "{n:,} notes return from the seed, as planned, and do not count",
        "{n} note returns from the seed, as planned, and does not count",
        report.seed_notes,
    )


def _line(quotation: Quotation) -> Text:
    parts = {
        "bars": bars_words(quotation.take_bars),
        "notes": notes_words(quotation.notes),
        "source": source_words(quotation),
    }
    return Text("{bars:<13} {notes:>11}  {source}", parts)


def source_words(quotation: Quotation) -> Text:
    """Return what is quoted: `Nocturne Op. 9 No. 2, bars 1–4, a fourth higher`."""
    distance = transposition_words(quotation.transposition)
    parts = (quotation.title, bars_words(quotation.piece_bars), distance)
    return joined([part for part in parts if part], ", ")


def quotation_words(quotation: Quotation) -> Text:
    """Return a quotation as a sentence: which bars quote what, and how many notes do."""
    first, last = quotation.take_bars
    source, notes = source_words(quotation), notes_words(quotation.notes)
    if first == last:
        return translatable(
            "Bar {bar} quotes {source}; {notes}", bar=first, source=source, notes=notes
        )
    return translatable(
        "Bars {first}–{last} quote {source}; {notes}",
        first=first,
        last=last,
        source=source,
        notes=notes,
    )


def transposition_words(semitones: int) -> Text:
    """Return how far music is above what it quotes: `a fourth higher`, empty for 0."""
    if semitones == 0:
        return Text("")
    distance = _interval(abs(semitones))
    if semitones > 0:
        return translatable("{distance} higher", distance=distance)
    return translatable("{distance} lower", distance=distance)


def _interval(semitones: int) -> Text:
    octaves, rest = divmod(semitones, len(_INTERVALS))
    if octaves >= len(_OCTAVES):
        return plural("{n} semitones", "{n} semitone", semitones)
    if octaves and rest:
        return translatable(
            "{octaves} and {interval}", octaves=_OCTAVES[octaves], interval=_INTERVALS[rest]
        )
    return _OCTAVES[octaves] or _INTERVALS[rest]


def bars_words(bars: tuple[int, int]) -> Text:
    """Return a first and a last bar in words: `bar 9` or `bars 9–12`."""
    first, last = bars
    if first == last:
        return translatable("bar {bar}", bar=first)
    return translatable("bars {first}–{last}", first=first, last=last)


def notes_words(notes: int) -> Text:
    """Return a number of notes in words."""
    return plural("{n:,} notes", "{n} note", notes)


def quoted_words(quoted_share: float) -> Text:
    """Return how much of music is quoted, never rounded down to nothing: `8% quoted`."""
    if quoted_share <= 0:
        return translatable("no quotation found")
    return translatable("{percent}% quoted", percent=max(round(100 * quoted_share), 1))


def verdict_name(verdict: str) -> str:
    """Return the name of a verdict, translatable where it is one of ours."""
    return _VERDICTS.get(verdict, verdict)


def verdict_words(verdict: Verdict) -> Text:
    """Return what a verdict means: the share of notes that are quoted."""
    least = LEAST_SHARES.get(verdict, 0.0)
    above = min((share for share in LEAST_SHARES.values() if share > least), default=None)
    if above is None:
        return translatable("at least {least:.0f}% of the notes are quoted", least=100 * least)
    if not least:
        return translatable("less than {most:.0f}% of the notes are quoted", most=100 * above)
    return translatable(
        "{least:.0f} to {most:.0f}% of the notes are quoted", least=100 * least, most=100 * above
    )
