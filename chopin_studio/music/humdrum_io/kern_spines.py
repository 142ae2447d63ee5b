"""Spines of Humdrum: the columns of a file, which split, join, change places, begin and end.

Each line has one token for each spine, with tabs between them. A line of interpretations (`*`)
can change the spines: `*^` splits one in two, neighbouring `*v` become one, two `*x` change places,
`*+` begins one, `*-` ends one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

MOST_SPINES = 256
"""A file that splits its spines more often is no piano music."""


@dataclass(slots=True)
class Spine:
    """One column: whether it has notes or dynamics, its staff (None until known), and its time.

    `order` counts the spines of notes of the file's first line from the left, and `free_at` is
    when its latest token ends, in quarter notes from the beginning of the file. `part` and `name`
    are those of the part that the staff belongs to, where the file says so.
    """

    is_kern: bool
    order: int = 0
    staff: int | None = None
    free_at: Fraction = field(default_factory=Fraction)
    is_dynamics: bool = False
    part: int | None = None
    name: str = ""


class Spines:
    """The spines as they stand at one line of a file."""

    def __init__(self) -> None:
        """Begin before the first line, without spines."""
        self._spines: list[Spine] = []
        self._ended_at = Fraction(0)

    def __len__(self) -> int:
        return len(self._spines)

    def __iter__(self) -> Iterator[Spine]:
        return iter(self._spines)

    def begin(self, tokens: Iterable[str]) -> None:
        """Begin spines by a line of exclusive interpretations, such as `**kern`.

        Spines that there are keep their time: the line may stand in mid-file, after new ones began.
        """
        names = list(tokens)
        if len(names) == len(self._spines):
            for spine, name in zip(self._spines, names, strict=True):
                if name.startswith("**"):
                    spine.is_kern = name == "**kern"
                    spine.is_dynamics = name == "**dynam"
            return
        time = self.time
        kinds = [name == "**kern" for name in names[:MOST_SPINES]]
        self._spines = [
            Spine(is_kern, sum(kinds[:place]), None, time, names[place] == "**dynam")
            for place, is_kern in enumerate(kinds)
        ]

    @property
    def time(self) -> Fraction:
        """When the last of the spines of notes is free, those that have ended included."""
        free_at = (spine.free_at for spine in self._spines if spine.is_kern)
        return max(free_at, default=self._ended_at)

    def change(self, tokens: list[str]) -> None:
        """Follow a line of interpretations, one for each spine, to the spines of the next line."""
        result: list[Spine] = []
        exchanged: int | None = None
        joining = False
        for spine, token in zip(self._spines, tokens, strict=True):
            if token == "*v" and joining and result[-1].is_kern == spine.is_kern:
                result[-1].free_at = max(result[-1].free_at, spine.free_at)
                continue
            joining = token == "*v"
            if token == "*-":
                self._ended_at = max(self._ended_at, spine.free_at)
                continue
            result.append(spine)
            if token == "*^":
                result.append(replace(spine))
            elif token == "*+":
                result.append(Spine(is_kern=False, free_at=spine.free_at, order=spine.order))
            elif token == "*x":
                if exchanged is None:
                    exchanged = len(result) - 1
                else:
                    result[exchanged], result[-1] = result[-1], result[exchanged]
                    exchanged = None
        self._spines = result[:MOST_SPINES]
