"""Engrave a score with verovio, and read the drawn pages as plain values."""
