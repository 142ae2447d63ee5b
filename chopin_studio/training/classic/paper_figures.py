"""What the paper reports of its networks, as a goal and for comparison. Needs no Keras."""

PAPER_LOSSES = {256: 1.587, 384: 0.999, 512: 0.937, 640: 1.116, 768: 0.663}
"""Smallest training losses by hidden size, from the paper's table 4, in nats a token."""

CHARACTERS = {
    256: "The most original and the least tonal of the classic sizes: it wanders freely between "
    "keys and hardly quotes.",
    384: "Free and quick like the smallest, a little more at home in a key.",
    512: "In the middle in everything: some sense of key, a tenth of its notes quoted.",
    640: "More tonal and more given to repetition, with a seventh of its notes quoted.",
    768: "The closest to Chopin, because it quotes him: about two fifths of its notes are his own.",
}
"""One sentence on each of the paper's sizes, from this project's own evaluation of them."""
