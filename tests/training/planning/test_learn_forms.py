"""Forms learned from a folder of MIDI files."""

import json

import numpy as np
import pytest

from chopin_studio.engine.planning.form_files import read_form_model
from chopin_studio.music.midi_io import write_midi
from chopin_studio.music.plan.form_text import form_text
from chopin_studio.training.planning.learn_forms import form_template, main
from tests.music.plan.music import THREE_FOUR, excerpt_of

PITCHES = np.random.default_rng(5).integers(24, 100, (60, 6))
PHRASES = [
    [tuple(enumerate(PITCHES[phrase * 8 + bar].tolist())) for bar in range(8)]
    for phrase in range(7)
]


def music(letters):
    bars = [bar for letter in letters for bar in PHRASES["ABCDEFG".index(letter)]]
    return excerpt_of(bars, THREE_FOUR)


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus" / "Chopin"
    folder.mkdir(parents=True)
    write_midi(music("ABA"), folder / "waltz.mid")
    write_midi(music("AB"), folder / "chpn-p4.mid")  # a validation piece
    write_midi(music("A"), folder / "short.mid")
    return folder.parent


def learn(corpus, out):
    return main([str(corpus), str(out)])


def test_what_is_learned_of_a_piece_is_its_form():
    template = form_template("waltz", "A waltz", "Chopin", music("AABA"))
    assert template is not None
    assert form_text(template.plan.sections) == "A A B A"
    assert [bar.source for bar in template.plan.bars[8:16]] == list(range(8))
    assert [bar.source for bar in template.plan.bars[24:]] == list(range(8))
    assert (template.meter.numerator, template.meter.denominator) == (3, 4)


def test_a_corpus_is_learned_but_for_validation_pieces_and_short_ones(corpus, tmp_path, capsys):
    out = tmp_path / "forms.json"
    assert learn(corpus, out) == 0
    assert [one.id for one in read_form_model(out).templates] == ["waltz"]
    assert "1 forms" in capsys.readouterr().out


def test_titles_are_those_of_the_table(corpus, tmp_path):
    (corpus / "metadata.csv").write_text("midi,title\nmidis/Chopin/waltz.mid,A_little_Waltz\n")
    out = tmp_path / "forms.json"
    learn(corpus, out)
    template = read_form_model(out).templates[0]
    assert (template.title, template.composer) == ("A little Waltz", "Chopin")


def test_the_file_names_whose_work_it_is_from(corpus, tmp_path):
    out = tmp_path / "forms.json"
    learn(corpus, out)
    assert "Bernd Krueger" in json.loads(out.read_text())["credit"]


def test_the_beginning_of_a_long_piece_is_learned():
    template = form_template("long", "Long", "Chopin", music("ABCDEFG" * 4))
    assert template is not None
    assert len(template.plan.bars) == 192
    assert sum(section.bars for section in template.plan.sections) == 192


def test_a_folder_without_music_is_an_error(tmp_path, capsys):
    assert learn(tmp_path, tmp_path / "forms.json") == 1
    assert "no MIDI files" in capsys.readouterr().err
