"""The credits of a take, for the files that it is exported to."""

from dataclasses import fields

from chopin_studio.engine.seeds import AFTER, ExcerptStart, LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.export.credits import STUDIO, Credits
from chopin_studio.library.take import TakeRecord
from chopin_studio.library.titles import plain_title, without_number


def credits_of(record: TakeRecord, title: str) -> Credits:
    """Return the credits of a take by its record and its title; none of music of the user's own."""
    if record.source is not None:
        return Credits()
    after = seed_title(record.settings, title)
    composer = f"{STUDIO}, {record.bundle_id}" + (f", after {after}" if after else "")
    settings = (
        (field.name.replace("_", " "), getattr(record.settings, field.name))
        for field in fields(GenerationSettings)
        if field.name != "start"
    )
    return Credits(
        composer,
        (
            ("model", record.bundle_id),
            ("weights SHA-256", record.weights_sha256),
            ("seed", after or "random"),
            *((("edited", "by hand"),) if record.is_edited else ()),
            *((name, str(value)) for name, value in settings if value is not None),
        ),
    )


def seed_title(settings: GenerationSettings, title: str) -> str:
    """Return the name of a take's seed: as in its title unless the user renamed it.

    Empty for a random start, and for the user's own music that has no name.
    """
    if title.startswith(AFTER):
        return without_number(plain_title(title.removeprefix(AFTER)))
    if isinstance(settings.start, LibraryStart):
        return settings.start.name
    return plain_title(settings.start.title) if isinstance(settings.start, ExcerptStart) else ""
