"""The main window, its settings and dialogs, and the message bar."""
