"""Editing notes by hand, with undo and saving."""
