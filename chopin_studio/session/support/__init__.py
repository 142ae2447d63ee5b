"""What all models share: background jobs, messages, names and numbers in words."""
