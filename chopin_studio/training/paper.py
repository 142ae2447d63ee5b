"""What the paper reports of its networks, to stop at and to compare with. Free of Keras."""

PAPER_LOSSES = {256: 1.587, 384: 0.999, 512: 0.937, 640: 1.116, 768: 0.663}
"""Smallest training losses by hidden size, from the paper's table 4, in nats a token."""

CHARACTERS: dict[int, str] = {}
"""One sentence on each of the paper's sizes, from this project's own evaluation of them."""
