"""The error that every exporter raises."""

from chopin_studio.errors import StudioError


class ExportError(StudioError):
    """An excerpt cannot be exported."""
