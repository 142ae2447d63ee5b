"""Opening files: the dialog, recent files, dropping, and choosing parts."""
