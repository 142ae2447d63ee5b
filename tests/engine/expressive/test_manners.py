"""The composers in whose manner a take can be asked for."""

import pytest

from chopin_studio.engine.expressive.attributes import COMPOSERS
from chopin_studio.engine.expressive.manners import learned_manners, manner_named, offered_manners
from chopin_studio.settings.definition import SettingsError


def test_chopin_comes_first_and_all_are_known_to_the_networks():
    names = [name for name, _ in offered_manners()]
    assert names[0] == "Chopin"
    assert len(set(names)) == len(names)
    assert set(names) <= set(COMPOSERS)
    assert set(offered_manners()) < set(learned_manners())


@pytest.mark.parametrize(
    ("name", "composer"),
    [(None, "Chopin"), ("Liszt", "Liszt"), ("mozart", "Mozart"), ("Albéniz", "Albeniz")],
)
def test_a_composer_is_found_by_any_spelling(name, composer):
    assert manner_named(name) == composer


def test_an_unknown_composer_is_told_with_those_there_are():
    with pytest.raises(SettingsError, match=r"manner of “Bartók”\. Choose one of Chopin, Albéniz"):
        manner_named("Bartók")
