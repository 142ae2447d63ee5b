"""Making takes: requests, their progress, endless music, and models kept ready."""
