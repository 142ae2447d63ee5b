"""Outputs: what the studio can play on. Each module loads its library only when it is used."""
