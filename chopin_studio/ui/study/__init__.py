"""Listening studies: pictures and files of what came of them."""
