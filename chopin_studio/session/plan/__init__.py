"""The plan of the piece that is open: its sections and chords, and what is done to them."""
