"""The error for scores that cannot be read."""

from chopin_studio.errors import StudioError


class MusicXmlError(StudioError):
    """A file cannot be read as a MusicXML score."""
