"""The composers in whose manner models with plans can be asked to write."""

from chopin_studio.data_fields import shown
from chopin_studio.engine.expressive.attributes import COMPOSERS
from chopin_studio.engine.expressive.constraints import COMPOSER
from chopin_studio.settings.definition import SettingsError
from chopin_studio.texts import translatable

_LEARNED = (
    *("Albeniz", "Beethoven", "Brahms", "Burgmueller", "Clementi", "Debussy", "Grieg", "Haydn"),
    *("Liszt", "Mendelssohn", "Mozart", "Mussorgsky", "Rachmaninoff", "Schubert", "Schumann"),
    "Tchaikovsky",
)
"""Those with eight pieces or more in the piano-midi.de corpus, Chopin aside; of fewer, a network
learns little."""

_OFFERED = ("Albeniz", "Mozart")
"""Those whose manner `expressive-512` takes on so that it can be measured.

Of 20 takes, 80 and 85 % were nearer to the composer's pieces than the same take in Chopin's manner;
of the other manners, half may be chance (`models/evaluation-expressive.md`).
"""

_SPELLED = {"Albeniz": "Albéniz", "Burgmueller": "Burgmüller"}


def offered_manners() -> tuple[tuple[str, str], ...]:
    """Return the composers to be offered, Chopin first: names in COMPOSERS, and in print."""
    return _printed(_OFFERED)


def learned_manners() -> tuple[tuple[str, str], ...]:
    """Return all of whom there are pieces enough, to be measured, Chopin first, likewise."""
    return _printed(_LEARNED)


def manner_named(name: str | None) -> str:
    """Return the composer in COMPOSERS of a name, in capitals or not; None is Chopin.

    Raises SettingsError for any other.
    """
    if name is None:
        return COMPOSER
    wanted = name.casefold()
    for composer in COMPOSERS:
        if wanted in (composer.casefold(), _SPELLED.get(composer, composer).casefold()):
            return composer
    raise SettingsError(
        translatable(
            "No model has learned the manner of “{name}”. Choose one of {manners}.",
            name=shown(name),
            manners=", ".join(printed for _, printed in offered_manners()),
        )
    )


def _printed(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, _SPELLED.get(name, name)) for name in (COMPOSER, *names))
