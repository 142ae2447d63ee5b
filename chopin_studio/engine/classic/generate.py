"""The classic family: the paper's network, run note by note over a sliding window."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, partial

import numpy as np

from chopin_studio.engine.bundle_files import BundleFiles, Tensors
from chopin_studio.engine.classic.bundle_parts import seeds_of, vocabulary_of
from chopin_studio.engine.classic.codec import WINDOW, decode, encode, opening_excerpt
from chopin_studio.engine.classic.vocabulary import Vocabulary
from chopin_studio.engine.events import Opening, Step
from chopin_studio.engine.lstm import (
    Doubles,
    Floats,
    LstmLayer,
    OutputHead,
    SlidingWindow,
    run_layers,
    widened,
)
from chopin_studio.engine.originality_guard import QuotationLimit, quoting_words
from chopin_studio.engine.sampling import Answer, draw_answer
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, Start, title_after
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.engine.warm_starts import Slot, WarmStarts
from chopin_studio.music.key import Key
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import Note
from chopin_studio.music.tempo import DEFAULT_BPM

_LAYERS = ("lstm_1", "lstm_2", "lstm_3")
_NORM_EPSILON = 1e-3
"""Keras's default for batch normalisation, by which the networks are trained."""


class ClassicNetwork:
    """The weights of a classic bundle, ready to run."""

    def __init__(self, tensors: Tensors, vocabulary_size: int) -> None:
        """Take the tensors that `classic_shapes` names, all of one float type."""
        self.vocabulary_size = vocabulary_size
        self._tensors = tensors
        self.layers = [
            LstmLayer(
                tensors[f"{name}/kernel"], tensors[f"{name}/recurrent"], tensors[f"{name}/bias"]
            )
            for name in _LAYERS
        ]
        deviation: Floats = np.sqrt(tensors["norm/variance"] + _NORM_EPSILON)
        scale = tensors["norm/gamma"] / deviation
        shift = (tensors["dense/bias"] - tensors["norm/mean"]) * scale + tensors["norm/beta"]
        self.head = OutputHead(
            tensors["dense/kernel"] * scale,
            shift,
            tensors["output/kernel"],
            tensors["output/bias"],
        )

    @classmethod
    def load(cls, bundle: BundleFiles) -> "ClassicNetwork":
        """Read a bundle's weights; BundleError where they are not what its manifest says."""
        size = len(vocabulary_of(bundle))
        return cls(bundle.tensors(classic_shapes(bundle.manifest.hidden_units, size)), size)

    @cached_property
    def exact(self) -> "ClassicNetwork":
        """The same network in float64."""
        return ClassicNetwork(widened(self._tensors), self.vocabulary_size)

    def scaled(self, token: int) -> Floats:
        """Return a token id as the network reads it, [1, 1]."""
        return np.full((1, 1), token / self.vocabulary_size, self.head.bias.dtype)

    def stepper(self) -> "ClassicStepper":
        """Start a take: a stepper that has seen nothing yet."""
        return ClassicStepper(self)


class ClassicStepper:
    """The state of one take: takes token ids and returns logits over the next."""

    def __init__(self, network: ClassicNetwork) -> None:
        self._network = network
        self._window = SlidingWindow(network.layers, WINDOW)
        self._heard: deque[int] = deque(maxlen=WINDOW)

    def copy(self) -> "ClassicStepper":
        """Return an independent stepper in the same state."""
        twin = ClassicStepper(self._network)
        twin._window = self._window.copy()
        twin._heard = self._heard.copy()
        return twin

    def feed(self, token: int) -> Floats:
        """Take the next token id; return the logits [vocabulary] of the one after it."""
        self._heard.append(token)
        window = self._window.feed(self._network.scaled(token))
        logits: Floats = self._network.head.logits(window)[0]
        return logits

    def exact_logits(self) -> Doubles:
        """Return the logits [vocabulary] that `feed` gave last, computed in float64."""
        network = self._network.exact
        hidden = run_layers(network.layers, [network.scaled(token) for token in self._heard])
        return np.asarray(network.head.logits(hidden)[0], np.float64)


_NETWORK: Slot[ClassicNetwork] = Slot("the network that was run last")
_HEARD: Slot[tuple[ClassicStepper, Floats]] = Slot("the seed that was heard last")


def loaded_network(bundle: BundleFiles, ready: WarmStarts) -> ClassicNetwork:
    """Return a bundle's network, cached in `ready`."""
    return ready.get(_NETWORK, bundle.identity, partial(ClassicNetwork.load, bundle))


def classic_shapes(hidden_units: int, vocabulary_size: int) -> dict[str, tuple[int, ...]]:
    """Return the names and shapes of a classic bundle's tensors."""
    half = hidden_units // 2
    shapes: dict[str, tuple[int, ...]] = {}
    for name, inputs in zip(_LAYERS, (1, hidden_units, hidden_units), strict=True):
        shapes[f"{name}/kernel"] = (inputs, 4 * hidden_units)
        shapes[f"{name}/recurrent"] = (hidden_units, 4 * hidden_units)
        shapes[f"{name}/bias"] = (4 * hidden_units,)
    shapes |= {"dense/kernel": (hidden_units, half), "dense/bias": (half,)}
    shapes |= {f"norm/{part}": (half,) for part in ("gamma", "beta", "mean", "variance")}
    shapes |= {"output/kernel": (half, vocabulary_size), "output/bias": (vocabulary_size,)}
    return shapes


@dataclass(frozen=True, slots=True)
class _Seed:
    """The seed of a take, as the network reads it."""

    tokens: tuple[int, ...]
    title: str
    key: Key | None = None
    notices: tuple[str, ...] = ()


@dataclass(slots=True)
class _ClassicTake:
    """A take that is being generated."""

    stepper: ClassicStepper
    rng: np.random.Generator
    logits: Floats
    place: int
    made: list[Note] = field(default_factory=list)


def generate_classic(
    bundle: BundleFiles,
    settings: GenerationSettings,
    ready: WarmStarts,
    guarding: QuotationLimit | None = None,
) -> Iterator[Opening | Step]:
    """Yield each take's opening, then its notes and chords one by one, the takes in turn.

    The takes are stepped one after the other, not as one batch: the last bits of a matrix product
    depend on its shape, and a take must be the same alone as among others.
    """
    network, vocabulary = loaded_network(bundle, ready), vocabulary_of(bundle)
    takes: list[_ClassicTake] = []
    for number in range(settings.takes):
        random_state = settings.random_state + number
        rng = np.random.default_rng(random_state)
        seed = _seed(bundle, settings.start, rng)
        bpm = settings.bpm or DEFAULT_BPM
        excerpt = opening_excerpt(seed.tokens, vocabulary, bpm, seed.title, seed.key)
        notices = guarding.notices if guarding else ()
        yield Opening(number, excerpt, random_state, (*seed.notices, *notices))
        stepper, logits = ready.get(
            _HEARD, (bundle.identity, seed.tokens), partial(_warm_up, network, seed.tokens)
        )
        takes.append(_ClassicTake(stepper.copy(), rng, logits, len(seed.tokens)))
    for _ in range(settings.notes):
        for number, take in enumerate(takes):
            token, quotes = _next_token(take, vocabulary, settings, guarding)
            notes = decode(vocabulary.chords[token], take.place)
            notices = (quoting_words(MeterMap(), notes[0]),) if quotes else ()
            yield Step(number, notes, notices=notices)
            take.place += 1
            take.made += notes
            take.logits = take.stepper.feed(token)


def _next_token(
    take: _ClassicTake,
    vocabulary: Vocabulary,
    settings: GenerationSettings,
    guarding: QuotationLimit | None,
) -> tuple[int, bool]:
    """Sample the id of the next token; also return whether it quotes although it should not."""
    allowed = np.ones(len(vocabulary), np.bool_)
    answer = Answer(take.logits, cache(take.stepper.exact_logits))
    temperature, top_p, sampler = settings.temperature, settings.top_p, settings.sampler

    def draw_one() -> int:
        return draw_answer(answer, temperature, top_p, take.rng, allowed, sampler)

    if guarding is None:
        return draw_one(), False

    def forbid(token: int) -> bool:
        allowed[token] = False
        return bool(allowed.any())

    def notes_of(token: int) -> tuple[Note, ...]:
        return decode(vocabulary.chords[token], take.place)

    return guarding.choose(take.made, draw_one, notes_of, forbid)


def _warm_up(network: ClassicNetwork, tokens: tuple[int, ...]) -> tuple[ClassicStepper, Floats]:
    """Return a stepper that has been fed the seed, and the logits of the first new note."""
    stepper = network.stepper()
    for token in tokens[:-1]:
        stepper.feed(token)
    return stepper, stepper.feed(tokens[-1])


def _seed(bundle: BundleFiles, start: Start, rng: np.random.Generator) -> _Seed:
    """Read the start of a take as tokens."""
    if isinstance(start, LibraryStart):
        seed = bundle.find_seed(seeds_of(bundle), start.name)
        return _Seed(seed.tokens, title_after(seed.title), seed.key)
    if isinstance(start, ExcerptStart):
        music = start.excerpt
        encoding = encode(music, vocabulary_of(bundle), WINDOW)
        title = title_after(music.title)
        return _Seed(encoding.tokens, title, music.key_at(0), encoding.notices)
    return _Seed((_random_token(vocabulary_of(bundle), rng),), "From a random start")


def _random_token(vocabulary: Vocabulary, rng: np.random.Generator) -> int:
    """Sample a first chord with its frequency in the corpus."""
    counts = np.array(vocabulary.counts, dtype=np.float64)
    return int(rng.choice(len(counts), p=counts / counts.sum()))
