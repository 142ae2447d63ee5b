"""Widgets and drawing helpers that several parts of the window share."""
