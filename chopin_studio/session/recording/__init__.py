"""Playing in: input devices, the computer keyboard, and one recording at a time."""
