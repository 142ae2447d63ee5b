"""What plans takes: the models of forms and of progressions that ship with the studio."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from chopin_studio.engine.planning.form_files import read_form_model
from chopin_studio.engine.planning.form_model import FormModel
from chopin_studio.engine.planning.progression_files import read_progression_model
from chopin_studio.engine.planning.progression_model import ProgressionModel
from chopin_studio.engine.planning.progressions import draw_chords
from chopin_studio.engine.warm_starts import Slot, WarmStarts
from chopin_studio.music.harmony.progression import ChordBar
from chopin_studio.music.key import Key
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.plan.plan import Plan
from chopin_studio.paths import forms, progressions


@dataclass(frozen=True, slots=True)
class Planner:
    """The models from which plans are drawn."""

    forms: FormModel
    progressions: ProgressionModel

    def with_chords(
        self,
        rng: np.random.Generator,
        plan: Plan,
        key: Key,
        meters: MeterMap,
        given: Mapping[int, ChordBar],
        ends: bool,
    ) -> Plan:
        """Return the plan with chords in all its bars, some of them `given` by their numbers.

        Where it `ends`, its last bar is on the tonic.
        """
        return draw_chords(rng, plan, key, meters, self.progressions, given, ends)


_PLANNER: Slot[Planner] = Slot("the models of forms and progressions")


def loaded_planner(ready: WarmStarts) -> Planner:
    """Return the models that ship with the studio, cached in `ready`.

    Raises FormModelError or ProgressionModelError where they are missing or damaged.
    """
    return ready.get(_PLANNER, "the studio's own", _load)


def _load() -> Planner:
    return Planner(read_form_model(forms()), read_progression_model(progressions()))
