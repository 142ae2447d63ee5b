"""Loudness by ITU-R BS.1770: what the standard states, and the cases of EBU Tech 3341."""

import numpy as np
import pytest

from chopin_studio.export.loudness import head_filter, k_weighted, loudness, low_cut

RATES = (44100, 48000)


def sine(level_db, seconds, rate, hertz=1000.0):
    """Return both channels of a sine whose peaks are at a level below full scale."""
    wave = 10 ** (level_db / 20) * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)
    return np.repeat(wave[:, np.newaxis], 2, axis=1).astype(np.float32)


def test_at_48_khz_the_filters_are_those_of_the_standard():
    assert head_filter(48000).b == pytest.approx(
        (1.53512485958697, -2.69169618940638, 1.19839281085285), abs=1e-13
    )
    assert head_filter(48000).a == pytest.approx((-1.69065929318241, 0.73248077421585), abs=1e-13)
    assert low_cut(48000).b == (1.0, -2.0, 1.0)
    assert low_cut(48000).a == pytest.approx((-1.99004745483398, 0.99007225036621), abs=1e-13)


@pytest.mark.parametrize("rate", RATES)
def test_997_hz_at_full_scale_in_one_channel_is_3_01_below_zero(rate):
    frames = sine(0, 5, rate, 997)
    frames[:, 1] = 0
    assert loudness(frames, rate) == pytest.approx(-3.01, abs=0.005)
    assert loudness(frames[:, :1], rate) == pytest.approx(-3.01, abs=0.005)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([(-23, 20)], -23),
        ([(-33, 20)], -33),
        ([(-36, 10), (-23, 60), (-36, 10)], -23),
        ([(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)], -23),
        ([(-26, 20), (-20, 20.1), (-26, 20)], -23),
    ],
    ids=["1", "2", "3", "4", "5"],
)
def test_cases_of_ebu_tech_3341_are_within_a_tenth_of_a_unit(parts, expected):
    frames = np.concatenate([sine(level, seconds, 48000) for level, seconds in parts])
    assert loudness(frames, 48000) == pytest.approx(expected, abs=0.1)


def test_silence_and_what_is_shorter_than_a_block_have_no_loudness():
    assert loudness(np.zeros((44100, 2), np.float32), 44100) == -np.inf
    assert loudness(np.zeros((0, 2), np.float32), 44100) == -np.inf
    assert loudness(sine(0, 0.35, 44100), 44100) == -np.inf
    assert loudness(sine(0, 0.4, 44100), 44100) > -2


def test_silence_around_music_does_not_make_it_softer():
    music = sine(-20, 10, 44100)
    silence = np.zeros((5 * 44100, 2), np.float32)
    padded = np.concatenate([silence, music, silence])
    # A little less: blocks that are half within the music count as well.
    assert loudness(padded, 44100) == pytest.approx(loudness(music, 44100), abs=0.2)


def test_so_many_decibels_more_are_so_many_units_more():
    noise = np.random.default_rng(1).normal(scale=0.05, size=(44100 * 3, 2)).astype(np.float32)
    louder = (noise * np.float32(10 ** (6 / 20))).astype(np.float32)
    assert loudness(louder, 44100) - loudness(noise, 44100) == pytest.approx(6, abs=1e-4)


def test_the_filters_give_what_their_difference_equations_give():
    """They are applied to all samples at once, and must give what running them would."""
    samples = np.random.default_rng(2).normal(size=400).astype(np.float32)
    expected = samples.astype(np.float64)
    for biquad in (head_filter(44100), low_cut(44100)):
        expected = run(biquad, expected)
    assert k_weighted(samples, 44100) == pytest.approx(expected, abs=1e-9)


def run(biquad, samples):
    (b0, b1, b2), (a1, a2) = biquad.b, biquad.a
    out = np.zeros(len(samples) + 2)
    padded = np.concatenate([np.zeros(2), samples])
    for n in range(2, len(out)):
        out[n] = b0 * padded[n] + b1 * padded[n - 1] + b2 * padded[n - 2]
        out[n] -= a1 * out[n - 1] + a2 * out[n - 2]
    return out[2:]
