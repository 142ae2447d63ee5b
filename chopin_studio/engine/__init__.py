"""Run a bundle: from a seed to notes, in NumPy."""
