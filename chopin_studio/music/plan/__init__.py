"""The plan of a piece: sections that return, and the chords of each bar."""
