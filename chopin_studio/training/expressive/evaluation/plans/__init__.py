"""Measures of form, harmony, character and manner in takes that follow a plan."""
