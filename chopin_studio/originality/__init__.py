"""What a piece of music quotes: an index of the corpus, and reports on music by that index."""
