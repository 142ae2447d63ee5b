"""The piano roll: drawing, scrolling, and editing with mouse and keys."""
