"""The plan lane: sections and chords over the music."""
