"""Where playback jumps back or pauses: a loop or a passage, in ticks."""

Span = tuple[int, int]
"""The first tick, and the tick after the last."""


class PlaybackRange:
    """A loop that is repeated, a passage that is played once, or neither; never both."""

    def __init__(self) -> None:
        self._loop: Span | None = None
        self._passage: Span | None = None

    @property
    def loop(self) -> Span | None:
        """The range that is repeated."""
        return self._loop

    @property
    def passage(self) -> Span | None:
        """The range that is played once, up to a pause."""
        return self._passage

    @property
    def start_tick(self) -> int:
        """Where playback restarts: at the start of the loop, or of the piece."""
        return self._loop[0] if self._loop else 0

    def set_loop(self, start_tick: int, end_tick: int) -> None:
        """Repeat `[start_tick, end_tick)`; ValueError where that is empty or runs backwards."""
        if not 0 <= start_tick < end_tick:
            raise ValueError(f"a loop must run forwards, not from {start_tick} to {end_tick}")
        self._loop, self._passage = (start_tick, end_tick), None

    def set_passage(self, start_tick: int, end_tick: int) -> None:
        """Pause at `end_tick`, once; ValueError where the passage is empty or runs backwards."""
        if not 0 <= start_tick < end_tick:
            raise ValueError(f"a passage must run forwards, not from {start_tick} to {end_tick}")
        self._loop, self._passage = None, (start_tick, end_tick)

    def clear_loop(self) -> None:
        """Remove the loop; idempotent."""
        self._loop = None

    def end_passage(self) -> None:
        """Remove the passage; idempotent."""
        self._passage = None

    def clear(self) -> None:
        """Remove loop and passage; idempotent."""
        self._loop = self._passage = None

    def seek(self, tick: float) -> None:
        """End the passage where `tick` is outside it."""
        if self._passage is not None and not self._passage[0] <= tick < self._passage[1]:
            self._passage = None

    def barrier_tick(self, end_tick: int, is_whole: bool) -> int | None:
        """Return where playback pauses or jumps back, None where it does neither.

        A loop may last longer than the music, which ends at `end_tick`; a passage ends with it,
        once it `is_whole`.
        """
        if self._passage is None:
            return self._loop[1] if self._loop else None
        return min(self._passage[1], end_tick) if is_whole else self._passage[1]
