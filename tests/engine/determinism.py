"""Measure whether a take comes out the same on other processors; a report, no test.

    python -m tests.engine.determinism [--notes 300] [--bundle classic-256 ...]

Each bundle makes one take by each kernel of the matrix library (OpenBLAS) that this processor can
run, in a process of its own. The takes are compared bit for bit, and what each draw was made of is
kept: the logits, and of every tenth draw what they are in float64. From that come

- the largest error of a logit, beside the one that the sampler allows for: as long as it is
  smaller, no draw of version 2 can differ;
- the share of draws that were decided in float64;
- the exact probability that a take of 1,000 notes differs by the earlier way of drawing, by
  cumulative probabilities: the measure of all random numbers that lead to another class.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine import sampling
from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.events import Opening
from chopin_studio.engine.generator import generate
from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.paths import bundled_models

KERNELS = ("Haswell", "Sandybridge", "Prescott")
"""With AVX2 and fused multiply-add, with AVX, and with SSE3 alone; `SkylakeX` has AVX-512."""

EVERY = 10


@dataclass
class Recorded:
    """What the draws of one take were made of."""

    logits: list[NDArray[np.float64]] = field(default_factory=list)
    exact: dict[int, NDArray[np.float64]] = field(default_factory=dict)
    masses: list[NDArray[np.float64]] = field(default_factory=list)
    in_float64: int = 0
    notes: list[tuple[int, ...]] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=300)
    parser.add_argument("--bundle", nargs="*", default=None)
    parser.add_argument("--kernel", nargs="*", default=KERNELS)
    parser.add_argument("--record", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    known = [bundle.manifest.id for bundle in list_bundles([bundled_models()]).bundles]
    names = options.bundle or known
    if options.record:
        save(record(names[0], options.notes), options.record)
        return 0
    print("| bundle | kernel | same | largest error | allowed | in float64 | version 1 |")
    print("|---|---|---|---|---|---|---|")
    for name in names:
        report(name, options.notes, options.kernel)
    return 0


def report(name: str, notes: int, kernels: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        runs = {}
        for kernel in kernels:
            path = Path(folder) / f"{kernel}.npz"
            command = [sys.executable, "-m", "tests.engine.determinism", "--bundle", name]
            command += ["--notes", str(notes), "--record", str(path)]
            environment = os.environ | {"OPENBLAS_CORETYPE": kernel, "OPENBLAS_NUM_THREADS": "1"}
            subprocess.run(command, check=True, env=environment)
            runs[kernel] = load(path)
    first = runs[kernels[0]]
    for kernel, run in runs.items():
        is_same = run.notes == first.notes
        error = (
            max(
                np.abs(run.logits[place] - exact)[np.isfinite(exact)].max()
                for place, exact in first.exact.items()
                if is_same
            )
            if is_same
            else float("nan")
        )
        per_note = len(first.logits) / max(len(first.notes), 1)
        pairs = zip(first.masses, run.masses, strict=True) if is_same else ()
        differs = float(np.mean([disagreement(one, other) for one, other in pairs] or [np.nan]))
        whole = 1 - (1 - differs) ** (1000 * per_note)
        print(
            f"| {name} | {kernel} | {'yes' if is_same else 'NO'} | {error:.1e} "
            f"| {sampling.LOGIT_ERROR:.0e} | {run.in_float64} of {len(run.logits):,} "
            f"| {whole:.2%} of takes differ |",
            flush=True,
        )


def disagreement(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Return the share of random numbers for which two cumulative tables give other classes."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    order = np.argsort(low)
    low, high = low[order], np.maximum.accumulate(high[order])
    starts = np.maximum(low, np.append(0.0, high[:-1]))
    return float(np.maximum(high - starts, 0.0).sum())


def record(name: str, notes: int) -> Recorded:
    """Make a take, and keep what its draws were made of."""
    found, draw_answer = Recorded(), sampling.draw_answer
    bundle = list_bundles([bundled_models()]).find(name)

    def drawn(answer: sampling.Answer, temperature: float, top_p: float, *rest: Any) -> int:
        allowed = rest[1] if len(rest) > 1 else None
        logits = np.array(answer.logits, np.float64)
        if len(found.logits) % EVERY == 0:
            found.exact[len(found.logits)] = answer.exact()
        found.logits.append(logits)
        masked = logits if allowed is None else np.where(allowed, logits, -np.inf)
        probabilities = sampling.softmax(masked / temperature)
        if top_p < 1:
            probabilities = sampling.nucleus(probabilities, top_p)
        found.masses.append(np.cumsum(probabilities / probabilities.sum()))
        return draw_answer(counting(answer), temperature, top_p, *rest)

    def counting(answer: sampling.Answer) -> sampling.Answer:
        def exact() -> NDArray[np.float64]:
            found.in_float64 += 1
            return answer.exact()

        return sampling.Answer(answer.logits, exact)

    replace_everywhere("draw_answer", drawn)
    settings = GenerationSettings(
        start=LibraryStart(bundle.seeds[0].name), notes=notes, random_state=11
    )
    for event in generate(bundle, settings):
        if not isinstance(event, Opening):
            found.notes += [
                (note.onset_tick, note.duration_tick, note.pitch, note.velocity)
                for note in event.notes
            ]
    return found


def replace_everywhere(name: str, function: Callable[..., Any]) -> None:
    """Put a function in the place of one of `sampling` in all modules that have imported it."""
    original = getattr(sampling, name)
    for module in list(sys.modules.values()):
        if getattr(module, name, None) is original:
            setattr(module, name, function)


def save(found: Recorded, path: Path) -> None:
    parts: dict[str, Any] = {"notes": np.array(found.notes), "in_float64": found.in_float64}
    parts |= {f"logits{place}": values for place, values in enumerate(found.logits)}
    parts |= {f"masses{place}": values for place, values in enumerate(found.masses)}
    parts |= {f"exact{place}": values for place, values in found.exact.items()}
    np.savez(path, **parts)


def load(path: Path) -> Recorded:
    with np.load(path) as parts:
        number = sum(name.startswith("logits") for name in parts.files)
        return Recorded(
            [parts[f"logits{place}"] for place in range(number)],
            {place: parts[f"exact{place}"] for place in range(0, number, EVERY)},
            [parts[f"masses{place}"] for place in range(number)],
            int(parts["in_float64"]),
            [tuple(row) for row in parts["notes"].tolist()],
        )


if __name__ == "__main__":
    sys.exit(main())
