"""The score view, and pictures of the score as files."""
