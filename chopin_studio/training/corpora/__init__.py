"""What the networks learn from: scores in Humdrum `**kern`, and the list of all pieces."""
