"""``make bench``: print how fast the extractor and the import are on this machine.

``make bench SIZES="500 1000 2500 5000"`` measures the adversarial texts at these sizes, in kB.
"""

import os
import sys
from collections.abc import Sequence

from tests.bench import activities, measures, paint
from tests.bench.texts import PIECES

USUAL_SIZES = (50, 100, 200)
FILES = 200
COMMITMENTS, WAITING = 1500, 1000
IATI_SIZES = (5, 500)


def say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(sizes: Sequence[int]) -> None:
    say("Releases of 2 kB a second, one core")
    for language in ("en", "uk"):
        say(f"  {language} {measures.per_second(language):6.0f}")
    loading, reading = measures.start_up()
    say(f"\nStart-up: importing {loading:.2f} s, first text {reading:.2f} s")
    say("\nWhere the time goes")
    for name, share in measures.shares():
        say(f"  {name:14} {share:4.0%}")
    say(f"\nimport_releases, {FILES} releases of 2 kB into an empty SQLite database")
    for jobs in sorted({1, 2, len(os.sched_getaffinity(0))}):
        seconds = measures.imports(jobs, FILES)
        say(f"  {jobs} process(es) {seconds:6.1f} s, {FILES / seconds:4.0f} a second")
    say(f"\nimport_iati, one activity in {activities.ONE_IN} of the country, into a SQLite database")
    for megabytes in IATI_SIZES:
        seconds, memory = measures.iati_import(megabytes)
        say(f"  {megabytes:3} MB {seconds:6.1f} s, {memory:4.0f} MB of memory")
    say(f"\nPages of the staff's desk, warm, {WAITING:,} claims waiting beside {COMMITMENTS:,} commitments")
    for name, seconds, queries in measures.pages(COMMITMENTS, WAITING):
        say(f"  {name:18} {seconds:6.2f} s {queries:4} queries")
    say("\nLargest paint of public pages on a slow phone, and what came over the line")
    paint.main()
    grown(sizes)


def grown(sizes: Sequence[int]) -> None:
    """Print the adversarial texts; "growth" is the time per kB at the last size against the first."""
    say("\nAdversarial texts: seconds and ms per kB by size, growth, most memory")
    say(" " * 26 + "".join(f"{size:>12} kB" for size in sizes))
    for name in PIECES:
        one = measures.growth(name, sizes)
        rates = [seconds / size * 1000 for seconds, size in zip(one.seconds, sizes, strict=True)]
        cells = "".join(f"{seconds:8.2f} {rate:6.2f}" for seconds, rate in zip(one.seconds, rates, strict=True))
        say(f"  {name:24}{cells} {rates[-1] / max(rates[0], 0.01):6.2f} {one.memory:6.0f} MB")


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or USUAL_SIZES)
