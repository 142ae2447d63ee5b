"""Generate, audition and export piano music made by recurrent networks."""

__version__ = "0.1.0"
