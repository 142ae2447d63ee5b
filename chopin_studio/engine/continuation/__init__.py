"""Continue music that exists, and judge how well a continuation joins to it."""
