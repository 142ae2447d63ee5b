"""All settings, in their groups."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass

from chopin_studio.settings.definition import Setting, settings_of
from chopin_studio.settings.generation import GenerationGroup
from chopin_studio.settings.listening import OutputGroup, PlaybackGroup
from chopin_studio.settings.recording import RecordingGroup
from chopin_studio.settings.window import (
    AppearanceGroup,
    EditingGroup,
    FilesGroup,
    TakesGroup,
    WindowGroup,
)


@dataclass(frozen=True, slots=True)
class AppSettings:
    """Every control as the user left it."""

    appearance: AppearanceGroup = field(default_factory=AppearanceGroup)
    window: WindowGroup = field(default_factory=WindowGroup)
    generation: GenerationGroup = field(default_factory=GenerationGroup)
    playback: PlaybackGroup = field(default_factory=PlaybackGroup)
    output: OutputGroup = field(default_factory=OutputGroup)
    recording: RecordingGroup = field(default_factory=RecordingGroup)
    editing: EditingGroup = field(default_factory=EditingGroup)
    takes: TakesGroup = field(default_factory=TakesGroup)
    files: FilesGroup = field(default_factory=FilesGroup)


def subgroups_of(group: type) -> Iterator[tuple[str, type]]:
    """Yield the name and the class of each group that stands in a group."""
    for each in fields(group):
        if isinstance(each.default_factory, type) and is_dataclass(each.default_factory):
            yield each.name, each.default_factory


def all_settings(group: type = AppSettings, path: str = "") -> Iterator[tuple[str, Setting]]:
    """Yield every setting in a group with its path, such as `output.piano.gain`."""
    for setting in settings_of(group):
        yield f"{path}{setting.name}", setting
    for name, inner in subgroups_of(group):
        yield from all_settings(inner, f"{path}{name}.")
