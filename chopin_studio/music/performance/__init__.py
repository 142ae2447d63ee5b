"""Music that was played freely: find its beats and quantise it."""
