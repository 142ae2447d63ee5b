"""Scores as they are written, whatever format they come from, and how they are played.

`written.py` has what a score prints; `play_order.py` (repeats), `ties.py`, `grace_notes.py` and
`bars.py` say how it is played, and `build_excerpt.py` makes an excerpt of it.
"""
