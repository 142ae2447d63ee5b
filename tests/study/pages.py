"""A study whose page can be opened: short tones as its audio."""

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import numpy as np

from chopin_studio.export.compressed_audio import write_compressed
from chopin_studio.study.definition import Study
from chopin_studio.study.orders import draw_orders
from chopin_studio.study.study_folder import write_study
from chopin_studio.study.texts import study_texts
from tests.study.studies import study

RATE = 44100


def tone(place: int, seconds: float = 0.5) -> bytes:
    """Return an MP3 file of a tone, another one for each place."""
    phase = 2 * np.pi * (220 + 20 * place) * np.arange(int(seconds * RATE)) / RATE
    wave = (0.2 * np.sin(phase)).astype(np.float32)
    file = io.BytesIO()
    write_compressed(file, ".mp3", RATE, [np.stack([wave, wave], axis=1)])
    return file.getvalue()


def write_tone_study(folder: Path, language: str = "en", **changes: object) -> Study:
    """Write a study of three models, whose two excerpts each are tones, and return it."""
    texts = study_texts(language)
    plain = study(questions=texts.questions)
    sounds = [tone(place) for place in range(len(plain.excerpts))]
    excerpts = tuple(
        replace(
            each,
            audio=f"audio/{hashlib.sha256(sound).hexdigest()[:12]}.mp3",
            audio_sha256=hashlib.sha256(sound).hexdigest(),
        )
        for each, sound in zip(plain.excerpts, sounds, strict=True)
    )
    whole = replace(
        plain,
        language=language,
        excerpts=excerpts,
        orders=draw_orders(len(plain.models), np.random.default_rng(1)),
        listener_kinds=texts.listener_kinds,
        texts=texts.page,
        **changes,  # type: ignore[arg-type]
    )
    write_study(folder, whole, dict(zip((e.audio for e in excerpts), sounds, strict=True)))
    return whole
