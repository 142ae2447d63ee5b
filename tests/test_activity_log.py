"""What is generated and exported is logged, without the music."""

import logging
from pathlib import Path

import pytest

from chopin_studio.activity_log import logged_exporters, logged_generation
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.export.credits import NO_CREDITS
from chopin_studio.export.errors import ExportError
from chopin_studio.export.formats import Exporter
from chopin_studio.music.excerpt import Excerpt
from tests.ui.fakes import FakeBundle, SlowGenerator, note_at

SETTINGS = GenerationSettings(LibraryStart("nocturne-op27-2"), notes=3, random_state=7)
MUSIC = Excerpt((note_at(0), note_at(1)), title="For Clara")


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO)
    return caplog


@pytest.fixture
def bundle(tmp_path: Path) -> FakeBundle:
    return FakeBundle(256, tmp_path)


def test_generation_is_logged_with_its_settings_from_beginning_to_end(
    told: pytest.LogCaptureFixture, bundle: FakeBundle
) -> None:
    items = list(logged_generation(SlowGenerator(0))(bundle, SETTINGS))  # type: ignore[arg-type]
    begins, ended = told.messages
    assert begins.startswith("generation begins: classic-256, start=nocturne-op27-2, notes=3")
    assert "random_state=7" in begins
    assert ended == "generation ended: classic-256, 3 notes and chords"
    assert items == list(SlowGenerator(0)(bundle, SETTINGS))  # type: ignore[arg-type]


def test_generation_that_is_cancelled_or_fails_says_so(
    told: pytest.LogCaptureFixture, bundle: FakeBundle
) -> None:
    generator = SlowGenerator(0)
    running = logged_generation(generator)(bundle, SETTINGS)  # type: ignore[arg-type]
    next(running)
    next(running)
    del running
    assert told.messages[-1] == "generation cancelled: classic-256, 1 notes and chords"
    assert generator.closed == 1
    failing = SlowGenerator(0, fails_after=0, error=ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        list(logged_generation(failing)(bundle, SETTINGS))  # type: ignore[arg-type]
    assert told.messages[-1].startswith("generation failed (ZeroDivisionError): classic-256")


def test_music_of_the_users_own_is_not_written_down(
    told: pytest.LogCaptureFixture, bundle: FakeBundle
) -> None:
    settings = GenerationSettings(ExcerptStart(MUSIC), notes=1)
    list(logged_generation(SlowGenerator(0))(bundle, settings))  # type: ignore[arg-type]
    assert "start=own music" in told.messages[0]
    assert "Note(" not in told.text
    assert "Clara" not in told.text


def test_an_export_is_logged_by_its_format_without_title_and_place(
    told: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    def refuse(*_: object) -> None:
        raise ExportError("The disk is full.")

    saving, failing = logged_exporters(
        [Exporter(".x", "X", lambda *_: None), Exporter(".y", "Y", refuse)]
    )
    saving.export(MUSIC, tmp_path / "For Clara.x", NO_CREDITS, lambda share: None)
    with pytest.raises(ExportError):
        failing.export(MUSIC, tmp_path / "For Clara.y", NO_CREDITS, lambda share: None)
    assert [words.split(",")[0] for words in told.messages] == [
        "export saved: .x",
        "export not saved (ExportError): .y",
    ]
    assert "Clara" not in told.text
