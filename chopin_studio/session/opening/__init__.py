"""Open files of music: read them in the background, and list them as takes."""
