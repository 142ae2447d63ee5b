"""Takes while they are generated, and how far they are."""
