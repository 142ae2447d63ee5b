"""Takes on disk."""
