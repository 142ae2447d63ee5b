"""Generating takes: requests, endless music, and models kept ready."""
