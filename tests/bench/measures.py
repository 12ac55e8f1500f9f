"""What the bench measures, each as plain figures. CPU time of one process, the best of several runs."""

import cProfile
import multiprocessing
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from assistance.extraction import extract
from tests.bench import activities
from tests.bench.texts import adversarial, releases

ROOT = Path(__file__).parents[2]
SIZE = 2000
ROUNDS = 7
_FIRST = """
import time
begun = time.perf_counter()
from assistance.extraction import extract
loaded = time.perf_counter()
extract("Japan gives tents\\n\\nJapan gave Ukraine 5 tents. Японія передала Україні 5 наметів.")
print(loaded - begun, time.perf_counter() - loaded)
"""


@dataclass(frozen=True)
class Grown:
    """Seconds an adversarial text took at each size, and the most memory the process ever held, in MB."""

    name: str
    seconds: tuple[float, ...]
    memory: float


def per_second(language: str) -> float:
    """Return how many releases of 2 kB one core reads in a second."""
    texts = releases(language, SIZE)
    return len(texts) / min(_seconds(texts) for _ in range(ROUNDS))


def _seconds(texts: Sequence[str]) -> float:
    begun = time.process_time()
    for text in texts:
        extract(text)
    return time.process_time() - begun


def start_up() -> tuple[float, float]:
    """Return the seconds that importing the extractor and the first text take, in a process of their own."""
    runs = [
        subprocess.run([sys.executable, "-c", _FIRST], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for _ in range(ROUNDS)
    ]
    loading, reading = min((tuple(map(float, run.split())) for run in runs), key=sum)
    return loading, reading


def shares() -> list[tuple[str, float]]:
    """Return which part of the time each module of the extractor takes by itself, as cProfile tells it."""
    texts = [text for language in ("en", "uk") for text in releases(language, SIZE)]
    profile = cProfile.Profile()
    profile.runcall(_seconds, texts)
    spent: Counter[str] = Counter()
    for (path, _, _), (_, _, own, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        spent[Path(path).stem if "extraction" in path else "Python itself"] += own
    return [(name, own / spent.total()) for name, own in spent.most_common(14)]


def growth(name: str, sizes: Sequence[int]) -> Grown:
    """Return how an adversarial text does at ``sizes`` in kB, in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_growth, name, sizes).result()


def _growth(name: str, sizes: Sequence[int]) -> Grown:
    extract("Japan gave 5 tents.")
    seconds = tuple(_seconds([adversarial(name, size * 1000)]) for size in sizes)
    return Grown(name, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def imports(jobs: int, files: int) -> float:
    """Return the seconds ``import_releases`` takes for ``files`` releases with an empty SQLite database."""
    texts = [text for language in ("en", "uk") for text in releases(language, SIZE)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "releases"
        folder.mkdir()
        for number in range(files):
            (folder / f"{number:05}.txt").write_text(f"Release {number}\n\n{texts[number % len(texts)]}", "utf-8")
        database = {"DATABASE_URL": f"sqlite:///{scratch}/bench.sqlite3"}
        manage(database, "migrate", "-v0")
        begun = time.perf_counter()
        manage(database, "import_releases", "-v0", "--jobs", str(jobs), str(folder))
        return time.perf_counter() - begun


def iati_import(megabytes: int) -> tuple[float, float]:
    """Return the seconds ``import_iati`` takes for a file of so many MB, and the most memory it holds, in MB."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "activities.xml"
        activities.write(path, megabytes)
        database = {"DATABASE_URL": f"sqlite:///{scratch}/bench.sqlite3"}
        manage(database, "migrate", "-v0")
        begun = time.perf_counter()
        command = [sys.executable, "manage.py", "import_iati", "-v0", str(path)]
        running = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **database}, stdout=subprocess.DEVNULL)
        _pid, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode:
            raise subprocess.CalledProcessError(running.returncode, command)
        return time.perf_counter() - begun, used.ru_maxrss / 1024


def pages(commitments: int, waiting: int) -> list[tuple[str, float, int]]:
    """Return each page of the staff's desk with the seconds it takes, warm, and its queries, by SQLite or PostgreSQL.

    ``BENCH_DATABASE_URL`` may name an empty database to be filled; without it one of SQLite's is made and removed.
    """
    with tempfile.TemporaryDirectory() as scratch:
        url = os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{scratch}/desk.sqlite3")
        manage({"DATABASE_URL": url}, "migrate", "-v0")
        command = [sys.executable, "-m", "tests.bench.pages", str(commitments), str(waiting)]
        environment = {**os.environ, "DATABASE_URL": url}
        told = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    rows = (line.split("\t") for line in told.splitlines())
    return [(name, float(seconds), int(queries)) for name, seconds, queries in rows]


def manage(database: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **database}, check=True, stdout=subprocess.DEVNULL)
