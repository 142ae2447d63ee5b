"""The classic family: the paper's network, over chords without rhythm."""
