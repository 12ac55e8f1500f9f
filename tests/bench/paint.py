"""How soon a page is painted on a slow phone: Chromium with a slow line and a slow processor, the demo's data.

``python -m tests.bench.paint`` builds the demo in a database of its own, serves it as ``make demo`` does, and prints a
line a page: its address, milliseconds to the largest paint, kB that came over the line.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests.bench.measures import ROOT, manage

PAGES = (
    "/en/", "/uk/", "/en/commitments/", "/uk/commitments/7/", "/en/donors/1/", "/en/releases/3/", "/en/equipment/",
    "/uk/changes/", "/en/method/",
)  # fmt: skip
ROUNDS = 5

#: A phone on a slow line, as Lighthouse's mobile profile has it: 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up,
#: a quarter of this machine's processor.
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER = 4
SCREEN = {"width": 360, "height": 740}

#: Milliseconds until the largest paint, and bytes sent for the page and all it needs; asked once it is calm.
PAINTED = """() => new Promise(resolve => {
    let last = 0;
    const watch = new PerformanceObserver(list => list.getEntries().forEach(entry => { last = entry.startTime; }));
    watch.observe({ type: "largest-contentful-paint", buffered: true });
    const sent = ["navigation", "resource"].flatMap(kind => performance.getEntriesByType(kind));
    setTimeout(() => resolve([last, sent.reduce((sum, entry) => sum + entry.transferSize, 0)]), 500);
})"""


@contextmanager
def served() -> Iterator[str]:
    """Serve the demo from a database of its own; give the address it answers at."""
    with tempfile.TemporaryDirectory() as scratch:
        database = {"DATABASE_URL": f"sqlite:///{scratch}/demo.sqlite3"}
        manage(database, "migrate", "-v0")
        manage(database, "demo_login")
        manage(database, "import_releases", "-v0", "--by", "staff", "fixtures/releases")
        manage(database, "replay_decisions", "--by", "staff", "fixtures/decisions", "fixtures/releases")
        manage(database, "collectstatic", "--noinput", "-v0")
        with socket.create_server(("127.0.0.1", 0)) as free:
            host = f"127.0.0.1:{free.getsockname()[1]}"
        command = [
            str(Path(sys.executable).parent / "gunicorn"),
            "tracker.wsgi",
            "--bind",
            host,
            "--log-level",
            "error",
        ]
        server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **database})
        try:
            wait_for(host)
            yield f"http://{host}"
        finally:
            server.terminate()
            server.wait()


def wait_for(host: str) -> None:
    """Return when something answers at ``host``; ``TimeoutError`` after half a minute."""
    name, port = host.split(":")
    for _ in range(60):
        try:
            socket.create_connection((name, int(port)), 1).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError(f"Nothing answers at {host}.")


def painted(browser: Browser, address: str) -> tuple[float, float]:
    """Return milliseconds to the largest paint of ``address`` and kB sent, with nothing kept from before."""
    with browser.new_context(viewport=SCREEN, device_scale_factor=2) as context:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", LINE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(address)
        milliseconds, sent = page.evaluate(PAINTED)
    return milliseconds, sent / 1000


def measured() -> Iterator[tuple[str, float, float]]:
    """Yield each page with the median milliseconds and kB of several rounds; ``FileNotFoundError`` without Chromium.

    The first visit warms the server and is not counted.
    """
    path = shutil.which("chromium")
    if path is None:
        raise FileNotFoundError("No chromium to measure with. Install it: apt-get install chromium")
    with served() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for address in PAGES:
            _warm, *rounds = (painted(browser, base + address) for _ in range(ROUNDS + 1))
            paint, sent = (median(figures) for figures in zip(*rounds, strict=True))
            yield address, paint, sent
        browser.close()


def main() -> None:
    """Print a line a page, as soon as it is measured."""
    try:
        for address, paint, sent in measured():
            sys.stdout.write(f"  {address:22} {paint:6.0f} ms {sent:6.1f} kB\n")
            sys.stdout.flush()
    except FileNotFoundError as error:
        sys.stdout.write(f"  {error}\n")


if __name__ == "__main__":
    main()
