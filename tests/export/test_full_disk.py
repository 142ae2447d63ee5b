"""However small the disk: a whole file and success, or the old file, an error, and nothing else."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import numpy as np
import pytest

from chopin_studio.cli import main
from chopin_studio.export import audio
from chopin_studio.export.engraving.engrave import engrave
from chopin_studio.export.engraving.engraver import Engraver
from chopin_studio.export.midi import export_midi
from chopin_studio.music.midi_io import read_midi
from chopin_studio.ui.score import image_export
from chopin_studio.ui.score.image_exporters import ALL_EXPORTERS
from tests.export.takes import classic_take
from tests.plain_text import is_sentence

EXTENSIONS = [exporter.extension for exporter in ALL_EXPORTERS]
STEPS = 64
OLD = b"a good score"
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Path:
    """Return a MIDI file to convert."""
    path = tmp_path_factory.mktemp("source") / "in.mid"
    export_midi(classic_take(12), path)
    return path


@pytest.fixture(scope="module")
def engraving(source):
    """Return its score, engraved once: what is tested is how it is written."""
    with Engraver() as engraver:
        return engrave(read_midi(source), engraver)


@pytest.fixture(params=EXTENSIONS)
def extension(request) -> str:
    """Return the extension of each format in turn."""
    return request.param


@pytest.fixture
def convert(source, engraving, monkeypatch) -> Callable[[Path], int]:
    """Return a way to run `chopin-studio convert` that is quick to make what it writes."""
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, (22050, 2)).astype(np.float32)
    monkeypatch.setattr(audio, "render_excerpt", lambda *_: iter([noise]))
    monkeypatch.setattr(image_export, "PNG_DPI", 40)
    monkeypatch.setattr(image_export, "Engraver", nullcontext)
    monkeypatch.setattr(image_export, "engrave", lambda *_: engraving)
    return lambda path: main(["convert", str(source), str(path)])


def check(status: int, error: str, path: Path, whole: bytes) -> bool:
    """See that all went well, or nothing was changed; tell which."""
    found = path.read_bytes()
    if status == 0:
        assert error == ""
        # A PDF file has the time in it, an Ogg file a number drawn by chance.
        assert len(found) == len(whole)
        assert found == whole or path.suffix in (".pdf", ".ogg")
        return True
    assert status == 1
    assert found == OLD
    assert is_sentence(error.strip())
    assert str(path) in error
    assert f"the disk that holds {path.parent}" in error
    return False


def steps(need: int, unit: int) -> list[int]:
    """Return sizes from 0 to `need`, in no more than STEPS steps of whole units."""
    units = -(-need // unit)
    return sorted({-(-units * step // STEPS) * unit for step in range(STEPS + 1)})


@contextmanager
def no_larger_files(size: int) -> Iterator[None]:
    """Have the system refuse any file of more bytes to this process."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_no_byte_is_lost_where_a_file_may_have_so_many(
    convert, extension, tmp_path, capsys, monkeypatch
):
    pytest.importorskip("resource")
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / f"a{extension}"
    assert convert(path) == 0
    whole = path.read_bytes()
    # The sound before it is amplified is larger than what becomes of it, and lies elsewhere.
    monkeypatch.setattr(audio, "_scratch_file", lambda: nullcontext(io.BytesIO()))
    outcomes = []
    for size in steps(len(whole), 1):
        path.write_bytes(OLD)
        capsys.readouterr()
        with no_larger_files(size):
            status = convert(path)
        outcomes.append(check(status, capsys.readouterr().err, path, whole))
        assert list(folder.iterdir()) == [path]
    assert outcomes == [False] * (len(outcomes) - 1) + [True]


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Callable[[int], None]]:
    """Mount a disk of `size` bytes; yield what leaves so many of them free."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True, timeout=30).returncode:
        pytest.skip("needs the right to mount a small disk (tmpfs)")
    try:
        with (folder / "ballast").open("wb") as ballast:

            def leave(free: int) -> None:
                ballast.truncate(0)
                status = os.statvfs(folder)
                ballast_size = status.f_bfree * status.f_frsize - free
                if ballast_size > 0:
                    os.posix_fallocate(ballast.fileno(), 0, ballast_size)

            yield leave
    finally:
        subprocess.run(["umount", str(folder)], check=True, timeout=30)


def test_however_little_room_a_disk_has_no_file_is_cut_short(convert, extension, tmp_path, capsys):
    assert convert(tmp_path / f"whole{extension}") == 0
    whole = (tmp_path / f"whole{extension}").read_bytes()
    (tmp_path / "disk").mkdir()
    path = tmp_path / "disk" / f"a{extension}"
    need = -(-len(whole) // PAGE) * PAGE
    outcomes = []
    with small_disk(tmp_path / "disk", need + 8 * PAGE) as leave:
        for free in steps(need + PAGE, PAGE):
            leave(need + 8 * PAGE)
            path.write_bytes(OLD)
            leave(free)
            capsys.readouterr()
            status = convert(path)
            outcomes.append(check(status, capsys.readouterr().err, path, whole))
            assert {each.name for each in path.parent.iterdir()} == {path.name, "ballast"}
    assert outcomes[0] is False
    assert outcomes[-1] is True
    assert outcomes == sorted(outcomes)
