"""Scores as they are written, whatever format they come from, and how they are played.

`written.py` has what a score prints. `repeats.py` and `play_order.py` say in which order it is
played, `ties.py`, `grace_notes.py` and `bars.py` when its notes sound, `dynamics.py` how loud,
`tempo_words.py` and `tempo_plan.py` how fast; `build_excerpt.py` makes an excerpt of it, and
`played_score.py` does all of this. `part_choice.py` chooses the piano among the parts of a score.
"""
