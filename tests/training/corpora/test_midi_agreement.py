import json
from dataclasses import replace

import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import write_midi
from chopin_studio.music.note import Hand, Note, score_order
from chopin_studio.training.corpora.midi_agreement import agreement, compared, main
from tests.music.humdrum_io.kern import kern, read

MUSIC = ["*M4/4", "=1", "4C  8c", ".  8d", "4E  4e 4g", "2C  2cc", "=2", "1F  1a", "=3", "1C  1g"]


def changed(excerpt, change):
    notes = (change(note) for note in excerpt.notes)
    return Excerpt(tuple(sorted(notes, key=score_order)))


@pytest.fixture
def music():
    return read(*MUSIC).excerpt


def test_the_same_music_agrees_in_all(music):
    result = agreement(music, music)

    assert result.same_notes == result.same_hands == result.same_durations == 12
    assert result.same_steps == result.steps == 5


def test_note_values_may_be_other_ones(music):
    result = agreement(
        music,
        changed(
            music,
            lambda n: replace(n, onset_tick=n.onset_tick // 2, duration_tick=n.duration_tick // 2),
        ),
    )

    assert result.same_steps == result.steps
    assert result.same_durations == 12


def test_a_moved_onset_a_short_note_and_a_changed_hand_are_seen(music):
    def spoiled(note: Note) -> Note:
        if note.onset_tick == 2 * 1920:
            return replace(note, onset_tick=note.onset_tick + 240)
        if note.pitch == 69:
            return replace(note, duration_tick=480)
        return replace(note, hand=Hand.RIGHT if note.pitch == 53 else note.hand)

    result = agreement(music, changed(music, spoiled))

    assert result.same_notes == 12
    assert result.same_hands == 11
    assert result.same_durations == 11
    assert result.same_steps == result.steps - 1


def test_other_pitches_do_not_agree(music):
    other = changed(music, lambda note: replace(note, pitch=note.pitch + 1))

    assert agreement(music, other).same_notes < 5


def test_the_command_compares_the_pairs_of_the_corpora(tmp_path, music, capsys):
    truth = tmp_path / "chopin-first-editions" / "truth"
    midis = tmp_path / "piano-midi" / "midis" / "Chopin"
    truth.mkdir(parents=True)
    midis.mkdir(parents=True)
    (truth / "one.krn").write_text(kern(*MUSIC))
    (truth / "pairs.json").write_text(json.dumps({"one.mid": "one.krn"}))
    write_midi(music, midis / "one.mid")

    assert main([str(tmp_path)]) == 0
    assert "notes 100.00 %" in capsys.readouterr().out.splitlines()[-1]


def test_a_folder_without_pairs_is_an_error(tmp_path, capsys):
    assert main([str(tmp_path)]) == 1
    assert "pairs.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("midi", "score"),
    [
        ("chpn-p17.mid", "028-1-BH-017.krn"),
        ("chpn-p3.mid", "028-1-BH-003.krn"),
        ("chpn_op25_e3.mid", "025_1-6-1d-BH-003.krn"),
        ("chpn_op7_2.mid", "007-1-KI-002.krn"),
    ],
)
def test_first_editions_agree_with_the_midi_files(corpora_dir, midi, score):
    result = compared(corpora_dir, midi, score)

    assert 2 * result.same_notes > 0.96 * (result.score_notes + result.midi_notes)
    assert result.same_hands > 0.99 * result.same_notes
    assert result.same_steps > 0.98 * result.steps
    assert result.same_durations > 0.95 * result.same_notes
