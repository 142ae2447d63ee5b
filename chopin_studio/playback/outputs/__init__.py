"""Outputs: what the studio can play on. Each is a module that loads its library only on use."""
