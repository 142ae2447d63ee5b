"""Short scores in MusicXML for the tests."""

from chopin_studio.music.musicxml_io.reading import music_from_bytes
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.music.opened_music import OpenedMusic
from chopin_studio.music.written_score.repeats import Repeats

DIVISIONS = 12
COMMON_TIME = f"""<attributes><divisions>{DIVISIONS}</divisions>
<time><beats>4</beats><beat-type>4</beat-type></time></attributes>"""


def note(pitch, quarters=1.0, inside="", before="", **attributes):
    """Return a note such as `C4`, `F#5` or `Bb3`; `r` is a rest. `inside` follows the duration."""
    if pitch == "r":
        sound = "<rest/>"
    else:
        alter = pitch.count("#") - pitch.count("b")
        sound = (
            f"<pitch><step>{pitch[0]}</step>"
            + (f"<alter>{alter}</alter>" if alter else "")
            + f"<octave>{pitch[-1]}</octave></pitch>"
        )
    duration = f"<duration>{round(quarters * DIVISIONS)}</duration>"
    stated = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<note{stated}>{before}{sound}{duration}{inside}</note>"


def chord(pitches, quarters=1.0, inside=""):
    """Return several notes struck together."""
    return "".join(
        note(pitch, quarters, inside, before="<chord/>" if place else "")
        for place, pitch in enumerate(pitches.split())
    )


def notes(pitches, quarters=1.0, inside=""):
    """Return notes one after the other."""
    return "".join(note(pitch, quarters, inside) for pitch in pitches.split())


def grace(pitch, inside="", before=""):
    return (
        f"<note><grace/>{before}<pitch><step>{pitch[0]}</step><octave>{pitch[-1]}</octave></pitch>"
        f"<type>eighth</type>{inside}</note>"
    )


def backup(quarters):
    return f"<backup><duration>{round(quarters * DIVISIONS)}</duration></backup>"


def forward(quarters):
    return f"<forward><duration>{round(quarters * DIVISIONS)}</duration></forward>"


def words(text, sound="", offset=""):
    return direction(f"<words>{text}</words>", sound, offset)


def direction(kind, sound="", offset="", staff="", placement="below"):
    return (
        f'<direction placement="{placement}"><direction-type>{kind}</direction-type>'
        f"{offset}{staff}{sound}</direction>"
    )


def repeat(way, location=None, ending=""):
    location = location or ("left" if way == "forward" else "right")
    return f'<barline location="{location}">{ending}<repeat direction="{way}"/></barline>'


def document(*bars, parts=None, head="", part_list=""):
    """Return a document of one part with `bars`, or of several `parts` by their ids.

    A bar is the content of a measure; one that begins with `@` has attributes up to the next `@`.
    """
    parts = parts or {"P1": bars}
    part_list = part_list or "".join(
        f'<score-part id="{key}"><part-name>{key}</part-name></score-part>' for key in parts
    )
    head += f"<part-list>{part_list}</part-list>"
    body = "".join(
        f'<part id="{key}">'
        + "".join(_measure(number, bar) for number, bar in enumerate(bars, start=1))
        + "</part>"
        for key, bars in parts.items()
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 3.1 Partwise//EN"
 "http://www.musicxml.org/dtds/partwise.dtd">
<score-partwise version="3.1">{head}{body}</score-partwise>""".encode()


def _measure(number, bar):
    attributes = ""
    if bar.startswith("@"):
        attributes, bar = bar[1:].split("@", 1)
    return f'<measure number="{number}" {attributes}>{bar}</measure>'


def opened(*bars, repeats=Repeats.WRITTEN_OUT, chosen=None, **rest) -> OpenedMusic:
    return music_from_bytes(document(*bars, **rest), "test.musicxml", chosen, repeats)


def music(*bars, **rest):
    return opened(*bars, **rest).excerpt


def sounding(excerpt):
    """Return (pitch, onset, duration) of the notes, in quarter notes."""
    return [
        (n.pitch, n.onset_tick / TICKS_PER_QUARTER, n.duration_tick / TICKS_PER_QUARTER)
        for n in excerpt.notes
    ]


def pitches(excerpt):
    return [n.pitch for n in excerpt.notes]


def meters(excerpt):
    return [
        (change.tick / TICKS_PER_QUARTER, change.numerator, change.denominator)
        for change in excerpt.meters.changes
    ]


def tempi(excerpt):
    return [
        (change.tick / TICKS_PER_QUARTER, round(change.bpm)) for change in excerpt.tempo_map.changes
    ]
