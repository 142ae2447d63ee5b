import pytest

from chopin_studio.music.humdrum_io import reading as score_module
from chopin_studio.music.humdrum_io.reading import KernError, read_kern, score_from_text
from chopin_studio.music.key import Key
from chopin_studio.music.note import Hand
from tests.music.humdrum_io.kern import kern, meters, read, sounding


def test_the_staves_are_the_hands():
    score = read("*M4/4", "=1", "4C  4c", "4D  4d", "2r  2r")

    assert [(note.pitch, note.hand) for note in score.excerpt.notes] == [
        (48, Hand.LEFT),
        (60, Hand.RIGHT),
        (50, Hand.LEFT),
        (62, Hand.RIGHT),
    ]


def test_without_numbers_of_staves_the_right_column_is_the_upper_one():
    score = score_from_text("**kern\t**dynam\t**kern\n4C\tpp\t4c\n*-\t*-\t*-\n", "x.krn")

    assert [note.hand for note in score.excerpt.notes] == [Hand.LEFT, Hand.RIGHT]


def test_other_spines_are_passed_over():
    score = score_from_text("**kern\t**dynam\t**fing\n4c\tf\t5\n4d\tabc\t4\n*-\t*-\t*-\n", "x.krn")

    assert sounding(score) == [(60, 0, 1), (62, 1, 1)]
    assert score.losses.unreadable == 0


def test_a_spine_splits_and_joins():
    score = read("=1", "*  *^", "2C  2e  4c", ".  .  4d", "*  *v  *v", "2D  2f", "=2", "1C  1c")

    assert sounding(score) == [
        (48, 0, 2),
        (60, 0, 1),
        (64, 0, 2),
        (62, 1, 1),
        (50, 2, 2),
        (65, 2, 2),
        (48, 4, 4),
        (60, 4, 4),
    ]
    assert {n.hand for n in score.excerpt.notes if n.pitch >= 60} == {Hand.RIGHT}


def test_spines_change_places():
    text = kern("*staff2  *staff1", "4C  4c", "*x", "4d  4D")
    score = score_from_text(text, "x.krn")

    assert {n.pitch: n.hand for n in score.excerpt.notes}[62] is Hand.RIGHT


def test_a_spine_begins_and_ends_in_mid_file():
    text = "\n".join(
        [
            "**kern",
            "*staff1",
            "4c",
            "*+",
            "*\t**kern",
            "4d\t4e",
            "*\t*-",
            "4f",
            "*-",
            "",
        ]
    )

    assert sounding(score_from_text(text, "x.krn")) == [
        (60, 0, 1),
        (62, 1, 1),
        (64, 1, 1),
        (65, 2, 1),
    ]


def test_a_piece_after_another_in_one_file_comes_after_it():
    one = "**kern\n4c\n*-\n"

    assert sounding(score_from_text(one + one, "x.krn")) == [(60, 0, 1), (60, 1, 1)]


def test_triplets_against_sixteenths_are_exact():
    score = read("*M2/4", "=1", "8C  12c", ".  12d", "8D  .", ".  12e", "4E  4f")

    assert [n.onset_tick for n in score.excerpt.notes if n.hand is Hand.RIGHT] == [
        0,
        160,
        320,
        480,
    ]
    assert [n.onset_tick for n in score.excerpt.notes if n.hand is Hand.LEFT] == [0, 240, 480]


def test_tied_notes_are_struck_once():
    score = read("*M4/4", "=1", "1r  [1c 1e", "=2", "1r  1c_ 1f", "=3", "1r  1c] 1g")

    assert (60, 0, 12) in sounding(score)
    assert len(sounding(score)) == 4
    assert score.written_notes == 4


def test_a_tie_leads_into_another_spine_of_the_staff():
    score = read("=1", "2C  [2c", "*  *^", "2D  2e  2c]", "*  *v  *v", "=2", "1C  1d")

    assert (60, 0, 4) in sounding(score)


def test_a_tie_across_a_short_gap_sounds_on():
    score = read("*M4/4", "=1", "1C  [4c", ".  2.e", "=2", "1D  1c]")

    assert (60, 0, 8) in sounding(score)
    assert score.losses.loose_ties == 0


def test_a_tie_does_not_lead_across_bars():
    bars = [line for number in range(2, 5) for line in (f"={number}", "1C  1e")]
    score = read("*M4/4", "=1", "1C  [1c", *bars, "=5", "1D  1c]")

    assert [note for note in sounding(score) if note[0] == 60] == [(60, 0, 4), (60, 16, 4)]
    assert score.losses.loose_ties == 1


def test_a_tie_from_nowhere_is_struck_and_counted():
    score = read("=1", "1C  1c]")

    assert (60, 0, 4) in sounding(score)
    assert score.losses.loose_ties == 1


def test_a_note_struck_by_two_voices_at_once_sounds_once_and_long():
    score = read("=1", "*  *^", "1C  1c  4c", ".  .  2.d", "*  *v  *v", "=2", "1C  1c")

    assert (60, 0, 4) in sounding(score)
    assert (60, 0, 1) not in sounding(score)
    assert score.losses.doubled == 1


def test_a_pickup_stands_at_the_end_of_its_bar():
    score = read("*M3/4", "4r  4c", "=1", "2.C  2.d", "=2", "2.C  2.e")

    assert sounding(score)[0] == (60, 2, 1)
    assert score.excerpt.meters.bar_at(480 * 3).start_tick == 480 * 3
    assert meters(score) == [(0, 3, 4)]


def test_a_bar_cut_in_two_by_a_repeat_sign_is_one_bar():
    score = read("*M2/4", "=1", "2C  2c", "=2", "4C  4c", "=:|!", "4D  4d", "=3", "2C  2c")

    assert meters(score) == [(0, 2, 4)]
    assert score.bars == 3
    assert score.losses.irregular_bars == 0


def test_a_longer_bar_has_a_meter_of_its_own():
    score = read("*M2/4", "=1", "2C  2c", "=2", "2.C  2.c", "=3", "2C  2c", "=4", "2C  2c")

    assert meters(score) == [(0, 2, 4), (2, 3, 4), (5, 2, 4)]
    assert score.losses.irregular_bars == 1


def test_a_bar_of_no_meters_length_ends_where_its_bar_line_is():
    score = read("*M2/4", "=1", "2C  2c", "=2", "14C  14c", "=3", "2C  2c", "=4", "2C  2c")

    assert [change.tick for change in score.excerpt.meters.changes] == [0, 960 + 137]
    assert score.excerpt.meters.bar_at(960 + 137).start_tick == 960 + 137


def test_the_meter_changes_at_its_bar_line():
    score = read("*M2/4", "=1", "2C  2c", "=2", "*M3/4", "2.C  2.c", "=3", "2.C  2.c")

    assert meters(score) == [(0, 2, 4), (2, 3, 4)]
    assert score.excerpt.names_meter


def test_without_a_meter_the_default_holds():
    score = read("=1", "1C  1c", "=2", "1C  1c")

    assert meters(score) == [(0, 4, 4)]
    assert not score.excerpt.names_meter


def test_a_key_signature_has_the_mode_that_the_file_designates():
    score = read("*k[b-e-a-]", "*c:", "=1", "1C  1c", "=2", "*k[f#]", "1C  1c")

    assert [(change.tick, change.key) for change in score.excerpt.keys] == [
        (0, Key(-3, "minor")),
        (1920, Key(1, "major")),
    ]


def test_a_printed_metronome_mark_is_the_tempo():
    score = read("!!!OMD: Lento. [quarter-dot] = 50.", "*MM60", "*M6/8", "=1", "2.C  2.c")

    assert score.tempo_known
    assert score.excerpt.tempo_map.bpm_at(0) == pytest.approx(75)


def test_the_encoders_tempo_is_played_but_not_known():
    score = read("!!!OMD: Largo.", "*MM60", "=1", "1C  1c")

    assert not score.tempo_known
    assert score.excerpt.tempo_map.bpm_at(0) == pytest.approx(60)


def test_without_any_tempo_the_default_is_played():
    score = read("=1", "1C  1c")

    assert not score.tempo_known
    assert score.excerpt.tempo_map.bpm_at(0) == 120


def test_pedal_marks_are_read():
    score = read(
        "*M4/4", "=1", "*ped  *", "2C  2c", "*ped  *", "2D  2d", "*Xped  *", "=2", "1C  1c"
    )

    assert [(p.tick, p.value) for p in score.excerpt.pedals] == [
        (0, 127),
        (960, 0),
        (960, 127),
        (1920, 0),
    ]
    assert score.pedals_known


def test_few_pedal_marks_leave_the_pedal_unknown():
    bars = [line for number in range(1, 6) for line in (f"={number}", "1C  1c")]
    score = read("*M4/4", "*ped  *", *bars)

    assert len(score.excerpt.pedals) == 1
    assert not score.pedals_known


def test_the_title_names_the_opus():
    score = read("!!!OTL: Prelude No. 4", "!!!OPS: Op. 28", "=1", "1C  1c")

    assert score.excerpt.title == "Prelude No. 4, Op. 28"


def test_notes_beyond_the_piano_are_left_out_and_counted():
    score = read("=1", "1AAAA  1ddddd", "=2", "1GGGG  1ccccc")

    assert [note.pitch for note in score.excerpt.notes] == [21, 108]
    assert score.losses.beyond_piano == 2


def test_voices_that_disagree_meet_at_the_bar_line():
    score = read("*M4/4", "=1", "1C  4c", ".  4d", "=2", "1C  1e")

    assert (64, 4, 4) in sounding(score)
    assert score.losses.lines_out_of_step == 1


def test_an_overlong_voice_does_not_move_the_next_bar():
    score = read("*M2/4", "=1", "2C  4c", ".  2d", "=2", "2C  2e")

    assert (64, 2, 2) in sounding(score)


def test_malformed_tokens_are_skipped_and_counted():
    score = read("=1", "4C  4!?", "4D  4d", "2E  2e")

    assert score.losses.unreadable == 1
    assert (62, 1, 1) in sounding(score)


def test_a_line_of_too_many_columns_is_left_out():
    text = kern("=1", "2C  2c", "2D  2d").replace("2D\t2d", "2D\t2d\t2e")
    score = score_from_text(text, "x.krn")

    assert score.losses.broken_lines == 1
    assert len(score.excerpt.notes) == 2


def test_a_file_cut_short_is_read_up_to_there():
    text = kern("=1", "2C  2c", "2D  2d")
    score = score_from_text(text[: text.index("2d")], "x.krn")

    assert score.losses.is_cut_short
    assert {note.pitch for note in score.excerpt.notes} >= {48, 60}


def test_bytes_that_are_no_text_lose_a_token_at_most(tmp_path):
    path = tmp_path / "latin.krn"
    path.write_bytes(kern("!!!OTL: Prélude", "=1", "2C  2c", "2D  2d").encode("latin-1"))

    assert len(read_kern(path).excerpt.notes) == 4


@pytest.mark.parametrize("data", [b"", b"\x00\xff" * 100, b"**kern\n4r\n*-\n", b"!!!OTL: x\n"])
def test_a_file_without_notes_is_refused_in_a_sentence(tmp_path, data):
    path = tmp_path / "empty.krn"
    path.write_bytes(data)

    with pytest.raises(KernError, match="has no notes"):
        read_kern(path)


def test_a_huge_file_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(score_module, "MOST_BYTES", 100)
    path = tmp_path / "huge.krn"
    path.write_text(kern(*["4C  4c"] * 100))

    with pytest.raises(KernError, match="larger than"):
        read_kern(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(KernError, match=r"none\.krn cannot be read"):
        read_kern(tmp_path / "none.krn")


def test_a_bar_line_without_notes_beside_it_is_passed_over():
    text = "**kern\t**text\n4c\tla\n*-\t*\n=1\n*-\n"

    assert sounding(score_from_text(text, "x.krn")) == [(60, 0, 1)]


def test_spines_without_end_stay_in_bounds():
    lines = ["**kern"]
    width = 1
    for _ in range(12):
        lines.append("\t".join(["*^"] * width))
        width = min(width * 2, 256)
    text = "\n".join([*lines, "\t".join(["4c"] * width)])

    assert len(score_from_text(text, "x.krn").excerpt.notes) == 1
