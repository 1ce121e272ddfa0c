"""Reading and checking a return of 10,000 children: processor time, and memory over what Python holds anyway.

For scale stands beside it what any program must do at least: read the same files with the standard library's csv.
Each run has a process of its own; medians are printed.
"""

from __future__ import annotations

import csv
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.make_return import make_return

RUNS = 5
CHILDREN = 10_000
MOST_SECONDS, MOST_MEGABYTES = 1.5, 200
"""What reading and checking one year may cost."""


def main() -> int:
    """Measure, print, and fail where the limit is passed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "return"
        rows = make_return(folder, CHILDREN)
        this_year = Path(name) / "this_year"
        this_year.mkdir()
        for file in folder.glob("*.csv"):
            (this_year / file.name).write_bytes(file.read_bytes())
        print(f"A return of {CHILDREN:,} children ({rows:,} rows with last year's), {RUNS} runs each")
        seconds, megabytes = _measure("read and check, one year", "check", this_year)
        _measure("read and check, with last year", "check", folder)
        _measure("read, one year", "read", this_year)
        _measure("csv module alone, one year", "csv", this_year)
    good = seconds <= MOST_SECONDS and megabytes <= MOST_MEGABYTES
    verdict = "kept" if good else "PASSED"
    print(f"  limit for one year: {MOST_SECONDS} s of processor time and {MOST_MEGABYTES} MB: {verdict}")
    return 0 if good else 1


def _measure(title: str, work: str, folder: Path) -> tuple[float, float]:
    runs = []
    for _ in range(RUNS):
        command = [sys.executable, "-m", "benchmarks.statutory_return", work, str(folder)]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        runs.append([float(number) for number in out.split()])
    cpu, wall, memory = (statistics.median(column) for column in zip(*runs, strict=True))
    print(f"  {title:34} {cpu:6.2f} s processor, {wall:6.2f} s wall, {memory:6.0f} MB over base")
    return cpu, memory


def _work(work: str, folder: Path) -> None:
    """One run: print processor seconds, wall seconds and megabytes over what was there before."""
    from alongside.returns import read_return
    from alongside.returns.checks import run_checks

    base = _peak()
    cpu, wall = time.process_time(), time.perf_counter()
    if work == "csv":
        held = []
        for path in folder.glob("*.csv"):
            with path.open(newline="") as file:
                held.append(list(csv.reader(file)))
    else:
        given = read_return(folder)
        if work == "check":
            assert run_checks(given).findings
    print(time.process_time() - cpu, time.perf_counter() - wall, _peak() - base)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if len(sys.argv) == 3:
        _work(sys.argv[1], Path(sys.argv[2]))
    else:
        sys.exit(main())
