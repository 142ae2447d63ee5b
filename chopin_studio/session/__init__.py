"""The application's models: what the window shows and does, with no widget."""
