"""A real Chromium without a screen, driven by its own protocol: clicks, keys, pictures of pages."""

from __future__ import annotations

import base64
import itertools
import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_SWITCHES = [
    "--headless",
    "--no-sandbox",  # tests may run as root, in containers
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
    "--window-size=1280,900",
    "about:blank",
]
_PATIENCE = 60.0  # seconds


def find_chromium() -> str | None:
    """The program, if it is installed."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def browser(program: str, profile: Path) -> Iterator[Tab]:
    """One tab of a browser of its own. JavaScript of pages is switched off."""
    from websockets.sync.client import connect  # comes with Prefect

    command = [program, f"--user-data-dir={profile}", *_SWITCHES]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            address = next(
                line.split(" on ")[1].strip() for line in process.stderr if "DevTools listening on" in line
            )
            with connect(address, max_size=None, open_timeout=_PATIENCE) as socket:
                yield Tab(socket)
        finally:
            process.kill()


class Tab:
    """What a person does with a page. Elements are named by CSS selectors."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._session: str | None = None
        self.complaints: list[str] = []  # what the browser refused: broken policies, missing files
        self._loads = 0
        (target,) = [t for t in self._say("Target.getTargets")["targetInfos"] if t["type"] == "page"]
        attached = self._say("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "DOM", "Log", "Runtime"):
            self._say(f"{domain}.enable")
        self._say("Emulation.setScriptExecutionDisabled", value=True)

    def open(self, url: str) -> None:
        """Go to an address and wait for the page."""
        before = self._loads
        self._say("Page.navigate", url=url)
        self._wait_for_load(before)

    def click(self, selector: str) -> None:
        """Click in the middle of the element and wait for the page that follows."""
        before = self._loads
        node = self._node(selector)
        self._say("DOM.scrollIntoViewIfNeeded", nodeId=node)
        corners = self._say("DOM.getContentQuads", nodeId=node)["quads"][0]
        middle = {"x": sum(corners[0::2]) / 4, "y": sum(corners[1::2]) / 4}
        for kind in ("mousePressed", "mouseReleased"):
            self._say("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **middle)
        self._wait_for_load(before)

    def search(self, selector: str, text: str) -> None:
        """Type into a field, press Enter and wait for the page that follows."""
        before = self._loads
        self._say("DOM.focus", nodeId=self._node(selector))
        self._say("Input.insertText", text=text)
        for kind in ("keyDown", "keyUp"):
            key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
            self._say("Input.dispatchKeyEvent", type=kind, **key)
        self._wait_for_load(before)

    def value(self, expression: str) -> Any:
        """An expression in the page, such as `document.title`."""
        return self._say("Runtime.evaluate", expression=expression, returnByValue=True)["result"]["value"]

    def text(self) -> str:
        """What can be read on the page."""
        return str(self.value("document.body.innerText"))

    def picture(self) -> bytes:
        """The window as PNG."""
        return base64.b64decode(self._say("Page.captureScreenshot", format="png")["data"])

    def _node(self, selector: str) -> int:
        root = self._say("DOM.getDocument")["root"]["nodeId"]
        node = int(self._say("DOM.querySelector", nodeId=root, selector=selector)["nodeId"])
        assert node, f"{selector} is not on the page: {self.text()[:500]}"
        return node

    def _say(self, method: str, **parameters: Any) -> Any:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        self._socket.send(json.dumps(message | ({"sessionId": self._session} if self._session else {})))
        while True:
            heard = self._hear()
            if heard.get("id") == number:
                assert "error" not in heard, f"{method}: {heard['error']}"
                return heard["result"]

    def _hear(self) -> Any:
        heard = json.loads(self._socket.recv(timeout=_PATIENCE))
        if heard.get("method") == "Page.loadEventFired":
            self._loads += 1
        if heard.get("method") == "Log.entryAdded":
            self.complaints.append(heard["params"]["entry"]["text"])
        return heard

    def _wait_for_load(self, before: int) -> None:
        while self._loads == before:
            self._hear()
