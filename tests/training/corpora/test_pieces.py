import pytest

from chopin_studio.training.corpora.pieces import CorporaError, Corpus, pieces


@pytest.fixture
def folder(tmp_path):
    """A folder of corpora whose files are empty: listing them reads no music."""
    for name in (
        "piano-midi/midis/Chopin/chpn-p4.mid",
        "piano-midi/midis/Chopin/chpn_op10_e05.mid",
        "piano-midi/midis/Chopin/chp_op18.mid",
        "piano-midi/midis/Haydn/hay_40_1.mid",
        "piano-midi/midis/Nobody/x.mid",
        "chopin-first-editions/kern/028-1-BH-004.krn",
        "chopin-first-editions/kern/010-1b-Sm-005.krn",
        "chopin-first-editions/kern/018-1a-Sm-001.krn",
        "chopin-first-editions/kern/028_13-24-1a-C-017.krn",
        "chopin-first-editions/kern/033-1-BH-003.krn",
        "chopin-first-editions/kern/033-1a-Sm-003.krn",
        "chopin-first-editions/kern/034_1-1-BH.krn",
        "chopin-first-editions/kern/072sep-1e-Sam-001-ecossaise.krn",
        "chopin-first-editions/kern/PolGm-1-CY.krn",
        "chopin-first-editions/truth/028-1-BH-005.krn",
        "polish-piano/kern/one.krn",
        "polish-piano/kern/pl-wtm--r-1392_stefani-jozef--mazur.krn",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "polish-piano/metadata.csv").write_text(
        'file,composer,title\none.krn,"Haydn, Joseph",Menuet\n', "utf-8"
    )
    return tmp_path


def by_name(folder):
    return {piece.name: piece for piece in pieces(folder)}


def test_a_work_has_one_name_in_all_corpora(folder):
    found = by_name(folder)

    assert {name: found[name].work for name in found if found[name].composer == "Chopin"} == {
        "chpn-p4": "Op. 28 No. 4",
        "chpn_op10_e05": "Op. 10 No. 5",
        "chp_op18": "Op. 18",
        "028-1-BH-004": "Op. 28 No. 4",
        "010-1b-Sm-005": "Op. 10 No. 5",
        "018-1a-Sm-001": "Op. 18",
        "028_13-24-1a-C-017": "Op. 28 No. 17",
        "033-1-BH-003": "Op. 33 No. 3",
        "033-1a-Sm-003": "Op. 33 No. 2",
        "034_1-1-BH": "Op. 34 No. 1",
        "072sep-1e-Sam-001-ecossaise": "Op. 72 No. 1 ecossaise",
        "PolGm-1-CY": "PolGm-1-CY",
    }


def test_every_edition_of_the_validation_works_stays_out_of_training(folder):
    kept_out = {piece.name for piece in pieces(folder) if piece.is_validation}

    assert kept_out == {"chpn-p4", "028-1-BH-004", "028_13-24-1a-C-017", "033-1a-Sm-003"}
    assert not any(piece.is_for_training for piece in pieces(folder) if piece.is_validation)


def test_a_first_edition_names_the_midi_file_of_its_work(folder):
    found = by_name(folder)

    assert found["010-1b-Sm-005"].same_work_as == "chpn_op10_e05"
    assert found["010-1b-Sm-005"].is_for_training
    assert found["034_1-1-BH"].same_work_as is None


def test_a_score_that_another_one_holds_is_not_for_training(folder):
    piece = by_name(folder)["pl-wtm--r-1392_stefani-jozef--mazur"]

    assert piece.same_work_as == "pl-wtm--r-1396_stefani-jozef--mazur-nr-5"
    assert not piece.is_for_training


def test_composers_are_those_of_the_family_or_none(folder):
    found = by_name(folder)

    assert found["hay_40_1"].composer == "Haydn"
    assert found["one"].composer == "Haydn"
    assert found["one"].work == "Haydn, Joseph: Menuet"
    assert found["x"].composer is None
    assert found["pl-wtm--r-1392_stefani-jozef--mazur"].composer is None


def test_a_corpus_that_is_not_there_is_passed_over(folder):
    (folder / "piano-midi").rename(folder / "elsewhere")

    assert {piece.corpus for piece in pieces(folder)} == {
        Corpus.FIRST_EDITIONS,
        Corpus.POLISH_PIANO,
    }


def test_a_folder_without_corpora_is_refused(tmp_path):
    with pytest.raises(CorporaError, match="holds no folder"):
        pieces(tmp_path)


def test_the_corpora_hold_ten_editions_to_validate_with(corpora_dir):
    found = pieces(corpora_dir)

    assert len([piece for piece in found if piece.is_validation]) == 10
    assert len([piece for piece in found if piece.is_duplicate]) == 29
    editions = {p.same_work_as for p in found if p.corpus is Corpus.FIRST_EDITIONS}
    chopin = {p.name for p in found if p.corpus is Corpus.PIANO_MIDI and p.composer == "Chopin"}
    assert chopin <= editions
