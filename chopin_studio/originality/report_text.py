"""A report in words and as JSON values: the same for the command line, the window and files."""

from chopin_studio.originality.report import LEAST_SHARES, Quotation, Report, Verdict

_INTERVALS = (
    *("", "a semitone", "a tone", "a minor third", "a major third", "a fourth", "a tritone"),
    *("a fifth", "a minor sixth", "a major sixth", "a minor seventh", "a major seventh"),
)
_OCTAVES = ("", "an octave", "two octaves", "three octaves", "four octaves")

LIMITS = (
    "What is not found: music by other composers, a quotation of fewer than about twelve notes, an "
    "inner voice, and a melody alone in a new rhythm. So a take may be less original than it "
    "looks here. The seed does not count, since you chose it."
)


def report_to_json(report: Report) -> dict[str, object]:
    """Return a report as JSON values; bars are pairs of the first and the last."""
    return {
        "notes": report.notes,
        "quoted_notes": report.quoted_notes,
        "quoted_share": round(report.quoted_share, 4),
        "verdict": str(report.verdict),
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


def report_page(report: Report, title: str, pieces: int) -> str:
    """Word a report on music called `title` for a file, with what it was compared with."""
    heading = f"Originality of {title}" if title else "Originality"
    meaning = f"“{report.verdict}” means that {verdict_words(report.verdict)}."
    compared = f"Compared with {pieces} pieces by Chopin."
    return "\n\n".join((heading, report_text(report), f"{compared} {meaning}", LIMITS)) + "\n"


def report_text(report: Report) -> str:
    """Word a report in a line, and one more for each quotation."""
    return "\n".join(
        (
            f"{report.verdict}: {report.quoted_notes} of {report.notes} notes "
            f"({report.quoted_share:.0%}) stand in quotations",
            *map(_line, report.quotations),
        )
    )


def _line(quotation: Quotation) -> str:
    bars, notes = bars_words(quotation.take_bars), notes_words(quotation.notes)
    return f"{bars:<13} {notes:>11}  {source_words(quotation)}"


def source_words(quotation: Quotation) -> str:
    """Name what is quoted: `Nocturne Op. 9 No. 2, bars 1–4, a fourth higher`."""
    distance = transposition_words(quotation.transposition)
    return ", ".join(
        part for part in (quotation.title, bars_words(quotation.piece_bars), distance) if part
    )


def quotation_words(quotation: Quotation) -> str:
    """Word a quotation in a sentence: which bars quote what, and how many notes do."""
    first, last = quotation.take_bars
    bars = bars_words(quotation.take_bars)
    verb = "quotes" if first == last else "quote"
    source, notes = source_words(quotation), notes_words(quotation.notes)
    return f"{bars[0].upper()}{bars[1:]} {verb} {source}; {notes}"


def transposition_words(semitones: int) -> str:
    """Word how far music stands from what it quotes: `a fourth higher`, nothing for 0."""
    if semitones == 0:
        return ""
    octaves, rest = divmod(abs(semitones), len(_INTERVALS))
    if octaves >= len(_OCTAVES):
        distance = f"{abs(semitones)} semitones"
    else:
        distance = " and ".join(part for part in (_OCTAVES[octaves], _INTERVALS[rest]) if part)
    return f"{distance} {'higher' if semitones > 0 else 'lower'}"


def bars_words(bars: tuple[int, int]) -> str:
    """Word a first and a last bar: `bar 9` or `bars 9–12`."""
    first, last = bars
    return f"bar {first}" if first == last else f"bars {first}–{last}"


def notes_words(notes: int) -> str:
    """Word a number of notes."""
    return f"{notes:,} note{'' if notes == 1 else 's'}"


def original_words(quoted_share: float) -> str:
    """Word how much of music is its own, never rounded up to all: `92 % original`."""
    percent = min(round(100 * (1 - quoted_share)), 99) if quoted_share > 0 else 100
    return f"{percent} % original"


def verdict_words(verdict: Verdict) -> str:
    """Say what a verdict means, by the share of quoted notes that it stands for."""
    least = LEAST_SHARES.get(verdict, 0.0)
    above = min((share for share in LEAST_SHARES.values() if share > least), default=None)
    if above is None:
        share = f"at least {100 * least:.0f} %"
    elif not least:
        share = f"less than {100 * above:.0f} %"
    else:
        share = f"{100 * least:.0f} to {100 * above:.0f} %"
    return f"{share} of the notes stand in quotations"
