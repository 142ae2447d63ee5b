"""What a bundle says of itself."""

import json
from dataclasses import asdict, dataclass, fields
from types import UnionType
from typing import get_args, get_type_hints

from chopin_studio.errors import StudioError

VOCABULARY_FILE = "vocabulary.json"
SEEDS_FILE = "seeds.json"

FORMAT_VERSION = 1
FAMILIES = ("classic", "expressive")


class BundleError(StudioError):
    """A bundle cannot be used; the sentence names it and says what is wrong."""


def damaged(bundle_id: str, reason: str) -> BundleError:
    """Make the error for a bundle whose files are not what they should be."""
    return BundleError(
        f"The model {bundle_id} is damaged: {reason.rstrip('.')}. Put its original files back."
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
        """Read what `to_json` wrote; BundleError where a field is missing, foreign or mistyped."""
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise damaged(folder_name, "its manifest is not JSON") from error
        if not isinstance(found, dict):
            raise damaged(folder_name, "its manifest is not an object")
        version = found.get("format_version")
        if version != FORMAT_VERSION:
            raise BundleError(
                f"The model {folder_name} has bundle format {version!r}, and this studio reads "
                f"{FORMAT_VERSION}. Update Chopin Studio or the model."
            )
        types = get_type_hints(cls)
        for field in fields(cls):
            if field.name not in found or not _fits(found[field.name], types[field.name]):
                raise damaged(folder_name, f"its manifest has no good {field.name}")
        if found["family"] not in FAMILIES:
            raise BundleError(
                f"The model {folder_name} is of the family {found['family']}, which this studio "
                "does not know. Update Chopin Studio."
            )
        return cls(**{field.name: found[field.name] for field in fields(cls)})

    @property
    def text_files(self) -> tuple[str, ...]:
        """The names of the files that a model of this family has beside its weights."""
        return (SEEDS_FILE,) if self.vocabulary_sha256 is None else (SEEDS_FILE, VOCABULARY_FILE)

    def to_json(self) -> str:
        """Write the manifest as an indented JSON object."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"


def _fits(value: object, annotation: object) -> bool:
    """Return whether a JSON value has the annotated type; a whole number serves as a float."""
    if isinstance(annotation, UnionType):
        return any(_fits(value, option) for option in get_args(annotation))
    if annotation is float:
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9
    if annotation is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(annotation, type) and isinstance(value, annotation)
