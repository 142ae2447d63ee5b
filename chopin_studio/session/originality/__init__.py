"""Originality reports of the music shown and of every take, in the background."""
