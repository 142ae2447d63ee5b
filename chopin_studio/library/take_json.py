"""Takes as JSON values, written and read; what is not a take is refused."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from chopin_studio import data_fields as check
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, Passage, RandomStart, Start
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.errors import StudioError
from chopin_studio.library import take_json_1
from chopin_studio.library.stored_start import StoredStart
from chopin_studio.library.take import (
    LONGEST_COMMENT,
    LONGEST_TITLE,
    MOST_TAGS,
    Descent,
    Marks,
    Originality,
    Source,
    Take,
    TakeError,
    TakeRecord,
)
from chopin_studio.library.take_json_changes import with_changes
from chopin_studio.library.take_json_newer import as_far_as_understood
from chopin_studio.music.plan.plan_json import plan_from_json, plan_to_json
from chopin_studio.settings.definition import LONGEST_TEXT
from chopin_studio.texts import joined, translatable

FORMAT_VERSION = 2

_LARGEST, _LONGEST_LINE = 2**53, 300
"""Whole numbers that every program reads alike, and the longest text of the program's own."""

FIRST_YEAR, LAST_YEAR = 1970, 9000
"""When a take can have been made: within what every system can convert to its local time."""

RESTORE = translatable("Restore its files from a backup.")
RESTORE_RECORD = translatable(
    "Restore its files from a backup, or open its music, take.mid in that folder, as a MIDI file."
)

MOST_PARTS = 100_000
"""More parts than any file of music has."""

_T = TypeVar("_T")

_TYPED = ("form", "chords")
_SETTING_KINDS = {
    name: kind
    for name, kind in get_type_hints(GenerationSettings).items()
    if name not in ("start", "plan")
}


def take_to_json(take: Take) -> dict[str, Any]:
    """Return a take as JSON values; the music of an ExcerptStart is kept in a file of its own."""
    record = take.record
    return {
        "format_version": FORMAT_VERSION,
        "id": take.id,
        "title": take.title,
        "created": take.created.isoformat(),
        "note_count": take.note_count,
        "bundle_id": record.bundle_id,
        "weights_sha256": record.weights_sha256,
        "complete": record.complete,
        "notices": list(record.notices),
        "is_edited": record.is_edited,
        "source": _source_to_json(record.source),
        "start": _start_to_json(record.settings.start),
        "settings": _settings_to_json(record.settings),
        "marks": asdict(take.marks) | {"tags": list(take.marks.tags)},
        "descent": None if take.descent is None else asdict(take.descent),
        "originality": None if take.originality is None else asdict(take.originality),
    }


def _settings_to_json(settings: GenerationSettings) -> dict[str, Any]:
    plan = None if settings.plan is None else plan_to_json(settings.plan)
    return {**{name: getattr(settings, name) for name in _SETTING_KINDS}, "plan": plan}


def take_from_json(found: Mapping[str, Any], seed_file: Path) -> Take:
    """Read what `take_to_json` wrote, now, in version 1, or in a newer version.

    Of a newer version all is read that this one understands. Where a take started from the user's
    own music, `seed_file` has that; it is not read before it is needed.

    Raises TakeError, which completes "cannot be read:", where a field is missing or invalid.
    """
    try:
        return _take(_in_this_format(found, seed_file), seed_file, _is_understood(found))
    except KeyError as error:
        lack = translatable("its record has no “{field}”.", field=error.args[0])
        raise TakeError(joined((lack, RESTORE_RECORD))) from error
    except (*_INVALID, StudioError) as error:
        raise damaged_record() from error


def changed_json(
    found: Mapping[str, Any], before: Take, after: Take, seed_file: Path
) -> dict[str, Any]:
    """Return the record `found`, from which `before` was read, as the record of `after`.

    One of an older version becomes one of this version; one of a newer version stays that, with
    all that this version does not know. Raises TakeError where it keeps otherwise what changed.
    """
    is_newer = _version(found) > FORMAT_VERSION
    record = found if is_newer else _in_this_format(found, seed_file)
    return with_changes(record, take_to_json(before), take_to_json(after), is_newer)


def _version(found: Mapping[str, Any]) -> int:
    version: int = _a(int, found["format_version"])
    if version < take_json_1.VERSION:
        raise ValueError(f"there was no version {version}")
    return version


def _in_this_format(found: Mapping[str, Any], seed_file: Path) -> Mapping[str, Any]:
    """Return a record of any version as one of this version."""
    version = _version(found)
    if version == take_json_1.VERSION:
        return take_json_1.upgraded(found)
    if version == FORMAT_VERSION:
        return found
    return as_far_as_understood(found, _blank(), lambda record: _is_readable(record, seed_file))


def _is_readable(record: Mapping[str, Any], seed_file: Path) -> bool:
    try:
        _take(record, seed_file, True)
    except (KeyError, *_INVALID, StudioError):
        return False
    return True


def _is_understood(found: Mapping[str, Any]) -> bool:
    """Return whether a record says nothing that this version does not know of generation."""
    is_newer = _version(found) > FORMAT_VERSION
    return not is_newer and found["settings"].keys() <= {*_SETTING_KINDS, "plan"}


def _blank() -> dict[str, Any]:
    """Return the record of a take of which nothing is known."""
    record = TakeRecord("", "", GenerationSettings(RandomStart()))
    return take_to_json(Take("", "Untitled", datetime.fromtimestamp(0, UTC), 0, record))


def _take(found: Mapping[str, Any], seed_file: Path, is_understood: bool) -> Take:
    return Take(
        id=_line(found["id"]),
        title=_title(found["title"]),
        created=_moment(found["created"]),
        note_count=check.whole(found["note_count"], 0, _LARGEST),
        record=_record(found, seed_file, is_understood),
        marks=_marks(_a(dict, found.get("marks", {}))),
        descent=_descent(found.get("descent")),
        originality=_optional(Originality, found.get("originality")),
    )


def damaged_record() -> TakeError:
    """Return the error for a record that is none, which completes "cannot be read:"."""
    return TakeError(joined((translatable("its record is damaged."), RESTORE_RECORD)))


_INVALID = (TypeError, ValueError, AttributeError, OverflowError, RecursionError)
"""What values of the wrong kind, size or depth raise when they are read."""


def _record(found: Mapping[str, Any], seed_file: Path, is_understood: bool) -> TakeRecord:
    return TakeRecord(
        bundle_id=_line(found["bundle_id"]),
        weights_sha256=_line(found["weights_sha256"]),
        settings=_settings(found["settings"], _start_from_json(found["start"], seed_file)),
        complete=_a(bool, found["complete"]),
        notices=tuple(map(_text, _a(list, found["notices"]))),
        is_edited=_a(bool, found.get("is_edited", False)),
        is_understood=is_understood,
        source=_source_from_json(found.get("source")),
    )


def _source_to_json(source: Source | None) -> dict[str, Any] | None:
    return None if source is None else asdict(source) | {"parts": list(source.parts)}


def _source_from_json(found: Mapping[str, Any] | None) -> Source | None:
    """Read where music comes from that no model generated; older records do not say."""
    if found is None:
        return None
    parts = (check.whole(part, 0, _LARGEST) for part in check.items(found["parts"], MOST_PARTS))
    return Source(_title(found["file_name"]), _line(found["sha256"]), tuple(parts))


def _settings(found: Mapping[str, Any], start: Start) -> GenerationSettings:
    """Read settings; those that the file lacks are as they were before the setting existed.

    Those that this version does not know are left out.
    """
    found = {"sampler": 1} | dict(found)
    known = found.keys() & _SETTING_KINDS.keys()
    plan = found.get("plan")
    return GenerationSettings(
        start=start,
        plan=None if plan is None else plan_from_json(plan),
        **{name: _setting(name, found[name]) for name in known},
    )


def _setting(name: str, value: object) -> Any:  # noqa: ANN401
    """Return the value of a setting; a form and a progression may be long, on several lines."""
    if name in _TYPED and value is not None:
        typed = check.text(value, LONGEST_TEXT)
        check.line(" ".join(typed.split()), LONGEST_TEXT)
        return typed
    return _a(_SETTING_KINDS[name], value)


def _marks(found: Mapping[str, Any]) -> Marks:
    marks = {name: _a(kind, found[name]) for name, kind in _MARK_KINDS.items() if name in found}
    tags = tuple(map(_title, check.items(found.get("tags", []), MOST_TAGS)))
    return Marks(**marks, tags=tags, comment=_text(found.get("comment", "")))


_MARK_KINDS = {"stars": int}


def _descent(found: Mapping[str, Any] | None) -> Descent | None:
    if found is None:
        return None
    return _optional(Descent, {**found, "parent_title": _title(found["parent_title"])})


def _optional(kind: type[_T], found: Mapping[str, Any] | None) -> _T | None:
    """Make a value of a dataclass's own fields, each of the kind that it should have."""
    if found is None:
        return None
    return kind(**{name: _a(k, found[name]) for name, k in get_type_hints(kind).items()})


def _a(kind: Any, value: Any) -> Any:  # noqa: ANN401
    """Return a value if it is of its kind, as JSON distinguishes kinds; otherwise TypeError."""
    if isinstance(value, bool) and kind is not bool:
        raise TypeError(f"{value} is no {kind}")
    is_whole_number = isinstance(value, int) and isinstance(0.0, kind)  # JSON writes 1.0 as 1, too
    if not isinstance(value, kind) and not is_whole_number:
        raise TypeError(f"{value!r} is no {kind}")
    if isinstance(value, int) and not isinstance(value, bool):
        return check.whole(value, -_LARGEST, _LARGEST)
    return _line(value) if isinstance(value, str) else value


def _text(value: object) -> str:
    """Return a text if it can be written again; half a surrogate pair cannot."""
    return check.text(value, LONGEST_COMMENT)


def _line(value: object) -> str:
    """Return a text that the program itself has written, on one line."""
    return check.line(value, _LONGEST_LINE)


def _title(value: object) -> str:
    """Return a text of the user's as what it is: one line, and no longer than a title may be."""
    return check.one_line(_text(value), LONGEST_TITLE)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"{text} is no moment at which a take can have been made")
    return moment


def _start_to_json(start: Start) -> dict[str, Any]:
    if isinstance(start, LibraryStart):
        return {"kind": "library", "name": start.name}
    if isinstance(start, ExcerptStart):
        passage = None if start.passage is None else asdict(start.passage)
        return {"kind": "excerpt", "title": start.title, "passage": passage}
    return {"kind": "random"}


def _start_from_json(found: Mapping[str, Any], seed_file: Path) -> Start:
    match found["kind"]:
        case "library":
            return LibraryStart(_line(found["name"]))
        case "random":
            return RandomStart()
        case "excerpt":
            title = found.get("title")  # None in version 1, which left it to the music
            title = None if title is None else _title(title)
            return StoredStart(seed_file, title, _passage(found.get("passage")))
    raise ValueError("there is no such start")


def _passage(found: Mapping[str, Any] | None) -> Passage | None:
    if found is None:
        return None
    return Passage(_a(int, found["start_tick"]), _a(int | None, found["end_tick"]))
