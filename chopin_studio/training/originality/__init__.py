"""Building the originality index, and measuring how reliable it is."""
