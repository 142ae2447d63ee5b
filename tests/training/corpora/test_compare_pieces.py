import numpy as np

from chopin_studio.training.corpora.compare_pieces import main
from tests.music.humdrum_io.kern import kern


def score(seed):
    letters = np.random.default_rng(seed).choice(list("cdefgab"), 100)
    return kern("*M4/4", *(f"4r  4{letter}" for letter in letters))


def test_copies_and_suspects_are_listed(tmp_path, capsys):
    for name, seed in (
        ("chopin-first-editions/kern/028-1-BH-004.krn", 1),
        ("polish-piano/kern/copied.krn", 1),
        ("polish-piano/kern/other.krn", 2),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(score(seed))

    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1.000 028-1-BH-004 = copied",
        "training pieces like one of the 1 for validation: 1",
        "1.000 028-1-BH-004 = copied",
    ]


def test_a_folder_without_corpora_is_an_error(tmp_path, capsys):
    assert main([str(tmp_path)]) == 1
    assert "holds no folder" in capsys.readouterr().err
