"""Make new inputs of known ones."""

import random
from collections.abc import Callable, Sequence

LONGEST = 1 << 14
"""Longer inputs find little more, and take long to trace."""

_BYTES = (0, 1, 0x7F, 0x80, 0xFF, 0x40, 0x90, 0x20, 0x0A)
_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)


def mutated(
    data: bytes, others: Sequence[bytes], tokens: Sequence[bytes], rng: random.Random
) -> bytes:
    """Return `data` changed in one to eight places, at times with a stretch of another input.

    `tokens` are byte sequences that mean something to the reader.
    """
    changed = bytearray(data)
    for _ in range(1 << rng.randrange(4)):
        rng.choice(_CHANGES)(changed, others, tokens, rng)
    return bytes(changed[:LONGEST])


def _place(data: bytearray, rng: random.Random) -> int:
    return rng.randint(0, len(data))


def _stretch(data: Sequence[int], rng: random.Random) -> tuple[int, int]:
    start = rng.randint(0, len(data))
    return start, min(start + 1 + int(rng.expovariate(0.1)), len(data))


def _set_byte(data: bytearray, _o: object, _t: object, rng: random.Random) -> None:
    if data:
        data[rng.randrange(len(data))] = rng.choice((*_BYTES, rng.randrange(256)))


def _flip_bit(data: bytearray, _o: object, _t: object, rng: random.Random) -> None:
    if data:
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _put_number(data: bytearray, _o: object, _t: object, rng: random.Random) -> None:
    place, size = _place(data, rng), rng.choice((2, 4))
    number = rng.choice(_NUMBERS) & (1 << 8 * size) - 1
    data[place : place + size] = number.to_bytes(size, rng.choice(("big", "little")))


def _insert(data: bytearray, _o: object, _t: object, rng: random.Random) -> None:
    place = _place(data, rng)
    data[place:place] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 8)))


def _remove(data: bytearray, _o: object, _t: object, rng: random.Random) -> None:
    start, end = _stretch(data, rng)
    del data[start:end]


def _repeat(data: bytearray, _o: object, _t: object, rng: random.Random) -> None:
    start, end = _stretch(data, rng)
    data[start:start] = data[start:end] * rng.choice((1, 1, 2, 20))


def _move(data: bytearray, _o: object, _t: object, rng: random.Random) -> None:
    start, end = _stretch(data, rng)
    taken = data[start:end]
    del data[start:end]
    place = _place(data, rng)
    data[place:place] = taken


def _put_token(data: bytearray, _o: object, tokens: Sequence[bytes], rng: random.Random) -> None:
    if tokens:
        place, token = _place(data, rng), rng.choice(tokens)
        data[place : place + rng.choice((0, len(token)))] = token


def _splice(data: bytearray, others: Sequence[bytes], _t: object, rng: random.Random) -> None:
    other = rng.choice(others)
    start, end = rng.randint(0, len(other)), rng.randint(0, len(other))
    place = _place(data, rng)
    data[place : place + rng.choice((0, abs(end - start)))] = other[
        min(start, end) : max(start, end)
    ]


def _cut(data: bytearray, _o: object, _t: object, rng: random.Random) -> None:
    del data[_place(data, rng) :]


_Change = Callable[[bytearray, Sequence[bytes], Sequence[bytes], random.Random], None]
_CHANGES: tuple[_Change, ...] = (
    *(_set_byte, _set_byte, _flip_bit, _put_number, _insert, _remove, _repeat, _move),
    *(_put_token, _put_token, _splice, _cut),
)
