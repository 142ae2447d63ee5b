"""The engraved score of the music shown."""
