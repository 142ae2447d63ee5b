"""A take, and the record from which it can be made again."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, RandomStart, Start
from chopin_studio.engine.settings import GenerationSettings, SettingsError
from chopin_studio.errors import StudioError
from chopin_studio.music.excerpt import Excerpt

FORMAT_VERSION = 1


class TakeError(StudioError):
    """A take on disk cannot be used."""


@dataclass(frozen=True, slots=True)
class TakeRecord:
    """How a take came about: enough to generate it again, note for note.

    `settings` are those for this take alone, with its own random state. `complete` is False
    where the user stopped it early; `notices` are what the model had to say of the seed.
    """

    bundle_id: str
    weights_sha256: str
    settings: GenerationSettings
    complete: bool = True
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Take:
    """One generated result in the library, without its notes."""

    id: str
    title: str
    created: datetime
    note_count: int
    record: TakeRecord


def take_to_json(take: Take) -> dict[str, Any]:
    """Give a take as JSON values; the music of an ExcerptStart is kept in a file of its own."""
    settings = {
        field.name: getattr(take.record.settings, field.name)
        for field in fields(GenerationSettings)
        if field.name != "start"
    }
    return {
        "format_version": FORMAT_VERSION,
        "id": take.id,
        "title": take.title,
        "created": take.created.isoformat(),
        "note_count": take.note_count,
        "bundle_id": take.record.bundle_id,
        "weights_sha256": take.record.weights_sha256,
        "complete": take.record.complete,
        "notices": list(take.record.notices),
        "start": _start_to_json(take.record.settings.start),
        "settings": settings,
    }


def take_from_json(found: Mapping[str, Any], seed: Excerpt | None) -> Take:
    """Read what `take_to_json` wrote; `seed` is the music of an ExcerptStart.

    Raises TakeError where a field is missing or is not what it should be.
    """
    try:
        if found["format_version"] != FORMAT_VERSION:
            raise TakeError("it was written by another version of Chopin Studio")
        start = _start_from_json(found["start"], seed)
        record = TakeRecord(
            bundle_id=str(found["bundle_id"]),
            weights_sha256=str(found["weights_sha256"]),
            settings=GenerationSettings(start=start, **found["settings"]),
            complete=bool(found["complete"]),
            notices=tuple(map(str, found["notices"])),
        )
        created = datetime.fromisoformat(found["created"])
        if created.tzinfo is None:
            raise ValueError("its time has no zone")
        return Take(
            str(found["id"]), str(found["title"]), created, int(found["note_count"]), record
        )
    except KeyError as error:
        raise TakeError(f"its record has no {error.args[0]}") from error
    except (TypeError, ValueError, AttributeError, SettingsError) as error:
        raise TakeError(f"its record is damaged ({error})") from error


def _start_to_json(start: Start) -> dict[str, str]:
    if isinstance(start, LibraryStart):
        return {"kind": "library", "name": start.name}
    return {"kind": "excerpt" if isinstance(start, ExcerptStart) else "random"}


def _start_from_json(found: Mapping[str, Any], seed: Excerpt | None) -> Start:
    match found["kind"]:
        case "library":
            return LibraryStart(str(found["name"]))
        case "random":
            return RandomStart()
        case "excerpt" if seed is not None:
            return ExcerptStart(seed)
    raise TakeError("the music that it started from is missing")
