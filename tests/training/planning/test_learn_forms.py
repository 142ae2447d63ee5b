"""Forms learned from a folder of MIDI files."""

import json

import numpy as np
import pytest

from chopin_studio import paths
from chopin_studio.engine.planning.form_files import read_form_model
from chopin_studio.music.midi_io import read_midi, write_midi
from chopin_studio.music.plan.form_text import form_text
from chopin_studio.training.planning.learn_forms import form_template, main
from tests.music.humdrum_io.kern import kern
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
def corpora(tmp_path):
    folder = tmp_path / "corpora"
    midi = folder / "piano-midi" / "midis"
    for name, letters in (
        ("Chopin/chp_op18", "ABA"),
        ("Chopin/chpn-p4", "ABA"),  # a validation piece
        ("Chopin/chpn-p5", "A"),  # too short
        ("Haydn/hay_40_1", "ABA"),
        ("Haydn/hay_40_2", "ABC"),  # nothing returns
        ("Haydn/hay_40_3", "AAAAAAAA"),  # everything does
    ):
        path = midi / f"{name}.mid"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_midi(music(letters), path)
    for name in ("018-1a-Sm-001", "055-1a-Sm-001"):  # the first is there as a MIDI file
        path = folder / "chopin-first-editions" / "kern" / f"{name}.krn"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(kern("*M1/4", *(f"4r  4{'cdefgab'[k % 7]}\n=  =" for k in range(20))))
    return folder


def learn(corpora, out):
    return main([str(corpora), str(out)])


def test_what_is_learned_of_a_piece_is_its_form():
    template = form_template("waltz", "A waltz", "Chopin", music("AABA"))
    assert template is not None
    assert form_text(template.plan.sections) == "A A B A"
    assert [bar.source for bar in template.plan.bars[8:16]] == list(range(8))
    assert [bar.source for bar in template.plan.bars[24:]] == list(range(8))
    assert (template.meter.numerator, template.meter.denominator) == (3, 4)


def test_each_work_is_learned_once_and_none_to_validate_with(corpora, tmp_path, capsys):
    out = tmp_path / "forms.json"
    assert learn(corpora, out) == 0
    learned = [one.id for one in read_form_model(out).templates]
    assert learned == ["chp_op18", "hay_40_1", "055-1a-Sm-001"]
    assert "3 forms" in capsys.readouterr().out


def test_titles_are_those_of_the_tables(corpora, tmp_path):
    (corpora / "piano-midi" / "metadata.csv").write_text(
        "midi,title\nmidis/Haydn/hay_40_1.mid,Sonata_in_G\n"
    )
    (corpora / "chopin-first-editions" / "metadata.csv").write_text(
        "file,genre\n055-1a-Sm-001.krn,Nocturne; Fantasie\n"
    )
    out = tmp_path / "forms.json"
    learn(corpora, out)
    titles = [one.title for one in read_form_model(out).templates]
    assert titles[0].endswith("Op. 18")
    assert titles[1:] == ["Sonata in G", "Nocturne, Op. 55 No. 1"]


def test_the_file_names_whose_work_it_is_from(corpora, tmp_path):
    out = tmp_path / "forms.json"
    learn(corpora, out)
    credit = json.loads(out.read_text())["credit"]
    assert "Bernd Krueger" in credit
    assert "Fryderyk Chopin Institute" in credit


@pytest.mark.parametrize(("composer", "bars"), [("Chopin", 192), ("Haydn", 128)])
def test_the_beginning_of_a_long_piece_is_learned(composer, bars):
    template = form_template("long", "Long", composer, music("ABCDEFG" * 4))
    assert template is not None
    assert len(template.plan.bars) == bars
    assert sum(section.bars for section in template.plan.sections) == bars


def test_a_folder_without_music_is_an_error(tmp_path, capsys):
    assert learn(tmp_path, tmp_path / "forms.json") == 1
    assert "holds no folder" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["chpn_op10_e12", "chpn_op7_1"])
def test_the_forms_that_ship_are_those_that_are_found_today(corpus_dir, name):
    template = read_form_model(paths.forms()).template(name)
    assert template is not None
    music = read_midi(corpus_dir / "midis" / "Chopin" / f"{name}.mid")
    assert form_template(name, template.title, template.composer, music) == template
