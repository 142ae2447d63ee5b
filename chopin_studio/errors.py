"""The one family of errors that is meant for the user's eyes."""


class StudioError(Exception):
    """Carry one clear sentence for a musician: what is wrong, and the remedy.

    The window and the command line show `str(error)` as it stands; every other exception is a
    defect of the program.
    """
