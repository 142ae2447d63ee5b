"""Continue existing music, or generate a passage within it."""
