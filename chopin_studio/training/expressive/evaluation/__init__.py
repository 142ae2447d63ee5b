"""Evaluation of the expressive family in comparison with real music."""
