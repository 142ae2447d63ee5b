"""Scores in Humdrum `**kern` read as music.

`kern_token.py`, `kern_spines.py` and `kern_reader.py` read what is written, and `reading.py` makes
music of it by `written_score`. The format: Huron, The Humdrum Toolkit: Reference Manual (1994).
"""
