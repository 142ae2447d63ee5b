"""Decide which notes show an accidental."""

from collections.abc import Iterable

from chopin_studio.export.notation.score import Event, StaffBar
from chopin_studio.export.notation.spelling import SpelledPitch
from chopin_studio.music.key import Key

_SHARPS = "FCGDAEB"


class Accidentals:
    """Reads a staff bar by bar and tracks the accidental in force on each line and space.

    An accidental holds to the end of its bar and in its octave. A courtesy accidental is shown
    where the same note had another one in the bar before, or has one in another octave.
    """

    def __init__(self) -> None:
        self._signature: dict[str, int] = {}
        self._before: dict[tuple[str, int], int] = {}

    def in_bar(
        self, staff_bar: StaffBar, key: Key | None
    ) -> dict[tuple[int, SpelledPitch, bool], bool]:
        """Return the accidentals to show in the next bar; `key` is a new signature in it.

        Keys are tick, pitch and whether it is a grace note; the value is True for a courtesy.
        """
        if key is not None:
            self._signature = _signature(key)
            self._before = {}
        now: dict[tuple[str, int], int] = {}
        shown: dict[tuple[int, SpelledPitch, bool], bool] = {}
        for tick, pitch, is_grace in _struck(staff_bar):
            place = (pitch.step, pitch.octave)
            expected = now.get(place, self._signature.get(pitch.step, 0))
            if pitch.alter != expected:
                shown[tick, pitch, is_grace] = False
            elif place not in now and self._is_doubtful(pitch, now):
                shown[tick, pitch, is_grace] = True
            now[place] = pitch.alter
        self._before = now
        return shown

    def _is_doubtful(self, pitch: SpelledPitch, now: dict[tuple[str, int], int]) -> bool:
        place = (pitch.step, pitch.octave)
        elsewhere = (alter for (step, _), alter in now.items() if step == pitch.step)
        return self._before.get(place, pitch.alter) != pitch.alter or any(
            alter != pitch.alter for alter in elsewhere
        )


def _signature(key: Key) -> dict[str, int]:
    if key.fifths >= 0:
        return dict.fromkeys(_SHARPS[: key.fifths], 1)
    return dict.fromkeys(_SHARPS[key.fifths :], -1)


def _struck(staff_bar: StaffBar) -> Iterable[tuple[int, SpelledPitch, bool]]:
    """Yield what is struck in a bar, in reading order: a tied note needs no accidental again."""
    events: list[Event] = [event for voice in staff_bar.voices for event in voice]
    for event in sorted(events, key=lambda event: event.start_tick):
        if event.tie in ("continue", "stop"):
            continue
        for chord in event.graces:
            yield from ((event.start_tick, pitch, True) for pitch in chord)
        yield from ((event.start_tick, pitch, False) for pitch in event.pitches)
