"""Correcting beats: the bars proposed over the roll, and what moves them."""
