"""What the paper reports of its networks, as a goal and for comparison. Needs no Keras."""

PAPER_LOSSES = {256: 1.587, 384: 0.999, 512: 0.937, 640: 1.116, 768: 0.663}
"""Smallest training losses by hidden size, from the paper's table 4, in nats a token."""
