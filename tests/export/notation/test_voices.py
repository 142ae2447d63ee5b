from chopin_studio.export.notation.voices import Chord, Tone, split_voices


def chord(onset: int, **ends: int) -> Chord:
    """Make a chord of tones given as p60=480."""
    return Chord(onset, tuple(Tone(int(name[1:]), end) for name, end in ends.items()))


def test_a_plain_line_of_chords_is_one_voice() -> None:
    line = [chord(i * 240, p60=i * 240 + 240, p64=i * 240 + 240) for i in range(8)]
    assert split_voices(line) == (line, [])


def test_a_tune_held_over_moving_notes_gets_its_own_voice() -> None:
    moving = [chord(i * 240, p60=i * 240 + 240) for i in range(1, 8)]
    upper, lower = split_voices([chord(0, p60=240, p76=1920), *moving])
    assert upper == [chord(0, p76=1920)]
    assert lower == [chord(0, p60=240), *moving]


def test_a_bass_held_under_moving_notes_gets_its_own_voice() -> None:
    moving = [chord(i * 240, p60=i * 240 + 240) for i in range(1, 8)]
    upper, lower = split_voices([chord(0, p36=1920), *moving])
    assert (upper, lower) == (moving, [chord(0, p36=1920)])


def test_legato_overlap_does_not_make_a_voice() -> None:
    line = [chord(i * 240, p60=i * 240 + 290) for i in range(8)]
    assert split_voices(line) == (line, [])


def test_no_tone_is_lost() -> None:
    chords = [
        chord(i * 120, **{f"p{40 + i * 3 % 17 + j * 5}": i * 120 + 90 * (j + 1) for j in range(9)})
        for i in range(40)
    ]
    dealt = [tone for voice in split_voices(chords) for c in voice for tone in c.tones]
    assert sorted(map(repr, dealt)) == sorted(repr(tone) for c in chords for tone in c.tones)


def test_nothing_gives_nothing() -> None:
    assert split_voices([]) == ([], [])
