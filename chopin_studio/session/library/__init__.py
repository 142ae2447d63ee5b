"""The take store as the window sees it, with undo and the system's trash."""
