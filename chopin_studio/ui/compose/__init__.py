"""The Compose panel: model, seed and what the take is to be like."""
