"""From an excerpt to a score: rhythm, voices, spelling and signs, as plain values."""
