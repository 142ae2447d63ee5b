"""Takes of small expressive models, generated whole."""

from dataclasses import replace

from chopin_studio.engine.events import whole_take
from chopin_studio.engine.generator import Opening, Step, generate
from chopin_studio.engine.settings import GenerationSettings
from tests.expressive_models import random_tensors, write_expressive_model


def biased(tmp_path, version=1, **biases):
    """Write a model that is drawn to some classes, as {attribute: {class: bias}}."""
    tensors = random_tensors(version=version)
    for attribute, classes in biases.items():
        for drawn, bias in classes.items():
            tensors[f"head_{attribute}/bias"][drawn] += bias
    return write_expressive_model(tmp_path / "expressive-16", tensors, version=version)


def made(bundle, **settings):
    """Generate, and give each take as (opening, steps)."""
    openings, steps = {}, {}
    for event in generate(bundle, GenerationSettings(**settings)):
        if isinstance(event, Opening):
            openings[event.take], steps[event.take] = event, []
        elif isinstance(event, Step):
            steps[event.take].append(replace(event, take=0))
    return [(openings[take], steps[take]) for take in sorted(openings)]


def take(bundle, **settings):
    """Generate one take, and give it whole."""
    ((opening, steps),) = made(bundle, **settings)
    return whole_take([opening, *steps])
