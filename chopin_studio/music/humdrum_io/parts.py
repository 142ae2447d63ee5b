"""The parts of a Humdrum score, which have one staff or several."""

from dataclasses import dataclass

from chopin_studio.music.note import Hand
from chopin_studio.music.written_score.part_choice import PartSummary, staff_hands
from chopin_studio.music.written_score.written import StaffPart, WrittenScore

_MOST_STAVES_OF_A_PIANO = 3
_UNKNOWN = StaffPart(None, "")


@dataclass(frozen=True, slots=True)
class KernPart:
    """A part with its staves, the upper one first."""

    name: str
    staves: tuple[int, ...]
    note_count: int
    mean_pitch: float

    @property
    def summary(self) -> PartSummary:
        """What choosing among parts needs to know."""
        return PartSummary(self.name, "", len(self.staves), self.note_count, False, self.mean_pitch)


def kern_parts(written: WrittenScore) -> list[KernPart]:
    """Return the parts of a score from the top down.

    Where it says nothing about parts, up to three staves are a piano, and of more each is a part.
    So are the staves of a piano that the file counts as parts of their own.
    """
    staves = sorted({item.staff for item in written.notes})
    told = {staff: written.staff_parts.get(staff, _UNKNOWN) for staff in staves}
    names = {part.name for part in told.values()}
    is_piano = len(staves) <= _MOST_STAVES_OF_A_PIANO and len(names) == 1
    groups: dict[int | None, list[int]] = {}
    for staff in staves:
        number = told[staff].number
        key = 0 if is_piano else staff if number is None else -number - 1
        groups.setdefault(key, []).append(staff)
    return [_part(written, group, told[group[0]].name) for group in groups.values()]


def hands_of(parts: list[KernPart], taken: tuple[int, ...]) -> dict[int, Hand | None]:
    """Return the hands of the staves of the parts `taken`, by the staves' numbers."""
    hands = staff_hands([part.summary for part in parts], taken)
    return {
        staff: hands[index].get(place)
        for index in taken
        for place, staff in enumerate(parts[index].staves, start=1)
    }


def _part(written: WrittenScore, staves: list[int], name: str) -> KernPart:
    pitches = [item.note.pitch for item in written.notes if item.staff in staves]
    return KernPart(name, tuple(staves), len(pitches), sum(pitches) / max(len(pitches), 1))
