"""A take's music and record, for tests of the library."""

from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.take import TakeRecord
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Hand, Note
from chopin_studio.music.tempo import TempoMap

MUSIC = Excerpt(
    notes=(Note(60, 80, 0, 240), Note(64, 70, 240, 240, Hand.RIGHT), Note(48, 60, 480, 960)),
    tempo_map=TempoMap.constant(96),
    title="After a Nocturne",
    seed_end_tick=240,
)
RECORD = TakeRecord(
    bundle_id="classic-256",
    weights_sha256="0" * 64,
    settings=GenerationSettings(
        start=LibraryStart("nocturne-op27-2"), notes=2, temperature=0.9, top_p=0.95, random_state=7
    ),
    notices=("A sentence.",),
)
