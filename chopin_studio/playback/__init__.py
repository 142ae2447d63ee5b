"""Playback: a growing piece of music sent to an output, note by note, by a thread of its own."""
