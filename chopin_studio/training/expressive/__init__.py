"""Training of the expressive family."""
