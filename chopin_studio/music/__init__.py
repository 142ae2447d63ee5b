"""The domain: plain immutable values of music, and MIDI files as their outside form."""
