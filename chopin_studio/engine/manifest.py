"""The manifest of a bundle."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any

from chopin_studio import data_fields as check
from chopin_studio.data_fields import DataError, shown
from chopin_studio.data_files import parse_json
from chopin_studio.engine.attribute_sampling import Samplings, samplings_from_json
from chopin_studio.errors import StudioError
from chopin_studio.texts import restored, translatable

NEWEST_FORMAT = 2
"""The newest format of bundles; each family reads some (see `family.py`)."""

MOST_MANIFEST_BYTES = 64 * 2**10
"""Fifty times what a manifest needs; a larger file is no manifest."""

MOST_WEIGHT_BYTES = 4 * 2**30
_MOST_PARAMETERS = 2**31
_LONGEST_NAME, _LONGEST_WORDS = 80, 2000
_LONGEST_CORPUS, _MOST_CORPORA = 80, 32
_OPTIONAL = frozenset(("sampling", "corpora"))
"""The fields that earlier versions did not write."""


class BundleError(StudioError):
    """A bundle cannot be used; the message names it and says what is wrong."""


def damaged(bundle_id: str, reason: str) -> BundleError:
    """Return the error for a bundle with invalid files; `reason` has no full stop."""
    return BundleError(
        translatable(
            "The model {model} is damaged: {reason}. Restore its original files.",
            model=shown(bundle_id),
            reason=reason,
        )
    )


@dataclass(frozen=True, slots=True)
class Manifest:
    """A bundle's identity, size, origin and quality.

    `parameters` is the number of trained parameters, `training_loss` is in nats a token,
    `weight_bytes` and the SHA-256 sums are those of the files beside the manifest. Values that a
    family does not have are None. `character` is a sentence on what to expect of the model.
    `sampling` is how each attribute is sampled; None leaves it to the family, as bundles of earlier
    versions do. `corpora` names the collections of music that it learned from, so that one can tell
    whether its takes are compared with all of that; None where nobody wrote it down.
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
    sampling: Samplings | None = field(default=None, hash=False)
    corpora: tuple[str, ...] | None = None

    @classmethod
    def from_json(cls, text: str, folder_name: str) -> "Manifest":
        """Read what `to_json` wrote; raises BundleError where a field is missing or invalid."""
        try:
            found = check.fields(parse_json(text))
        except DataError as error:
            raise damaged(
                folder_name, translatable("its manifest {problem}", problem=str(error))
            ) from error
        _check_version(found, folder_name)
        return cls(**{name: _checked(found, name, folder_name) for name in _CHECKS})

    def to_json(self) -> str:
        """Return the manifest as an indented JSON object."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"


def _check_version(found: Mapping[str, Any], folder_name: str) -> None:
    """Raise BundleError for a bundle of another version of the studio."""
    version = found.get("format_version")
    if type(version) is int and 1 <= version <= NEWEST_FORMAT:
        return
    raise unknown_format(folder_name, version)


def unknown_format(name: str, version: object) -> BundleError:
    """Return the error of a bundle whose format is not known to this version of the studio."""
    is_number = type(version) is int and 0 <= version < 1000
    return BundleError(
        translatable(
            "The model {model} has the bundle format {format}, but this version reads format "
            "{known}. Update Chopin Studio or the model.",
            model=shown(name),
            format=version if is_number else "?",
            known=NEWEST_FORMAT,
        )
    )


def _checked(found: Mapping[str, Any], name: str, folder_name: str) -> Any:  # noqa: ANN401
    """Return the value of a field; raises BundleError where it is missing or invalid."""
    if name not in found and name in _OPTIONAL:
        return None
    if name not in found:
        raise damaged(folder_name, translatable("its manifest has no “{field}”", field=name))
    try:
        return _CHECKS[name](found[name])
    except DataError as error:
        problem = translatable(
            "in its manifest, “{field}” {problem}", field=name, problem=str(error)
        )
        raise damaged(folder_name, problem) from error


def _or_none(checked: Callable[[object], object]) -> Callable[[object], object]:
    """Return a check that also accepts None."""
    return lambda value: None if value is None else checked(value)


_name = partial(check.line, most=_LONGEST_NAME, least=1)
_words = partial(check.line, most=_LONGEST_WORDS)
_figure = partial(check.number, least=0.0, most=1e6)


def _corpora(value: object) -> tuple[str, ...]:
    found = check.items(value, most=_MOST_CORPORA, least=1)
    return tuple(check.line(each, most=_LONGEST_CORPUS, least=1) for each in found)


_CHECKS: dict[str, Callable[[object], object]] = {
    "format_version": partial(check.whole, least=1, most=NEWEST_FORMAT),
    "id": check.identifier,
    "family": _name,
    "name": _name,
    "character": lambda value: restored(_words(value)),
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
    "sampling": _or_none(samplings_from_json),
    "corpora": _or_none(_corpora),
}
"""The check of each field of a manifest."""
