"""Listening studies in the window: creating them, and what came of them."""
