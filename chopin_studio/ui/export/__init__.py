"""Export dialogs, single and batch."""
