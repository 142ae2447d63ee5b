"""Hypothesis strategies for music."""

from hypothesis import strategies as st

from chopin_studio.music.excerpt import ControlChange, Excerpt, PedalChange
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Hand, Note, score_order
from chopin_studio.music.tempo import TempoChange, TempoMap

ticks = st.integers(0, 20_000)
notes = st.builds(
    Note,
    pitch=st.integers(0, 127),
    velocity=st.integers(1, 127),
    onset_tick=ticks,
    duration_tick=st.integers(1, 5_000),
    hand=st.sampled_from([Hand.RIGHT, Hand.LEFT, None]),
)
keys = st.builds(Key, fifths=st.integers(-7, 7), mode=st.sampled_from(["major", "minor"]))
meters = st.builds(
    MeterChange, st.just(0), st.integers(1, 255), st.sampled_from([1, 2, 4, 8, 16, 32, 64])
)
moves = st.tuples(ticks, st.sampled_from((66, 67)))
titles = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20)


@st.composite
def excerpts(draw: st.DrawFn) -> Excerpt:
    """Draw any excerpt that a MIDI file can hold."""
    later_ticks = st.lists(st.integers(1, 20_000), max_size=4, unique=True).map(sorted)
    tempos = [0, *draw(later_ticks)]
    bars = [0, *draw(later_ticks)]
    return Excerpt(
        notes=tuple(sorted(draw(st.lists(notes, max_size=30)), key=score_order)),
        tempo_map=TempoMap(
            tuple(TempoChange(tick, draw(st.integers(1, 0xFFFFFF))) for tick in tempos)
        ),
        meters=MeterMap(
            tuple(
                MeterChange(tick, meter.numerator, meter.denominator)
                for tick in bars
                for meter in [draw(meters)]
            )
        ),
        keys=tuple(KeyChange(tick, draw(keys)) for tick in draw(later_ticks)),
        pedals=tuple(
            PedalChange(tick, draw(st.integers(0, 127)))
            for tick in sorted(draw(st.lists(ticks, max_size=8)))
        ),
        title=draw(titles),
        seed_end_tick=draw(ticks),
        controls=tuple(
            ControlChange(tick, controller, draw(st.integers(0, 127)))
            for tick, controller in sorted(draw(st.lists(moves, max_size=8)))
        ),
    )
