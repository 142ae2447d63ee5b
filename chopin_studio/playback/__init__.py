"""Playback: a growing piece of music sent to an output, note by note, on a thread of its own."""
