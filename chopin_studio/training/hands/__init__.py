"""Train and measure the network that tells which hand plays a note."""
