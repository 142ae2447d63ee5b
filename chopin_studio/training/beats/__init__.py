"""The network that finds beats: what it learns from, its training, and measures of it."""
