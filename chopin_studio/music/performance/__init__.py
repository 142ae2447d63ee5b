"""Music that was played freely: find its beats, and put it on a grid."""
