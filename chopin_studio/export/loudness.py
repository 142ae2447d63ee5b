"""How loud audio is, in LUFS: the gated loudness of Recommendation ITU-R BS.1770-5, Annex 1.

The standard states its filters for 48 kHz alone. They are two analog filters, a high shelf for the
effect of the head and a high pass, taken to a sample rate by the bilinear transform: B. De Man,
"Evaluation of implementations of the EBU R128 loudness measurement", AES 145th Convention (2018).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SILENT = -70.0
"""LUFS below which a moment is silence, and does not count."""

_RELATIVE_GATE = -10.0
"""Nor does one count that is so many LU below the mean of the others."""

_OFFSET = -0.691
"""Decibels that make 997 Hz at full scale in one channel -3.01 LUFS."""

_STEP_SEC, _STEPS_IN_BLOCK = 0.1, 4
"""Blocks of 400 ms overlap by three quarters."""

_MEMORY_SEC = 0.5
"""After that the filters have forgotten what was before, to less than the last bit of a double."""

Frames = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Biquad:
    """A filter of second order: H(z) = (b0 + b1/z + b2/z²) / (1 + a1/z + a2/z²)."""

    b: tuple[float, float, float]
    a: tuple[float, float]

    def response(self, z: NDArray[np.complex128]) -> NDArray[np.complex128]:
        """Return H at the places `z`."""
        b0, b1, b2 = self.b
        a1, a2 = self.a
        response: NDArray[np.complex128] = (b0 + b1 / z + b2 / z**2) / (1 + a1 / z + a2 / z**2)
        return response


def head_filter(sample_rate: int) -> Biquad:
    """Return the shelf that lifts what is above 1.7 kHz by 4 dB, as a head does."""
    k, q = np.tan(np.pi * 1681.974450955533 / sample_rate), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    a0 = 1 + k / q + k * k
    return Biquad(
        (
            float((high + band * k / q + k * k) / a0),
            float(2 * (k * k - high) / a0),
            float((high - band * k / q + k * k) / a0),
        ),
        (float(2 * (k * k - 1) / a0), float((1 - k / q + k * k) / a0)),
    )


def low_cut(sample_rate: int) -> Biquad:
    """Return the high pass at 38 Hz; its numerator is that of the standard, without its gain."""
    k, q = np.tan(np.pi * 38.13547087602444 / sample_rate), 0.5003270373238773
    a0 = 1 + k / q + k * k
    return Biquad((1.0, -2.0, 1.0), (float(2 * (k * k - 1) / a0), float((1 - k / q + k * k) / a0)))


def loudness(frames: Frames, sample_rate: int) -> float:
    """Return the loudness of `frames`, of shape (frames, channels), in LUFS.

    Channels are one or two, which the standard weighs alike. Minus infinity where all is silence,
    or nothing is as long as a block of 400 ms.
    """
    energies = _block_energies(frames, sample_rate)
    loud = energies[_lufs(energies) > SILENT]
    if not len(loud):
        return -np.inf
    gated = loud[_lufs(loud) > _lufs(loud.mean()) + _RELATIVE_GATE]
    return float(_lufs(gated.mean()))


def _lufs(energy: NDArray[np.float64] | np.float64) -> NDArray[np.float64]:
    with np.errstate(divide="ignore"):
        lufs: NDArray[np.float64] = np.asarray(_OFFSET + 10 * np.log10(energy))
    return lufs


def _block_energies(frames: Frames, sample_rate: int) -> NDArray[np.float64]:
    """Return the mean square of every block of 400 ms, filtered, the channels added up."""
    step = round(_STEP_SEC * sample_rate)
    count = len(frames) // step
    steps = np.zeros(count)
    for channel in frames.T:
        filtered = k_weighted(channel, sample_rate)[: count * step]
        steps += np.square(filtered).reshape(count, step).mean(axis=1)
    if count < _STEPS_IN_BLOCK:
        return np.empty(0)
    return np.convolve(steps, np.full(_STEPS_IN_BLOCK, 1 / _STEPS_IN_BLOCK), "valid")


def k_weighted(samples: Frames, sample_rate: int) -> NDArray[np.float64]:
    """Return one channel as the standard's two filters leave it.

    They are applied in the frequency domain, with silence after the samples for what the filters
    still give then, which would otherwise come back at the beginning.
    """
    size = _even_size(len(samples) + round(_MEMORY_SEC * sample_rate))
    z = np.exp(2j * np.pi * np.fft.rfftfreq(size))
    response = head_filter(sample_rate).response(z) * low_cut(sample_rate).response(z)
    spectrum = np.fft.rfft(samples.astype(np.float64), size) * response
    return np.fft.irfft(spectrum, size)[: len(samples)]


def _even_size(least: int) -> int:
    """Return a number just above `least` whose Fourier transform is fast: 16 to 32 times 2**n."""
    unit: int = 2 ** max(0, int(np.log2(least)) - 4)
    return -(-least // unit) * unit
