"""What the training of both families shares."""
