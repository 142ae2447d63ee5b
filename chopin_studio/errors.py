"""The one family of errors that is meant for the user's eyes."""


class StudioError(Exception):
    """Carry one clear sentence for a musician: what is wrong, and the remedy.

    The window and the command line show `str(error)` as it stands, in translation where it is a
    `Text`; every other exception is a defect of the program.
    """

    def __str__(self) -> str:
        """Return the sentence itself, so that a `Text` stays one."""
        sentence = self.args[0] if len(self.args) == 1 else None
        return sentence if isinstance(sentence, str) else super().__str__()
