"""Say what was left out of a score, or is uncertain in it, in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from chopin_studio.music.musicxml_io.part_content import PartContent
from chopin_studio.music.written_score.part_choice import PartChoice, about_parts
from chopin_studio.music.written_score.played_score import PlayedScore
from chopin_studio.texts import Text, plural, translatable


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """How a score was read.

    `labels` are the names of the parts; `is_played_once` says that repeats were not written out, as
    the music would be too long.
    """

    labels: tuple[str, ...]
    choice: PartChoice
    contents: tuple[PartContent, ...]
    percussion: tuple[bool, ...]
    played: PlayedScore
    is_cut_short: bool
    is_played_once: bool


def notices(facts: ReadingFacts) -> tuple[Text, ...]:
    """Return a sentence for each thing that was left out or passed over."""
    return (*_about_parts(facts), *_about_notes(facts), *_about_damage(facts))


def _about_parts(facts: ReadingFacts) -> Iterator[Text]:
    yield from about_parts(facts.labels, facts.choice)
    unpitched = sum(
        content.unpitched + len(content.notes) * is_percussion
        for content, is_percussion in zip(facts.contents, facts.percussion, strict=True)
    )
    if unpitched:
        yield plural(
            "{n:,} percussion notes were left out.", "{n} percussion note was left out.", unpitched
        )


def _about_notes(facts: ReadingFacts) -> Iterator[Text]:
    taken = [facts.contents[index] for index in facts.choice.taken]
    if cues := sum(content.cues for content in taken):
        yield plural("{n:,} cue notes were left out.", "{n} cue note was left out.", cues)
    if unreadable := sum(content.damage.unreadable for content in taken):
        yield plural(
            "{n:,} notes without a readable pitch or length were left out.",
            "{n} note without a readable pitch or length was left out.",
            unreadable,
        )
    if beyond := facts.played.beyond_piano:
        yield plural(
            "{n:,} notes that no piano has were left out.",
            "{n} note that no piano has was left out.",
            beyond,
        )
    if facts.is_played_once:
        yield translatable("Repeats are played once, as the music would be too long otherwise.")


def _about_damage(facts: ReadingFacts) -> Iterator[Text]:
    if facts.is_cut_short:
        bars = max(len(content.ends) for content in facts.contents)
        yield translatable("The file is damaged: what follows bar {number} was lost.", number=bars)
    damage = [content.damage for content in facts.contents]
    if any(one.bad_values or one.no_divisions for one in damage):
        yield translatable("Some note lengths or positions in this file are wrong.")
    if irregular := facts.played.irregular_bars:
        yield plural(
            "{n:,} bars are shorter or longer than their meter.",
            "{n} bar is shorter or longer than its meter.",
            irregular,
        )
