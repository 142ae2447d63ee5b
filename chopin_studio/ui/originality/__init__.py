"""The originality report in the window."""
