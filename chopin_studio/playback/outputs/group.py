"""Several outputs that play together as one."""

from collections.abc import Sequence

from chopin_studio.playback.outputs.base import Output, OutputError
from chopin_studio.texts import joined


class GroupOutput:
    """Plays everything on each of its members; it closes them too."""

    def __init__(self, members: Sequence[Output]) -> None:
        self.members = tuple(members)

    @property
    def name(self) -> str:
        """The names of the members."""
        return joined((member.name for member in self.members), " + ")

    def send(self, status: int, data1: int, data2: int) -> None:
        """Play on every member, then raise the OutputError of the first that failed."""
        failure: OutputError | None = None
        for member in self.members:
            try:
                member.send(status, data1, data2)
            except OutputError as error:  # the others must receive it: it may be a release
                failure = failure or error
        if failure is not None:
            raise failure

    def silence(self) -> None:
        """Silence every member."""
        for member in self.members:
            member.silence()

    def panic(self) -> None:
        """Silence every member key by key."""
        for member in self.members:
            member.panic()

    def close(self) -> None:
        """Close every member."""
        for member in self.members:
            member.close()
