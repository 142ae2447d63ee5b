"""Music as it was played: tell whether it keeps to a beat, find its beats, lay notes on them.

`file_grid.py` tells whether the beats of a file are those of its music, `find_beats.py` finds
others, `opened_on_beats.py` decides and says so, `snapping.py` moves notes to the places that were
meant. `beat_divisions.py` divides beats for notation, `phrase_edits.py` edits recorded phrases.
"""
