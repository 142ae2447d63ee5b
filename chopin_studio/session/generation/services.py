"""The models there are, and what they can be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.library.variations import Score
    from chopin_studio.session.generation.model_warmup import WarmUp
    from chopin_studio.session.generation.request_queue import Generate


@dataclass(frozen=True, slots=True)
class GenerationServices:
    """The models, and the functions that run them; these are slow, and called on pool threads."""

    bundles: tuple[Bundle, ...]
    generate: Generate
    warm_up: WarmUp
    score: Score

    def model_name(self, bundle_id: str) -> str:
        """Return what the musician calls a model, or its id where it is not there any more."""
        names = {bundle.manifest.id: bundle.manifest.name for bundle in self.bundles}
        return names.get(bundle_id, bundle_id)
