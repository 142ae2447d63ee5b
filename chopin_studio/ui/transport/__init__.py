"""The transport bar and the Playback menu."""
