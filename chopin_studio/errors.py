"""The base class of errors that are shown to the user."""


class StudioError(Exception):
    """Has a message for the user: what is wrong, and what to do.

    The window and the command line show `str(error)`, in translation where it is a `Text`; every
    other exception is a defect of the program.
    """

    def __str__(self) -> str:
        """Return the message itself, so that a `Text` stays one."""
        sentence = self.args[0] if len(self.args) == 1 else None
        return sentence if isinstance(sentence, str) else super().__str__()
