"""What the networks learn from: scores in Humdrum `**kern`, and the list of all pieces.

`pieces.py` lists the pieces of three corpora and says which are for training; `score.py` reads a
score as music: `kern_token.py`, `kern_spines.py` and `kern_reader.py` read what is written,
`play_order.py`, `ties.py`, `grace_notes.py` and `bars.py` say how it is played, and
`build_excerpt.py` makes an excerpt of it. Three commands check the result: `counts.py` by the
numbers of notes that the corpora state, `midi_agreement.py` by MIDI files of the same works, and
`compare_pieces.py` (by `same_music.py`) that no piece is there twice or in training by mistake.
"""
