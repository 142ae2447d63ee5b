"""A third family of models, for tests: quarter notes that climb and fall by steps it prefers.

It is here that one sees what a family must do. Nothing in the program knows of it.
"""

import hashlib
import json
from functools import partial
from typing import ClassVar

import numpy as np
from safetensors.numpy import save

from chopin_studio import data_fields as check
from chopin_studio.engine.attribute_sampling import Sampling
from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.events import Opening, Step
from chopin_studio.engine.families import FAMILIES
from chopin_studio.engine.family import Family, StartWords
from chopin_studio.engine.manifest import Manifest
from chopin_studio.engine.sampling import draw, log_probability
from chopin_studio.engine.seeds import ExcerptStart, LibrarySeed, LibraryStart, title_after
from chopin_studio.engine.warm_starts import Slot
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand, Note
from chopin_studio.music.tempo import TempoMap

STEPS = (-7, -5, -2, 2, 5, 7)
"""Semitones from a note to the next, by class."""

MIDDLE_C = 60
NOTICE = "A toy made this."
_NETWORK = Slot("the preferences that were read last")


class ToyFamily(Family):
    """Follows a meter and nothing else; hears the last pitch alone."""

    name = "toy"
    controls = frozenset({"meter"})
    reads_tempo = False
    limits = "Quarter notes only."
    samplings: ClassVar = {"step": Sampling(1.0, 0.9)}
    random_start = StartWords("From middle C", "Begin in the middle of the keyboard")

    def seeds(self, bundle):
        return bundle.part(_read_seeds)

    def generate(self, bundle, settings, ready, guarding):
        logits = ready.get(_NETWORK, bundle.identity, partial(_read_weights, bundle))
        own = self.samplings_of(bundle.manifest)["step"]
        temperature = settings.temperature * own.temperature
        top_p = min(settings.top_p, own.top_p)
        takes = []
        for number in range(settings.takes):
            state = settings.random_state + number
            excerpt = self._opening(bundle, settings)
            yield Opening(number, excerpt, state, (NOTICE,))
            takes.append((np.random.default_rng(state), excerpt.notes[-1]))
        for _ in range(settings.notes):
            for number, (rng, last) in enumerate(takes):
                step = STEPS[draw(logits, temperature, top_p, rng)]
                pitch = last.pitch + (step if 21 <= last.pitch + step <= 108 else -step)
                note = _note(pitch, last.onset_tick + TICKS_PER_QUARTER)
                takes[number] = (rng, note)
                yield Step(number, (note,))

    def score(self, bundle, music, tick, ready):
        logits = ready.get(_NETWORK, bundle.identity, partial(_read_weights, bundle))
        before = [note for note in music.notes if note.onset_tick < tick]
        after = [note for note in music.notes if note.onset_tick >= tick]
        step = after[0].pitch - before[-1].pitch
        return log_probability(logits, STEPS.index(step)) if step in STEPS else -99.0

    def most_heard(self, bundle, passage):
        return 1

    def told_apart(self, note):
        return note.pitch

    def count_steps(self, onsets):
        return len(set(onsets))

    def goes_on_at(self, music):
        return music.end_tick

    def _opening(self, bundle, settings):
        meter = settings.chosen_meter()
        meters = MeterMap((meter,)) if meter is not None else MeterMap()
        start, title, pitches = settings.start, "From middle C", (MIDDLE_C,)
        if isinstance(start, LibraryStart):
            seed = bundle.find_seed(self.seeds(bundle), start.name)
            title, pitches = title_after(seed.title), (48, 52, 55)
        if isinstance(start, ExcerptStart):
            title, pitches = title_after(start.title), [n.pitch for n in start.excerpt.notes]
        notes = tuple(_note(pitch, k * TICKS_PER_QUARTER) for k, pitch in enumerate(pitches))
        end_tick = len(notes) * TICKS_PER_QUARTER
        tempo_map = TempoMap.constant(settings.bpm or 120)
        return Excerpt(notes, tempo_map, meters, title=title, seed_end_tick=end_tick)


THREE_FAMILIES = (*FAMILIES, ToyFamily())


def write_toy_model(folder, name="Toy", favourite=2):
    """Write a bundle of that name, which mostly goes by its `favourite` step, and open it."""
    folder.mkdir(parents=True)
    logits = np.zeros(len(STEPS), np.float32)
    logits[STEPS.index(favourite)] = 2
    weights = save({"steps/logits": logits})
    seeds = json.dumps([{"name": "triad", "title": "Triad"}]).encode()
    manifest = Manifest(
        format_version=1,
        id=folder.name,
        family=ToyFamily.name,
        name=name,
        character="Plays with blocks.",
        hidden_units=1,
        parameters=len(STEPS),
        vocabulary_size=None,
        training_loss=None,
        validation_nats_per_note=None,
        epochs=0,
        recipe="none",
        data="none",
        licence="CC0",
        weight_bytes=len(weights),
        weights_sha256=hashlib.sha256(weights).hexdigest(),
        vocabulary_sha256=None,
        seeds_sha256=hashlib.sha256(seeds).hexdigest(),
    )
    (folder / "weights.safetensors").write_bytes(weights)
    (folder / "seeds.json").write_bytes(seeds)
    (folder / "manifest.json").write_text(manifest.to_json(), "utf-8")
    return Bundle.open(folder, THREE_FAMILIES)


def _read_seeds(bundle):
    def seed(row):
        found = check.fields(row)
        return LibrarySeed(check.line(found["name"], 99), check.line(found["title"], 99))

    return bundle.read_seeds(seed)


def _read_weights(bundle):
    return bundle.tensors({"steps/logits": (len(STEPS),)})["steps/logits"]


def _note(pitch, onset_tick):
    return Note(pitch, 80, onset_tick, TICKS_PER_QUARTER, Hand.RIGHT)
