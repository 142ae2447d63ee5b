"""What a musician would count in a few bars of music, as numbers for a critic."""
