"""Plans of pieces: form and harmony."""
