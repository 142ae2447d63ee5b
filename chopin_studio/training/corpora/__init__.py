"""What the networks learn from: the list of all pieces, and checks of how scores are read.

`pieces.py` lists the pieces of three corpora and says which are for training; `music/humdrum_io`
reads the scores. Three commands check the result: `counts.py` by the numbers of notes that the
corpora state, `midi_agreement.py` by MIDI files of the same works, and `compare_pieces.py` (by
`same_music.py`) that no piece is there twice or in training by mistake.
"""
