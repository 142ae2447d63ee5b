"""In which order each listener hears the models, so that no place in it favours any of them.

The orders are the rows of a Latin square: among as many listeners as there are models, each model
is heard first once, second once, and so on. The square is Williams's, in which each model also
comes directly after each other model equally often, once for an even number of models and twice in
two squares for an odd one: E. J. Williams, "Experimental designs balanced for the estimation of
residual effects of treatments", Australian Journal of Scientific Research A 2 (1949), 149-168.
"""

import numpy as np

Orders = tuple[tuple[int, ...], ...]


def williams_square(size: int) -> Orders:
    """Return the `size` rows of Williams's square of the numbers 0 to `size` - 1.

    For an odd size there are twice as many rows: the second half is the first, each read backwards,
    so that every half is a Latin square by itself.
    """
    zigzag = [(place + 1) // 2 if place % 2 else -(place // 2) for place in range(size)]
    rows = tuple(tuple((step + row) % size for step in zigzag) for row in range(size))
    return rows if size % 2 == 0 else rows + tuple(row[::-1] for row in rows)


def draw_orders(size: int, rng: np.random.Generator) -> Orders:
    """Return Williams's square with the models in places by chance, and its rows too.

    The rows are mixed within each Latin square only: whenever all its rows were used, each model
    was first equally often.
    """
    names = [int(name) for name in rng.permutation(size)]
    square = williams_square(size)
    halves = [square[start : start + size] for start in range(0, len(square), size)]
    mixed = (half[row] for half in halves for row in rng.permutation(size))
    return tuple(tuple(names[place] for place in row) for row in mixed)


def draw_numbers(size: int, rng: np.random.Generator) -> tuple[int, ...]:
    """Return the numbers 1 to `size` in an order by chance, for models to be known by."""
    return tuple(int(number) + 1 for number in rng.permutation(size))
