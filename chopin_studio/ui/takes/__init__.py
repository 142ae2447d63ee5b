"""The Takes panel: the list, its filters, and the Take menu."""
