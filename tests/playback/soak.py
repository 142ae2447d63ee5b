"""Play endless music fast and long, with a command every few seconds, and look for what hangs.

`make soak` runs it for half an hour with a model; the tests run a minute of music without one.
"""

import argparse
import os
import random
import resource
import statistics
import sys
import threading
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.events import Opening, Step
from chopin_studio.engine.generator import generate
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.note import Note
from chopin_studio.music.tempo import TempoChange, TempoMap
from chopin_studio.paths import bundled_models
from chopin_studio.playback.outputs.group import GroupOutput
from chopin_studio.playback.timeline import Timeline
from chopin_studio.playback.transport import PlaybackState, Transport
from chopin_studio.session.generation.endless import Pace, first_part, next_part
from tests.fakes import CONTROL_CHANGE, NOTE_ON, SUSTAIN_PEDAL, is_note_off

BPM = 120.0
TEMPO_FACTOR, SPEED = 4, 2.0
TIMES_FASTER = 8
"""Four times the tempo at twice the speed."""

PART_NOTES = 400
Steps = Iterator[Opening | Step]
Make = Callable[[GenerationSettings], Steps]


class WatchedOutput:
    """Knows which keys are down and since which strike; `see_strike` is told of each."""

    def __init__(self, see_strike: Callable[[int], None]) -> None:
        self.name = "Watched"
        self.held: dict[int, int] = {}
        self.strikes = 0
        self.pedal = 0
        self.faults: list[str] = []
        self._see_strike = see_strike
        self._lock = threading.Lock()

    def send(self, status: int, data1: int, data2: int) -> None:
        if status == NOTE_ON:
            self._see_strike(data1)
        with self._lock:
            if is_note_off((status, data1, data2)):
                if self.held.pop(data1, None) is None:
                    self.faults.append(f"{data1} released, which was not down")
            elif status == NOTE_ON:
                if data1 in self.held:
                    self.faults.append(f"{data1} struck while it was down")
                self.strikes += 1
                self.held[data1] = self.strikes
            elif (status, data1) == (CONTROL_CHANGE, SUSTAIN_PEDAL):
                self.pedal = data2

    def silence(self) -> None:
        self.send(CONTROL_CHANGE, SUSTAIN_PEDAL, 0)

    def panic(self) -> None:
        self.silence()

    def close(self) -> None:
        self.silence()

    def hanging(self, until_strike: int) -> list[int]:
        """Return the keys that are down since that strike or before."""
        with self._lock:
            return [key for key, strike in self.held.items() if strike <= until_strike]


@dataclass
class Report:
    """What came of it."""

    seed: int
    seconds: float = 0.0
    parts: int = 0
    actions: dict[str, int] = field(default_factory=dict)
    notes: int = 0
    faults: list[str] = field(default_factory=list)
    lateness: list[float] = field(default_factory=list)
    memory_mb: tuple[float, float] = (0.0, 0.0)

    @property
    def drift_sec(self) -> float:
        """How much later events are, against the playhead, in the last tenth than in the first."""
        tenth = max(len(self.lateness) // 10, 1)
        return statistics.median(self.lateness[-tenth:]) - statistics.median(self.lateness[:tenth])

    def __str__(self) -> str:
        late = sorted(self.lateness)
        p50, p99 = (late[int(len(late) * share)] * 1e3 for share in (0.5, 0.99))
        before, after = self.memory_mb
        return (
            f"soak of {self.seconds:.0f} s (seed {self.seed}), {self.parts} parts, "
            f"{self.notes} notes struck, actions {self.actions}: {len(self.faults)} faults; "
            f"late p50 {p50:.3f} ms, p99 {p99:.3f} ms, longest {late[-1] * 1e3:.1f} ms, "
            f"drift {self.drift_sec * 1e3:.3f} ms; memory {before:.1f} MB, then {after:.1f} MB"
        )


class Soak:
    """A transport that is fed by a model, and commanded at random."""

    def __init__(self, seed: int, make: Make) -> None:
        self.report = Report(seed)
        self._rng = random.Random(seed)
        self._make = make
        self._timeline = Timeline(Excerpt())
        self._pace = Pace()
        self._next: Timeline | None = None
        self._outputs = [WatchedOutput(self._see_strike) for _ in range(3)]
        self._transport = Transport(self._outputs[0])
        self._transport.set_speed(SPEED)
        self._failure: BaseException | None = None

    def run(self, seconds: float) -> Report:
        """Play for so long, and silence it all."""
        begin = time.monotonic()
        feeder = threading.Thread(target=self._feed, daemon=True)
        feeder.start()
        early = min(60.0, seconds / 5)
        memory = 0.0
        while (passed := time.monotonic() - begin) < seconds and self._failure is None:
            if not memory and passed > early:
                memory = resident_mb()
            self._follow(self._rng.uniform(0.3, 3.0) * min(1.0, seconds / 30))
            self._act()
        self.report.memory_mb = (memory, resident_mb())
        self._pace.end()
        self._transport.close()
        feeder.join(30)
        self._check("close", self._strikes(), must_be_up=True)
        if self._failure is not None:
            raise self._failure
        self.report.seconds = time.monotonic() - begin
        for output in self._outputs:
            self.report.faults += output.faults
        self.report.notes = sum(output.strikes for output in self._outputs)
        return self.report

    def _feed(self) -> None:
        """Make part after part, no further ahead than is wanted."""
        try:
            settings = first_part(GenerationSettings(random_state=self.report.seed, bpm=BPM))
            while not self._pace.is_over:
                timeline = self._fill(settings)
                settings = next_part(settings, timeline.excerpt)
        except BaseException as error:  # told by the thread that waits for it
            self._failure = error

    def _fill(self, settings: GenerationSettings) -> Timeline:
        timeline = Timeline(Excerpt(), complete=False)
        for count, item in enumerate(self._make(settings)):
            if isinstance(item, Opening):
                tempo_map = TempoMap(tuple(map(faster, item.excerpt.tempo_map.changes)))
                timeline = Timeline(replace(item.excerpt, tempo_map=tempo_map), complete=False)
                while self._next is not None and not self._pace.is_over:
                    time.sleep(0.01)  # no more than one part lies in waiting
                self._next = timeline
            else:
                timeline.append(item.notes, item.pedals, item.tempo and faster(item.tempo))
            self._pace.wait()
            if self._pace.is_over or count >= PART_NOTES:
                break
        timeline.finish()
        return timeline

    def _follow(self, seconds: float) -> None:
        """Let it play for a while, part after part."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self._failure is None:
            timeline = self._timeline
            to_sec = timeline.tempo_map.tick_to_sec
            here = self._transport.position_tick
            self._pace.keep((to_sec(timeline.end_tick) - to_sec(here)) / SPEED)
            if self._transport.state is PlaybackState.STOPPED and self._next is not None:
                self._timeline, self._next = self._next, None
                self._pace.keep(0.0)
                self.report.parts += 1
                self._transport.load(self._timeline)
                self._transport.seek(self._timeline.state.seed_end_tick)
                self._transport.play()
            time.sleep(0.01)

    def _act(self) -> None:
        name = self._rng.choice(("seek", "pause", "output", "panic", "stop"))
        self.report.actions[name] = self.report.actions.get(name, 0) + 1
        struck = self._strikes()
        if name == "seek":
            self._transport.seek(self._rng.uniform(0, self._timeline.end_tick))
        elif name == "output":
            pair = self._rng.sample(self._outputs, 2)
            both = GroupOutput(pair) if self._rng.random() < 0.3 else pair[0]
            self._transport.set_output(both)
        else:
            getattr(self._transport, name)()
        self._check(name, struck, must_be_up=name not in ("seek", "output"))
        if name == "stop":  # it is at the very beginning, and goes on from where it was growing
            self._transport.seek(self._timeline.state.last_onset_tick)
        self._transport.play()

    def _strikes(self) -> list[int]:
        return [output.strikes for output in self._outputs]

    def _check(self, name: str, struck: list[int], must_be_up: bool) -> None:
        """Look for keys that were down before an action and are still, and for the pedal."""
        for output, strike in zip(self._outputs, struck, strict=True):
            if must_be_up:
                strike = output.strikes
                if output.pedal:
                    self.report.faults.append(f"the pedal is down after {name}")
            if hanging := output.hanging(strike):
                self.report.faults.append(f"{hanging} hang after {name}")

    def _see_strike(self, pitch: int) -> None:
        late = lateness_sec(self._timeline, self._transport.position_tick, pitch)
        if late is not None:
            self.report.lateness.append(late / SPEED)


def lateness_sec(timeline: Timeline, tick: float, pitch: int) -> float | None:
    """Return how far `tick` is beyond the last onset of this pitch, in seconds of the music."""
    notes, to_sec = timeline.state.notes, timeline.tempo_map.tick_to_sec
    index = bisect_right(notes, tick + 1, key=lambda note: note.onset_tick)
    for note in reversed(notes[max(index - 100, 0) : index]):
        if note.pitch == pitch:
            return to_sec(tick) - to_sec(note.onset_tick)
    return None


def faster(change: TempoChange) -> TempoChange:
    """Return a tempo as the soak plays it."""
    duration = change.microseconds_per_quarter // TEMPO_FACTOR
    return replace(change, microseconds_per_quarter=duration)


def resident_mb() -> float:
    """Return this process's memory: that of now on Linux, the most so far elsewhere."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def random_music(settings: GenerationSettings) -> Steps:
    """Make music by dice alone: chords, pedal, notes that overlap their like, and rests."""
    rng = random.Random(settings.random_state)
    yield Opening(0, Excerpt(tempo_map=TempoMap.constant(BPM)), settings.random_state)
    tick = 0
    for _ in range(settings.notes):
        notes = tuple(
            Note(pitch, rng.randint(20, 110), tick, rng.choice((60, 240, 700, 1500)))
            for pitch in sorted(rng.sample(range(48, 72), rng.choice((1, 1, 1, 2, 4))))
        )
        pedals = (PedalChange(tick, rng.choice((0, 127))),) if rng.random() < 0.2 else ()
        yield Step(0, notes, pedals)
        tick += rng.choice((0, 120, 240, 240, 240, 480, 960))


def model_music(bundle_id: str) -> Make:
    """Return what makes music with a bundle of the studio's."""
    found = list_bundles([bundled_models()]).bundles
    bundle = next(bundle for bundle in found if bundle.manifest.id == bundle_id)
    return lambda settings: generate(bundle, settings)


def main() -> int:
    """Soak by a model, print what came of it, and fail where anything hung."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0, help="how long it takes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bundle", default="classic-256")
    chosen = parser.parse_args()
    report = Soak(chosen.seed, model_music(chosen.bundle)).run(chosen.minutes * 60)
    print(report)
    for fault in report.faults[:20]:
        print(fault)
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
