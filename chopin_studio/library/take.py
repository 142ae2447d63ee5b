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
FIRST_YEAR, LAST_YEAR = 1970, 9000
"""When a take can have been made: within what every system's clock can word in its own zone."""

REMEDY = "Put its files back or delete the folder."


class TakeError(StudioError):
    """A take on disk cannot be used."""


class TakeGoneError(TakeError):
    """A take's folder was deleted by other means than this program."""


@dataclass(frozen=True, slots=True)
class TakeRecord:
    """How a take came about: enough to generate it again, note for note.

    `settings` are those for this take alone, with its own random state. `complete` is False
    where the user stopped it early; `notices` are what the model had to say of the
    seed and of the making.
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

    Raises TakeError, which completes "it cannot be read:", where a field is missing or is not
    what it should be.
    """
    try:
        if found["format_version"] != FORMAT_VERSION:
            raise TakeError(
                "it was written by another version of Chopin Studio. "
                "Open it with that version or delete the folder."
            )
        start = _start_from_json(found["start"], seed)
        record = TakeRecord(
            bundle_id=str(found["bundle_id"]),
            weights_sha256=str(found["weights_sha256"]),
            settings=GenerationSettings(start=start, **found["settings"]),
            complete=bool(found["complete"]),
            notices=tuple(map(str, found["notices"])),
        )
        created = _moment(found["created"])
        return Take(
            str(found["id"]), str(found["title"]), created, int(found["note_count"]), record
        )
    except KeyError as error:
        raise TakeError(f"its record has no {error.args[0]}. {REMEDY}") from error
    except (*_NONSENSE, SettingsError) as error:
        raise TakeError(f"its record is damaged. {REMEDY}") from error


_NONSENSE = (TypeError, ValueError, AttributeError, OverflowError, RecursionError)
"""What values of the wrong kind, size or depth raise where they are converted."""


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"{text} is no moment at which a take can have been made")
    return moment


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
    raise TakeError(f"the music that it started from is missing. {REMEDY}")
