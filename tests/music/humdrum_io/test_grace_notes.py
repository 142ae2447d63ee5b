from tests.music.humdrum_io.kern import read, sounding


def graces(score, *pitches):
    return [note for note in sounding(score) if note[0] in pitches]


def test_a_grace_note_sounds_an_eighth_of_a_beat_before_its_note():
    score = read("=1", "2C  2c", ".  8qe", "2D  2f")

    assert graces(score, 64) == [(64, 2 - 1 / 8, 1 / 8)]
    assert (65, 2, 2) in sounding(score)
    assert score.grace_notes == 1


def test_grace_notes_follow_each_other():
    score = read("=1", "2C  2c", ".  16qqe", ".  16qqf", "2D  2g")

    assert graces(score, 64, 65) == [(64, 2 - 2 / 8, 1 / 8), (65, 2 - 1 / 8, 1 / 8)]


def test_grace_notes_of_a_chord_sound_together():
    score = read("=1", "2C  2c", ".  16qqe 16qqg", "2D  2a")

    assert graces(score, 64, 67) == [(64, 2 - 1 / 8, 1 / 8), (67, 2 - 1 / 8, 1 / 8)]


def test_a_group_takes_half_of_the_room_before_it():
    group = [f".  16qq{letter}" for letter in ("d", "e", "f")]
    score = read("=1", "4C  4c", *group, "4D  4g", "2C  2c")

    assert [note[1] for note in graces(score, 62, 64, 65)] == [
        1 - 3 / 8,
        1 - 2 / 8,
        1 - 1 / 8,
    ]
    crowded = read("=1", "8C  8c", *group, "8D  8g", "4D  4g", "2C  2c")
    assert [round(note[1] * 24) for note in graces(crowded, 62, 64, 65)] == [6, 8, 10]


def test_a_grace_note_without_room_is_left_out_and_counted():
    score = read("=1", ".  8qe", "1C  1f")

    assert graces(score, 64) == []
    assert score.losses.crowded_graces == 1


def test_before_a_pickup_there_is_room():
    score = read("*M3/4", ".  8qe", "4r  4f", "=1", "2.C  2.c")

    assert graces(score, 64) == [(64, 2 - 1 / 8, 1 / 8)]


def test_a_grace_note_at_the_end_of_a_bar_sounds_before_the_next():
    score = read("=1", "1C  1c", ".  8qe", "=2", "1D  1f")

    assert graces(score, 64) == [(64, 4 - 1 / 8, 1 / 8)]


def test_a_grace_note_tied_to_its_note_sounds_on():
    score = read("=1", "2C  2c", ".  [8qe", "2D  2e]")

    assert graces(score, 64) == [(64, 2 - 1 / 8, 2 + 1 / 8)]
