"""Learning progressions from a corpus."""

from pathlib import Path

import pytest

from chopin_studio.engine.planning.progression_files import (
    read_change_model,
    read_progression_model,
)
from chopin_studio.engine.planning.progression_model import (
    RelatedKey,
    relative_chord,
    relative_number,
)
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.harmony.chord import Chord
from chopin_studio.music.harmony.progression import parse_progression
from chopin_studio.music.harmony.tonality import Tonality
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange
from chopin_studio.music.midi_io import write_midi
from chopin_studio.music.note import TICKS_PER_QUARTER as BEAT
from chopin_studio.music.note import Note
from chopin_studio.training.planning import learn_progressions
from chopin_studio.training.planning.count_chords import (
    LabelledPiece,
    chord_counts,
    labelled_piece,
    related_keys,
    rhythm_of,
    successions,
)

C_MAJOR, G_MAJOR, A_MINOR = (
    Tonality(0, "major"),
    Tonality(7, "major"),
    Tonality(9, "minor"),
)


def piece(text: str, keys: tuple[Tonality, ...] = (), weight: int = 1) -> LabelledPiece:
    """Return a piece of a progression in common time, in C major unless told otherwise."""
    bars = parse_progression(text, Key(0), MeterChange(0, 4, 4))
    return LabelledPiece(
        "x", bars, keys or (C_MAJOR,) * len(bars), (0, 2, 1, 2) * len(bars), weight
    )


def music(text: str, transposition: int = 0) -> Excerpt:
    """Return each chord of a progression as a block a beat."""
    bars = parse_progression(text, Key(0), MeterChange(0, 4, 4))
    beats = [chord for bar in bars for chord in bar if chord is not None]
    notes = tuple(
        Note(48 + transposition + pitch, 64, beat * BEAT, BEAT)
        for beat, chord in enumerate(beats)
        for pitch in sorted(chord.root + step for step in chord.quality.steps)
    )
    return Excerpt(notes, keys=(KeyChange(0, Key(0)),))


def test_each_chord_is_told_after_two_before_it_and_anew_after_none() -> None:
    found = [[chord.root for chord in recent] for recent, _ in successions(piece("C C F G N.C. C"))]
    assert found == [[0], [0, 5], [0, 5, 7], [0]]


def test_chords_are_counted_as_they_stand_to_the_key_of_their_bar() -> None:
    counted = chord_counts([piece("C F D G", (C_MAJOR, C_MAJOR, G_MAJOR, G_MAJOR))], "major")
    tonic, fourth, fifth = (relative_number(Chord(root), 0) for root in (0, 5, 7))
    assert counted.first[tonic] == counted.first.sum() == 1
    assert [counted.chords[number] for number in (tonic, fourth, fifth)] == [2, 1, 1]
    assert [fifth, tonic, 1] in counted.pairs.tolist()
    assert [relative_number(Chord(10), 0), fifth, tonic, 1] in counted.triples.tolist()


def test_a_piece_counts_by_its_weight_and_only_in_its_mode() -> None:
    assert chord_counts([piece("C F", weight=3)], "major").chords.sum() == 6
    assert chord_counts([piece("C F", weight=3)], "minor").chords.sum() == 0


def test_related_keys_are_those_of_the_phrases_after_the_first() -> None:
    keys = (*[C_MAJOR] * 16, *[A_MINOR] * 8)
    found = related_keys([piece("C " * 24, keys, weight=2)], "major")
    assert found == (RelatedKey(0, "major", 2), RelatedKey(9, "minor", 2))
    assert related_keys([piece("C " * 24, keys)], "minor") == ()


def test_a_rhythm_tells_on_which_beats_chords_change() -> None:
    rhythm = rhythm_of(piece("C F " * 40))
    assert rhythm.beats == 4
    first, middle, other = rhythm.rates
    assert first > 0.9
    assert middle < 0.05 > other


def test_a_piece_is_labelled_with_its_chords_and_keys() -> None:
    found = labelled_piece("x", music("C F G C " * 3 + "G C D G " * 4))
    assert found.bars[1] == (Chord(5),) * 4
    assert (found.keys[0], found.keys[-1]) == (C_MAJOR, G_MAJOR)
    assert found.ranks[:5] == (0, 2, 1, 2, 0)


def test_the_command_writes_models_that_the_engine_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for composer, count in (("Chopin", 4), ("Mozart", 2)):
        folder = tmp_path / "corpus" / composer
        folder.mkdir(parents=True)
        for number in range(count):
            write_midi(music("C F G C " * 6, number), folder / f"{composer}-{number}.mid")
    out = tmp_path / "out"
    assert learn_progressions.main([str(tmp_path / "corpus"), str(out)]) == 0
    assert "nats a change" in capsys.readouterr().out

    chain = read_progression_model(out / "progressions.json").chains["major"]
    fifth = relative_number(Chord(7), 0)
    assert relative_chord(
        int(chain.after_two(relative_number(Chord(5), 0), fifth).argmax()), 0
    ) == (Chord(0))
    usual = [parse_progression("C F G C", Key(0), MeterChange(0, 4, 4))]
    changes = read_change_model(out / "chord-changes.json")
    assert changes.nats_per_change(usual) < 1.5


def test_a_folder_without_music_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert learn_progressions.main([str(tmp_path), str(tmp_path / "out")]) == 1
    assert "Name the folder of a corpus" in capsys.readouterr().err


def test_a_damaged_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.mid").write_bytes(b"MThd")
    assert learn_progressions.main([str(tmp_path), str(tmp_path / "out")]) == 1
    assert "broken.mid" in capsys.readouterr().err
