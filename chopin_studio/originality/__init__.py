"""What a piece of music quotes: an index of the corpus, and a report on any music against it."""
