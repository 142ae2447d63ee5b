"""Tell which hand plays what: from the names of tracks, and from the notes."""

from chopin_studio.music.hands.assignment import WIDEST_SPAN, assign_hands
from chopin_studio.music.hands.names import hand_named
from chopin_studio.music.hands.parts import PartClues, hands_of_parts

__all__ = ["WIDEST_SPAN", "PartClues", "assign_hands", "hand_named", "hands_of_parts"]
