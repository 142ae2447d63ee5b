"""Be killed, again and again, while takes are generated, kept and changed.

Usage: python -m tests.library.store_to_kill STORE MODEL

Each line of input is a round of work, done by a process of its own that ends by SIGKILL:
`generate SEED SECONDS` makes and keeps takes until it has had so many seconds, `change SEED EVENT`
keeps and changes takes until Python has asked the system for so many things to be done with files.
Before a change a line `trying`, and after it a line `done` say what a take should be like; `shown`
says how far one has come that is being generated. When the process is dead, a line says so.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

import numpy as np

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.events import Opening
from chopin_studio.engine.generator import generate
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import Marks, Take, TakeRecord, new_take_id
from chopin_studio.music.excerpt import Excerpt
from tests.library.takes import MUSIC, RECORD

NOTES = 20
CHANGES = 4


def say(word: str, **take: object) -> None:
    """Write a line at once: what is written must be true even if this is the last of it."""
    os.write(1, f"{word} {json.dumps(take)}\n".encode())


def state(take: Take) -> dict[str, object]:
    return {"id": take.id, "title": take.title, "stars": take.marks.stars, "notes": take.note_count}


def generate_and_keep(store: TakeStore, bundle: Bundle, rng: np.random.Generator) -> None:
    while True:
        keep_as_it_grows(store, bundle, int(rng.integers(2**32)))


def keep_as_it_grows(store: TakeStore, bundle: Bundle, random_state: int) -> None:
    settings = GenerationSettings(notes=NOTES, random_state=random_state)
    record = TakeRecord(bundle.manifest.id, bundle.manifest.weights_sha256, settings)
    take_id, excerpt = new_take_id(), Excerpt()
    for item in generate(bundle, settings):
        if isinstance(item, Opening):
            excerpt = item.excerpt
            continue
        excerpt = excerpt.with_notes_added(item.notes, item.pedals)
        store.save_growing(take_id, excerpt, replace(record, complete=False))
        say("shown", id=take_id, title=excerpt.title, notes=len(excerpt.notes))
    say("done", **state(store.add(excerpt, record, take_id=take_id)))


def keep_and_change(store: TakeStore, rng: np.random.Generator) -> None:
    while True:
        take = store.add(MUSIC, RECORD)
        say("done", **state(take))
        for _ in range(CHANGES):
            changed, change = change_of(store, take, rng)
            say("trying", **state(changed))
            take = change()
            say("done", **state(take))


def change_of(
    store: TakeStore, take: Take, rng: np.random.Generator
) -> tuple[Take, Callable[[], Take]]:
    """Draw a change: what the take should be like by it, and what does it."""
    match int(rng.integers(3)):
        case 0:
            title = f"Take {rng.integers(1000)}"
            return replace(take, title=title), partial(store.rename, take.id, title)
        case 1:
            marks = Marks(int(rng.integers(1, 6)))
            return replace(take, marks=marks), partial(store.mark, take.id, marks)
    shorter = replace(MUSIC, notes=MUSIC.notes[: int(rng.integers(1, 4))])
    edited = replace(take, note_count=len(shorter.notes))
    return edited, partial(store.save_music, take.id, shorter)


def die_at(event: int, store: Path) -> None:
    """Have this process killed as Python is about to ask for the file event of this number."""
    events = count(1)

    def hook(name: str, arguments: tuple[object, ...]) -> None:
        is_of_files = name.startswith(("open", "os.", "shutil."))
        is_of_store = any(str(store) in str(argument) for argument in arguments)
        if is_of_files and is_of_store and next(events) == event:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def rounds() -> Iterator[tuple[str, int, float]]:
    for line in sys.stdin:
        work, seed, moment = line.split()
        yield work, int(seed), float(moment)


def main(store: Path, model: Path) -> None:
    bundle = Bundle.open(model)
    list(generate(bundle, GenerationSettings(notes=1)))  # imports now what is imported late
    for work, seed, moment in rounds():
        rng = np.random.default_rng(seed)
        child = os.fork()
        if child == 0:
            if work == "generate":
                # The system's own answer to this signal is an end at once, as by SIGKILL. It counts
                # the time that this process has worked, however busy the machine is.
                signal.setitimer(signal.ITIMER_PROF, moment)
                generate_and_keep(TakeStore(store), bundle, rng)
            die_at(int(moment), store)
            keep_and_change(TakeStore(store), rng)
        _, status = os.waitpid(child, 0)
        say("dead", signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else None)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
