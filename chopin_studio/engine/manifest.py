"""What a bundle says of itself."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from chopin_studio import data_fields as check
from chopin_studio.data_fields import DataError, shown
from chopin_studio.data_files import parse_json
from chopin_studio.errors import StudioError

FORMAT_VERSION = 1

MOST_MANIFEST_BYTES = 64 * 2**10
"""Fifty times what a manifest needs; a larger file is none."""

MOST_WEIGHT_BYTES = 4 * 2**30
_MOST_PARAMETERS = 2**31
_LONGEST_NAME, _LONGEST_WORDS = 80, 2000


class BundleError(StudioError):
    """A bundle cannot be used; the sentence names it and says what is wrong."""


def damaged(bundle_id: str, reason: str) -> BundleError:
    """Make the error for a bundle whose files are not what they should be."""
    return BundleError(
        f"The model {shown(bundle_id)} is damaged: {reason.rstrip('.')}. "
        "Put its original files back."
    )


@dataclass(frozen=True, slots=True)
class Manifest:
    """A bundle's identity, size, origin and quality.

    `parameters` counts the trained numbers, `training_loss` is in nats a token, `weight_bytes`
    and the SHA-256 sums are those of the files beside the manifest. Figures that a family does
    not have are None.
    """

    format_version: int
    id: str
    family: str
    name: str
    character: str
    hidden_units: int
    parameters: int
    vocabulary_size: int | None
    training_loss: float | None
    validation_nats_per_note: float | None
    epochs: int
    recipe: str
    data: str
    licence: str
    weight_bytes: int
    weights_sha256: str
    vocabulary_sha256: str | None
    seeds_sha256: str

    @classmethod
    def from_json(cls, text: str, folder_name: str) -> "Manifest":
        """Read what `to_json` wrote; BundleError where a field is missing or can't be right."""
        try:
            found = check.fields(parse_json(text))
        except DataError as error:
            raise damaged(folder_name, f"its manifest {error}") from error
        _check_version(found, folder_name)
        return cls(**{name: _checked(found, name, folder_name) for name in _CHECKS})

    def to_json(self) -> str:
        """Write the manifest as an indented JSON object."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"


def _check_version(found: Mapping[str, Any], folder_name: str) -> None:
    """Raise BundleError for a bundle that another version of the studio has made."""
    version = found.get("format_version")
    if version == FORMAT_VERSION:
        return
    word = str(version) if type(version) is int and 0 <= version < 1000 else "that is unknown"
    raise BundleError(
        f"The model {shown(folder_name)} has bundle format {word}, and this studio reads "
        f"{FORMAT_VERSION}. Update Chopin Studio or the model."
    )


def _checked(found: Mapping[str, Any], name: str, folder_name: str) -> Any:  # noqa: ANN401
    """Return the value of a field; BundleError where it is missing or can't be right."""
    if name not in found:
        raise damaged(folder_name, f"its manifest has no {name}")
    try:
        return _CHECKS[name](found[name])
    except DataError as error:
        raise damaged(folder_name, f"in its manifest, {name} {error}") from error


def _or_none(checked: Callable[[object], object]) -> Callable[[object], object]:
    """Make a check of a value that may be missing."""
    return lambda value: None if value is None else checked(value)


_name = partial(check.line, most=_LONGEST_NAME, least=1)
_words = partial(check.line, most=_LONGEST_WORDS)
_figure = partial(check.number, least=0.0, most=1e6)

_CHECKS: dict[str, Callable[[object], object]] = {
    "format_version": partial(check.whole, least=FORMAT_VERSION, most=FORMAT_VERSION),
    "id": check.identifier,
    "family": _name,
    "name": _name,
    "character": _words,
    "hidden_units": partial(check.whole, least=1, most=2**16),
    "parameters": partial(check.whole, least=1, most=_MOST_PARAMETERS),
    "vocabulary_size": _or_none(partial(check.whole, least=1, most=2**20)),
    "training_loss": _or_none(_figure),
    "validation_nats_per_note": _or_none(_figure),
    "epochs": partial(check.whole, least=0, most=10**6),
    "recipe": _words,
    "data": _words,
    "licence": _words,
    "weight_bytes": partial(check.whole, least=1, most=MOST_WEIGHT_BYTES),
    "weights_sha256": check.sha256,
    "vocabulary_sha256": _or_none(check.sha256),
    "seeds_sha256": check.sha256,
}
"""What each field of a manifest may be."""
