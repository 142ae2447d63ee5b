"""Training and evaluation of the classic family."""
