"""A real browser without a window, driven by its own protocol over two pipes.

The protocol is DevTools: JSON messages, each ended by a zero byte, which the browser reads from its
file descriptor 3 and writes to 4.
"""

import json
import os
import select
import shutil
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LONGEST_SEC = 90.0

KEYS = {"Tab": (9, ""), "Enter": (13, "\r"), " ": (32, " "), "ArrowRight": (39, "")}
"""By a key's name its code, and the text that it types."""

DESKTOP, PHONE = (1280, 800), (390, 844)


def browser() -> str | None:
    """Return the path of an installed Chromium; None where there is none that can be driven."""
    if sys.platform == "win32":
        return None
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Tab:
    """One page in the browser, which saves files into the folder `downloads`."""

    def __init__(self, write: int, read: int, downloads: Path) -> None:
        self._write, self._read = write, read
        self.downloads = downloads
        self._buffer = b""
        self._number = 0
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []
        self.call(
            "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads.resolve())
        )
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command and return its result; RuntimeError where the browser refuses."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while (answer := self._receive()).get("id") != self._number:
            self.events.append(answer)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, path: Path, size: tuple[int, int] = DESKTOP, fragment: str = "") -> None:
        """Open a file at a size of the window in CSS pixels, and wait until its script has run."""
        self.resize(size)
        self.call("Page.navigate", url=path.resolve().as_uri() + fragment)
        self.wait("document.readyState === 'complete' && document.querySelector('h1') !== null")

    def resize(self, size: tuple[int, int]) -> None:
        """Make the page as wide and high as a window or a phone."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=size[0],
            height=size[1],
            deviceScaleFactor=1,
            mobile=size == PHONE,
        )

    def run(self, script: str) -> Any:
        """Return what an expression of JavaScript is, after its promise if it is one."""
        answer = self.call(
            "Runtime.evaluate",
            expression=script,
            returnByValue=True,
            awaitPromise=True,
            userGesture=True,
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:2000])
        return answer["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until a condition in JavaScript holds; TimeoutError where it never does."""
        end = time.monotonic() + LONGEST_SEC
        while not self.run(condition):
            if time.monotonic() > end:
                raise TimeoutError(condition)
            time.sleep(0.05)

    def press(self, key: str, times: int = 1) -> None:
        """Press and release a key by its name, as a user would."""
        code, text = KEYS[key]
        for _ in range(times):
            for kind in ("keyDown", "keyUp"):
                typed = {"text": text} if text and kind == "keyDown" else {}
                self.call(
                    "Input.dispatchKeyEvent",
                    type=kind,
                    key=key,
                    windowsVirtualKeyCode=code,
                    **typed,
                )

    def picture(self, path: Path) -> None:
        """Save a picture of the whole page."""
        taken = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        path.write_bytes(b64decode(taken["data"]))

    def complaints(self) -> list[str]:
        """Return what the browser has logged as errors: refused by a policy, or not caught."""
        told = []
        for event in self.events:
            if event.get("method") == "Runtime.exceptionThrown":
                told.append(json.dumps(event["params"]["exceptionDetails"])[:500])
            if event.get("method") == "Log.entryAdded" and (
                event["params"]["entry"]["level"] == "error"
            ):
                told.append(event["params"]["entry"]["text"])
        return told

    def requests(self) -> set[str]:
        """Return every address that the page has asked for."""
        return {
            event["params"]["request"]["url"]
            for event in self.events
            if event.get("method") == "Network.requestWillBeSent"
        }

    def close_browser(self) -> None:
        """Have the whole browser end, which may be gone before it answers."""
        self._session = None
        with suppress(RuntimeError, TimeoutError):
            self.call("Browser.close")

    def _receive(self) -> dict[str, Any]:
        end = time.monotonic() + LONGEST_SEC
        while b"\0" not in self._buffer:
            if not select.select([self._read], [], [], max(0.0, end - time.monotonic()))[0]:
                raise TimeoutError("the browser does not answer")
            data = os.read(self._read, 2**16)
            if not data:
                raise RuntimeError("the browser has ended")
            self._buffer += data
        message, _, self._buffer = self._buffer.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found


LAUNCH = """
import fcntl, os, sys
read, write = (fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3])
os.dup2(read, 3)
os.dup2(write, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Put two pipes where the browser looks for them, and become the browser."""

OPTIONS = (
    "--headless=new",
    "--no-sandbox",  # which root must do without
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--mute-audio",
    "--autoplay-policy=no-user-gesture-required",
    "--remote-debugging-pipe",
)


@contextmanager
def opened(profile: Path) -> Iterator[Tab]:
    """Yield a tab in a browser of its own, whose profile is kept in a folder."""
    to_browser, write = os.pipe()
    read, from_browser = os.pipe()
    ends = (to_browser, from_browser)
    command = [str(browser()), *OPTIONS, f"--user-data-dir={profile}", "about:blank"]
    process = subprocess.Popen(
        [sys.executable, "-c", LAUNCH, *map(str, ends), *command],
        pass_fds=ends,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(to_browser)
    os.close(from_browser)
    try:
        tab = Tab(write, read, profile / "downloads")
        yield tab
        tab.close_browser()
    finally:
        os.close(write)
        os.close(read)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
