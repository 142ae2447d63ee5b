"""The commands that train and measure the network of the hands, on a small corpus."""

from pathlib import Path

import numpy as np
import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.hands.weights import read_network
from chopin_studio.music.midi_io import write_midi
from chopin_studio.music.note import Hand, Note, score_order
from chopin_studio.training.corpora.pieces import Corpus, Piece
from chopin_studio.training.hands import measure, train
from chopin_studio.training.hands.examples import (
    drawn_batch,
    examples_of,
    mean_and_scale,
    snippets_of,
)
from chopin_studio.training.hands.hand_pieces import Role, hand_pieces, of_role, role_of


def bass_and_tune(length: int, crossed: bool = False) -> Excerpt:
    """Return a tune of eighths over a bass of quarters, or below it."""
    right, left = (40, 72) if crossed else (72, 40)
    tune = [Note(right + k % 7, 64, 240 * k, 240, Hand.RIGHT) for k in range(length)]
    bass = [Note(left + k % 5, 64, 480 * k, 480, Hand.LEFT) for k in range(length // 2)]
    return Excerpt(tuple(sorted([*tune, *bass], key=score_order)))


@pytest.fixture(scope="module")
def corpora(tmp_path_factory) -> Path:
    """Forty short pieces: enough that some are for training, development and test."""
    folder = tmp_path_factory.mktemp("corpora")
    for number in range(40):
        composer = "Mussorgsky" if number < 4 else "Clementi"
        place = folder / Corpus.PIANO_MIDI / "midis" / composer
        place.mkdir(parents=True, exist_ok=True)
        write_midi(bass_and_tune(8 + number), place / f"piece-{number}.mid")
    return folder


def test_pieces_of_test_composers_are_for_the_test(corpora: Path, tmp_path: Path) -> None:
    found = hand_pieces(corpora, tmp_path, report=lambda _: None)
    assert {piece.role for piece in found if piece.composer == "Mussorgsky"} == {Role.TEST}
    assert {piece.role for piece in found} == set(Role)


def test_pieces_are_read_from_the_cache_as_from_their_files(corpora: Path, tmp_path: Path) -> None:
    once, again = (hand_pieces(corpora, tmp_path, lambda _: None) for _ in range(2))
    for one, other in zip(once, again, strict=True):
        assert (one.name, one.role) == (other.name, other.role)
        np.testing.assert_array_equal(one.notes.onset_sec, other.notes.onset_sec)
        np.testing.assert_array_equal(one.is_right, other.is_right)


def test_all_editions_of_a_work_of_chopins_are_on_one_side() -> None:
    def role(name: str, corpus: Corpus, work: str) -> Role:
        return role_of(Piece(name, "Chopin", Path("Chopin") / name, corpus, work))

    for opus in range(1, 70):
        played = role("midi", Corpus.PIANO_MIDI, f"Op. {opus} No. 1")
        assert role("edition", Corpus.FIRST_EDITIONS, f"Op. {opus}") is played
    assert role("edition", Corpus.FIRST_EDITIONS, "Op. 28 No. 4") is Role.TEST


def test_what_a_batch_tells_does_not_count(corpora: Path, tmp_path: Path) -> None:
    training = of_role(hand_pieces(corpora, tmp_path, lambda _: None), Role.TRAINING)
    examples = examples_of(training)
    rng = np.random.default_rng(0)
    batch = drawn_batch(examples, 64, 30, mean_and_scale(examples), rng)
    told = batch.inputs[:, :, -2:].sum(axis=2) > 0
    assert told.any()
    assert not batch.counts[told].any()
    assert (batch.inputs[:, :, -1][told] == batch.is_right[told]).all()


def test_snippets_know_nothing_of_their_neighbours(corpora: Path, tmp_path: Path) -> None:
    training = list(of_role(hand_pieces(corpora, tmp_path, lambda _: None), Role.TRAINING))
    examples = snippets_of(training, np.random.default_rng(0), most_notes=5)
    lengths = examples.ends - examples.begins
    assert 1 == lengths.min() < lengths.max() == 5
    # Snippets of one hand alone lack the other's notes.
    assert 0.7 < len(lengths) / sum(len(piece.is_right) for piece in training) < 1
    rights = [
        examples.is_right[b:e].mean()
        for b, e in set(zip(examples.begins, examples.ends, strict=True))
    ]
    assert {0.0, 1.0} < set(rights)


def test_training_writes_a_network_that_goes_on_from_another(
    corpora: Path, tmp_path: Path, uncompiled, capsys
) -> None:
    kept, first, second = (tmp_path / name for name in ("kept", "first", "second"))
    options = [str(corpora), "--steps", "2", "--kept", str(kept)]
    assert train.main([*options[:1], str(first), *options[1:]]) == 0
    assert "of the notes right" in capsys.readouterr().err
    assert train.main([*options[:1], str(second), *options[1:], "--start", str(first)]) == 0
    one, other = read_network(first), read_network(second)
    assert one.tensors.keys() == other.tensors.keys()
    assert np.abs(one.tensors["enter/kernel"] - other.tensors["enter/kernel"]).max() > 0


def test_a_corpus_that_is_not_there_is_told(tmp_path: Path, capsys) -> None:
    assert train.main([str(tmp_path), str(tmp_path / "network")]) == 1
    assert measure.main([str(tmp_path)]) == 1
    assert "holds no folder" in capsys.readouterr().err


def test_hands_are_counted_with_all_of_them_hidden() -> None:
    music = bass_and_tune(20)

    def all_right(hidden: Excerpt) -> Excerpt:
        assert {note.hand for note in hidden.notes} == {None}
        notes = [Note(n.pitch, 64, n.onset_tick, n.duration_tick, Hand.RIGHT) for n in hidden.notes]
        return Excerpt(tuple(notes))

    assert measure.count_right(music, all_right) == 20


def test_measuring_prints_both_versions_by_composer_and_writes_the_card(
    corpora: Path, capsys, tmp_path: Path
) -> None:
    card = tmp_path / "card.md"
    assert measure.main([str(corpora), "--card", str(card)]) == 0
    printed = capsys.readouterr().out.strip()
    assert "| Mussorgsky | 4 |" in printed
    assert printed in card.read_text("utf-8")


def test_tables_tell_notes_pieces_and_the_worst() -> None:
    rows = [measure.Measured("good", "A", 10, 9, 10), measure.Measured("bad", "A", 30, 15, 12)]
    table = measure.by_composer_table(rows)
    assert "| all | 2 | 40 | 60.0 % | 70.0 % | 50.0 % | 55.0 % | 70.0 % | 40.0 % |" in table
    assert measure.worst_table(rows, 1).splitlines()[-1] == "| bad | 30 | 50.0 % | 40.0 % |"
