"""The error for what a listening study cannot do."""

from chopin_studio.errors import StudioError


class StudyError(StudioError):
    """A study cannot be made, read or passed on."""
