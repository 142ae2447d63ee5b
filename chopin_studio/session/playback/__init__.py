"""The transport and its outputs as the window sees them."""
