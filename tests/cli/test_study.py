"""The command `study`: from a new study to the answers of its listeners."""

import json
import zipfile

import pytest

from chopin_studio.cli import main
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import TakeRecord
from chopin_studio.music.midi_io import write_midi
from chopin_studio.paths import UserPaths
from chopin_studio.study.answer_json import answers_to_json
from chopin_studio.study.study_folder import read_study
from chopin_studio.synth import SynthError, load_fluidsynth
from tests.classic_models import write_classic_model
from tests.originality.music import piece
from tests.soundfonts import tiny_soundfont
from tests.study.studies import answers

SHORT = ["--notes", "16", "--excerpts", "2", "--random-state", "3"]


@pytest.fixture(autouse=True)
def models(user_home):
    for seed, name in enumerate(("small-a", "small-b")):
        write_classic_model(user_home / "models" / name, seed)


@pytest.fixture(autouse=True)
def small_soundfont(tmp_path, monkeypatch):
    """Render by a soundfont that loads and plays in no time."""
    try:
        load_fluidsynth()
    except SynthError as error:
        pytest.skip(str(error))
    path = tmp_path / "tiny.sf2"
    path.write_bytes(tiny_soundfont())
    monkeypatch.setattr("chopin_studio.cli.study_commands.soundfont", lambda: path)


@pytest.fixture
def run(capsys):
    """Run a command; give its exit status and what it printed."""

    def command(*words):
        status = main([str(word) for word in words])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return command


@pytest.fixture
def folder(run, tmp_path):
    made = tmp_path / "study"
    assert run("study", "new", made, "--models", "small-a", "small-b", *SHORT)[0] == 0
    return made


def test_a_new_study_compares_models_and_says_what_to_do_next(run, tmp_path):
    folder = tmp_path / "study"
    words = ["--models", "small-a", "small-b", "--language", "de", "--title", "Was\nklingt?"]
    status, out, err = run("study", "new", folder, *words, *SHORT)
    assert status == 0
    assert out.strip() == str(folder / "study.json")
    assert "study page" in err
    study = read_study(folder)
    assert study.title == "Was klingt?"
    assert study.language == "de"
    assert [model.key for model in study.models] == ["small-a", "small-b"]
    assert [model.hidden_units for model in study.models] == [16, 16]
    assert [excerpt.made.notes for excerpt in study.excerpts] == [16] * 4


def test_the_random_state_repeats_the_music_and_not_the_numbering(run, folder, tmp_path):
    """Whoever knows the number could otherwise tell which model is which."""
    run("study", "new", tmp_path / "again", "--models", "small-a", "small-b", *SHORT)
    one, other = read_study(folder), read_study(tmp_path / "again")
    assert [e.made for e in one.excerpts] == [e.made for e in other.excerpts]
    assert one.id != other.id
    assert {e.audio for e in one.excerpts} & {e.audio for e in other.excerpts} == set()


def test_files_takes_and_real_pieces_can_be_compared(run, tmp_path):
    names = []
    for number in range(2):
        names.append(tmp_path / f"piece-{number}.mid")
        write_midi(piece(number, 40), names[-1])
    record = TakeRecord("none", "0" * 64, GenerationSettings())
    store = TakeStore(UserPaths.of_this_user().takes)
    store.add(piece(5, 40), record, title="Before")
    later = store.add(piece(6, 40), record, title="After")
    status, _, err = run(
        "study", "new", tmp_path / "study", "--takes", "Takes of mine", "Before", later.id,
        "--files", "A friend's", *names, "--control", *names, *SHORT,
    )  # fmt: skip
    assert status == 0, err
    study = read_study(tmp_path / "study")
    labels = [model.label for model in study.models]
    assert labels == ["Takes of mine", "A friend's", "Real pieces"]
    sources = [excerpt.made.source for excerpt in study.excerpts]
    assert sources[:4] == ["Before", "After", "piece-0.mid", "piece-1.mid"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--models", "nobody"], "There is no model named nobody"),
        (["--models", "small-a", "small-a"], "cannot be compared with itself"),
        (["--takes", "Mine", "lost"], "no takes are called “lost”"),
        (["--takes", " ", "lost"], "needs a name"),
        (["--files", "Mine", "lost.mid"], "lost.mid"),
        (["--files", "Mine"], "“Mine” has 0 excerpts, but every model needs 2"),
        (["--models", "small-a", "--language", "tlh"], "no study in the language tlh"),
        (["--models", "small-a", "--excerpts", "0"], "1 to 20 excerpts"),
        (["--models", "small-a", "--bars", "8"], "do not follow the setting"),
    ],
)
def test_what_cannot_be_is_told_in_one_line_and_leaves_nothing(words, told, run, tmp_path):
    short = SHORT if "--bars" not in words else SHORT[2:]
    status, out, err = run("study", "new", tmp_path / "study", *short, *words)
    assert status in (1, 2)
    assert out == ""
    assert told in err
    assert err.count("\n") == 1
    assert not (tmp_path / "study").exists()


def test_a_study_is_not_written_over_another(run, folder):
    status, _, err = run("study", "new", folder, "--models", "small-a", *SHORT)
    assert status == 1
    assert "already" in err


def test_the_page_is_a_zip_or_a_folder(run, folder, tmp_path):
    status, out, err = run("study", "page", folder, "-o", tmp_path / "page.zip")
    assert status == 0
    assert out.strip() == str(tmp_path / "page.zip")
    assert " MB" in err
    with zipfile.ZipFile(tmp_path / "page.zip") as archive:
        names = sorted(archive.namelist())
        page = archive.read("listening-study/index.html").decode()
    assert len(names) == 5
    assert "small-a" not in page
    assert run("study", "page", folder, "-o", tmp_path / "page")[0] == 0
    assert (tmp_path / "page" / "index.html").is_file()


def test_a_page_does_not_take_the_place_of_another_file(run, folder, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    status, _, err = run("study", "page", folder, "-o", tmp_path / "notes.txt")
    assert status == 2
    assert "is no .zip" in err
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_answers_are_checked_and_kept(run, folder, tmp_path):
    study = read_study(folder)
    files = []
    for number in range(3):
        files.append(tmp_path / f"{number}.json")
        sent = answers(study, f"{number:032x}", finished=number > 0)
        files[-1].write_text(json.dumps(answers_to_json(sent, study)))
    files[2].write_text("{")
    status, out, err = run("study", "import", folder, *files)
    assert status == 1
    assert out.strip() == "2 imported; 2 listeners in all, 1 finished"
    assert err.strip().splitlines() == [
        "2.json is damaged or not a file of answers. Ask the listener to send it again."
    ]
    status, out, _ = run("study", "import", folder, files[1], "--json")
    assert status == 0
    assert json.loads(out) == {"imported": [], "refused": [], "listeners": 2, "finished": 1}


@pytest.mark.parametrize("command", [["page", "-o", "x.zip"], ["import", "x.json"]])
def test_a_folder_without_a_study_is_told(command, run, tmp_path):
    status, _, err = run("study", command[0], tmp_path, *command[1:])
    assert status == 1
    assert "There is no study in" in err


def test_without_a_choice_the_models_of_the_paper_are_compared(run, tmp_path, monkeypatch):
    asked = []

    def remember(folder, request, *others):
        asked.append(request)
        raise KeyboardInterrupt

    monkeypatch.setattr("chopin_studio.cli.study_commands.create_study", remember)
    assert run("study", "new", tmp_path / "study")[0] == 1
    (request,) = asked
    assert [source.model.hidden_units for source in request.sources] == [256, 384, 512, 640, 768]
    assert (request.excerpts, request.length.notes) == (3, 400)
