"""What the user plays, from a MIDI input or another keyboard, up to a recorded phrase."""
