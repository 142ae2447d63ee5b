"""Scores in Humdrum `**kern` read as music.

`kern_token.py`, `kern_spines.py` and `kern_reader.py` read what is written. `opening.py` plays it
as it is marked, with dynamics and tempi; `reading.py` makes plain music of it for training, and
counts what is lost. The format: Huron, The Humdrum Toolkit: Reference Manual (1994).
"""

from chopin_studio.music.humdrum_io.opening import open_humdrum

__all__ = ["open_humdrum"]
