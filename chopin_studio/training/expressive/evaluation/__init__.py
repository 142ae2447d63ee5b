"""Evaluation of the expressive family beside real music."""
