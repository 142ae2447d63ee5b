import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from chopin_studio.engine.classic.bundle_parts import vocabulary_of
from chopin_studio.engine.generator import Opening, Step, generate
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, RandomStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key
from chopin_studio.music.note import Note
from chopin_studio.settings.definition import SettingsError


def made(bundle, **settings):
    """Generate, and give each take as (opening, steps)."""
    openings, steps = {}, {}
    for event in generate(bundle, GenerationSettings(**settings)):
        if isinstance(event, Opening):
            openings[event.take], steps[event.take] = event, []
        else:
            steps[event.take].append(event.notes)
    return [(openings[take], steps[take]) for take in sorted(openings)]


def pitches(steps):
    return [tuple(note.pitch for note in notes) for notes in steps]


NOCTURNE = LibraryStart("nocturne-op27-2")


def test_a_library_seed_opens_the_take_and_the_music_goes_on_where_it_ends(classic_256):
    ((opening, steps),) = made(classic_256, start=NOCTURNE, notes=20)
    assert opening.excerpt.title == "After Nocturne in D-flat major, Op. 27 No. 2"
    assert opening.excerpt.seed_end_tick == 100 * 240
    assert opening.excerpt.key_at(0) == Key.named("D-flat major")
    assert [notes[0].onset_tick for notes in steps] == [(100 + k) * 240 for k in range(20)]
    assert all(notes for notes in steps)


def test_the_same_settings_give_the_same_notes_and_another_state_gives_others(classic_256):
    first, again, other = (
        made(classic_256, start=NOCTURNE, notes=30, random_state=state)[0][1] for state in (7, 7, 8)
    )
    assert first == again
    assert first != other


def test_each_of_several_takes_is_what_it_would_be_alone(classic_256):
    takes = made(classic_256, start=RandomStart(), notes=15, takes=3, random_state=40)
    for number, (opening, steps) in enumerate(takes):
        assert opening.random_state == 40 + number
        ((_, alone),) = made(classic_256, notes=15, random_state=opening.random_state)
        assert alone == steps
    assert len({tuple(pitches(steps)) for _, steps in takes}) == 3


def test_several_takes_grow_in_turn(classic_256):
    events = list(generate(classic_256, GenerationSettings(notes=3, takes=2)))
    assert [type(event) for event in events[:2]] == [Opening, Opening]
    assert [event.take for event in events[2:] if isinstance(event, Step)] == [0, 1] * 3


def test_temperature_0_does_not_depend_on_the_random_state(classic_256):
    greedy = [
        made(classic_256, start=NOCTURNE, notes=20, temperature=0, random_state=state)[0][1]
        for state in (1, 2)
    ]
    assert greedy[0] == greedy[1]


def test_music_of_one_s_own_is_a_seed_although_its_chords_are_unknown(classic_256):
    cluster = tuple(Note(pitch, 80, 0, 480) for pitch in range(60, 70))
    own = Excerpt(notes=(*cluster, Note(60, 80, 480, 480)), title="Clusters")
    ((opening, steps),) = made(classic_256, start=ExcerptStart(own), notes=5)
    assert opening.excerpt.title == "After Clusters"
    assert opening.excerpt.seed_end_tick == 2 * 240
    assert any("1 chord is not in" in notice for notice in opening.notices)
    assert len(steps) == 5


def test_a_random_start_begins_with_one_chord_of_the_corpus(classic_256):
    ((opening, _),) = made(classic_256, notes=1, random_state=3)
    sounding = tuple(note.pitch for note in opening.excerpt.notes)
    assert sounding in {tuple(sorted(set(c))) for c in vocabulary_of(classic_256).chords}
    assert opening.excerpt.seed_end_tick == 240


@pytest.mark.parametrize(
    "wrong",
    [{"notes": 0}, {"takes": 99}, {"temperature": -1}, {"top_p": 0}, {"random_state": -1},
     {"bpm": 0}, {"temperature": float("nan")}, {"bars": 0}, {"hand_span": 3},
     {"lowest_pitch": 60, "highest_pitch": 70}],
)  # fmt: skip
def test_settings_out_of_range_are_refused_in_words(wrong):
    with pytest.raises(SettingsError, match="must be"):
        GenerationSettings(**wrong)


@pytest.mark.parametrize(
    ("meter", "problem"),
    [
        ("waltz", "There is no meter"),
        ("3", "There is no meter"),
        ("3/5", "There is no meter"),
        ("0/4", "There is no meter"),
        ("33/16", "longer than the models support"),
        ("255/1", "longer than the models support"),
    ],
)
def test_a_meter_that_there_is_not_is_refused_in_words(meter, problem):
    with pytest.raises(SettingsError, match=problem):
        GenerationSettings(meter=meter)


def test_meters_of_up_to_eight_quarter_notes_can_be_chosen():
    for meter in ("3/8", "17/16", "12/8", "4/2", "32/16"):
        chosen = GenerationSettings(meter=meter).chosen_meter()
        assert f"{chosen.numerator}/{chosen.denominator}" == meter


def test_a_key_that_there_is_not_is_refused_in_words():
    with pytest.raises(SettingsError, match="no key named H major"):
        GenerationSettings(key="H major")


def test_a_take_that_ends_leaves_the_next_its_one_thread(classic_256):
    with threadpool_limits(2, user_api="blas"):
        ending, going_on = (generate(classic_256, GenerationSettings(notes=2)) for _ in range(2))
        next(ending)
        next(going_on)
        ending.close()
        threads = [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"]
    assert threads
    assert set(threads) == {1}
