"""Changes to the sections of a form, each of which returns a whole form again.

A whole form is one in which the first section of a letter is new, and the others are returns.
Places are counted from 0.
"""

from dataclasses import replace
from string import ascii_uppercase

from chopin_studio.music.plan.plan import MOST_SEMITONES, Likeness, Section

Sections = tuple[Section, ...]


def moved(sections: Sections, old: int, new: int) -> Sections:
    """Return the form with the section at `old` moved so that it stands at `new`.

    Raises ValueError where there is no such place, as the other changes do.
    """
    _check(sections, old)
    _check(sections, new)
    rest = [*sections[:old], *sections[old + 1 :]]
    return whole((*rest[:new], sections[old], *rest[new:]))


def repeated(
    sections: Sections, place: int, at: int | None = None, likeness: Likeness = Likeness.EXACT
) -> Sections:
    """Return the form with a return of the section at `place` added, right behind it or `at`."""
    _check(sections, place)
    at = place + 1 if at is None else at
    if not 0 <= at <= len(sections):
        raise ValueError(f"there is no place {at} in a form of {len(sections)} sections")
    again = replace(sections[place], likeness=likeness)
    return whole((*sections[:at], again, *sections[at:]))


def deleted(sections: Sections, place: int) -> Sections:
    """Return the form without a section; the next of its letter becomes the first."""
    _check(sections, place)
    return whole((*sections[:place], *sections[place + 1 :]))


def varied(
    sections: Sections, place: int, likeness: Likeness = Likeness.VARIED, transposition: int = 0
) -> Sections:
    """Return the form with a return nearer to its first section or less near, or transposed.

    Raises ValueError where the section is the first of its letter, too.
    """
    _check(sections, place)
    if is_first(sections, place):
        raise ValueError(f"section {place} is the first {sections[place].letter}")
    changed = replace(sections[place], likeness=likeness, transposition=transposition)
    return with_section(sections, place, changed)


def with_section(sections: Sections, place: int, section: Section) -> Sections:
    """Return the form with another section at a place."""
    _check(sections, place)
    return whole((*sections[:place], section, *sections[place + 1 :]))


def with_new_section(sections: Sections, place: int, bars: int) -> Sections:
    """Return the form with a section of a letter of its own put in before `place`.

    Raises ValueError where all letters are taken, or there is no such place.
    """
    if not 0 <= place <= len(sections):
        raise ValueError(f"there is no place {place} in a form of {len(sections)} sections")
    section = Section(unused_letter(sections), bars)
    return whole((*sections[:place], section, *sections[place:]))


def unused_letter(sections: Sections) -> str:
    """Return the first letter that no section has; ValueError where all are taken."""
    taken = {section.letter for section in sections}
    letter = next((letter for letter in ascii_uppercase if letter not in taken), None)
    if letter is None:
        raise ValueError("all letters are taken")
    return letter


def is_first(sections: Sections, place: int) -> bool:
    """Return whether the section at a place is the first of its letter."""
    return all(section.letter != sections[place].letter for section in sections[:place])


def whole(sections: Sections) -> Sections:
    """Return the sections with the first of each letter new and the others returns to it.

    Where a return has become the first, the others are seen from there: the section that was new
    is as near to it as it was to that, and transpositions are counted from its own.
    """
    firsts: dict[str, Section] = {}
    form = []
    for section in sections:
        if section.letter in firsts:
            form.append(_seen_from(firsts[section.letter], section))
        else:
            firsts[section.letter] = section
            form.append(replace(section, likeness=Likeness.NEW, transposition=0))
    return tuple(form)


def _seen_from(first: Section, section: Section) -> Section:
    shift = section.transposition - first.transposition
    likeness = section.likeness if section.likeness.has_source else first.likeness
    return replace(
        section,
        likeness=likeness if likeness.has_source else Likeness.EXACT,
        transposition=min(max(shift, -MOST_SEMITONES), MOST_SEMITONES),
    )


def _check(sections: Sections, place: int) -> None:
    if not 0 <= place < len(sections):
        raise ValueError(f"there is no section {place} in a form of {len(sections)}")
