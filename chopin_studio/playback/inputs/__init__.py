"""What a person plays, from MIDI inputs or elsewhere, until it is a recorded phrase."""
