"""How fast is everyone's category? ``python -m benchmarks.cohort [--runs 5] [--people 10000,100000,1000000]``

Each measurement is a process of its own: it reads the invented lives from Parquet and decides them, and reports its
CPU seconds and how far memory rose above what the imports alone need. Beside it stands a plain Python loop over the
reference law on a sample of the same lives, scaled. Figures are medians; ratios travel between machines, seconds do
not.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from alongside.law import category_on
from alongside.law.categories import Case
from alongside.returns.cohort import Lives, categories_on, timelines
from benchmarks.lives import invented_lives

ON = date(2026, 11, 22)
SAMPLE = 1_000
"""Lives in the plain loop: enough for a steady figure, few enough not to wait for."""
FOLDER = Path("var/bench")

WORK: dict[str, Callable[[Lives], object]] = {
    "one date": lambda lives: categories_on(lives, ON),
    "timelines": timelines,
}
PLAIN: dict[str, Callable[[Lives, int], object]] = {
    "one date": lambda lives, i: category_on(lives.circumstances_of(i), ON),
    "timelines": lambda lives, i: Case(lives.circumstances_of(i)).answers(),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU and wall-clock seconds, and megabytes above the imports."""

    cpu: float
    wall: float
    megabytes: float


def main() -> None:
    """Measure and print, or (``--measure``) do one piece of work and report it."""
    arguments = _arguments()
    if arguments.measure:
        work, folder = arguments.measure
        print(json.dumps(_measure(work, Path(folder))))
        return
    sizes = [int(size) for size in arguments.people.split(",")]
    folders = {size: _written(size) for size in sizes}
    plain = {work: _plain_seconds_a_life(work) for work in PLAIN}
    print(
        "Everyone's category: Parquet to result, all rules in. Medians of",
        arguments.runs,
        "runs, each its own process.",
    )
    print(f"{'':10} {'people':>9} {'CPU s':>7} {'wall s':>7} {'lives/CPU s':>12} {'extra MB':>9} {'x plain loop':>13}")
    for work in WORK:
        for size, folder in folders.items():
            measured = _median([_in_a_process(work, folder) for _ in range(arguments.runs)])
            print(
                f"{work:10} {size:>9,} {measured.cpu:>7.3f} {measured.wall:>7.3f} {size / measured.cpu:>12,.0f} "
                f"{measured.megabytes:>9.0f} {size * plain[work] / measured.cpu:>12,.0f}x"
            )
    print(
        f"Plain loop, on {SAMPLE:,} of the same lives, scaled: law.category_on with its reasons "
        f"{plain['one date'] * 1e6:,.0f} us a life; whole timelines without reasons {plain['timelines'] * 1e6:,.0f} us."
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--people", default="10000,100000,1000000")
    parser.add_argument("--measure", nargs=2, metavar=("WORK", "FOLDER"), help=argparse.SUPPRESS)
    return parser.parse_args()


def _written(size: int) -> Path:
    """Lives on disk, invented once."""
    folder = FOLDER / f"lives-{size}"
    if not (folder / "spells.parquet").exists():
        invented_lives(size).to_parquet(folder)
    return folder


def _measure(work: str, folder: Path) -> tuple[float, float, float]:
    base = _peak_megabytes()
    cpu, wall = time.process_time(), time.perf_counter()
    result = WORK[work](Lives.from_parquet(folder))
    seconds = time.process_time() - cpu, time.perf_counter() - wall
    above_base = _peak_megabytes() - base
    del result
    return *seconds, above_base


def _peak_megabytes() -> float:
    """The most memory this process has held. Only Linux tells it without what was there before the process began."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _in_a_process(work: str, folder: Path) -> Measured:
    command = [sys.executable, "-m", "benchmarks.cohort", "--measure", work, str(folder)]
    finished = subprocess.run(command, check=True, capture_output=True, text=True)
    return Measured(*json.loads(finished.stdout))


def _median(runs: list[Measured]) -> Measured:
    return Measured(
        statistics.median(run.cpu for run in runs),
        statistics.median(run.wall for run in runs),
        statistics.median(run.megabytes for run in runs),
    )


def _plain_seconds_a_life(work: str) -> float:
    lives = invented_lives(SAMPLE)
    PLAIN[work](lives, 0)
    started = time.process_time()
    for i in range(SAMPLE):
        PLAIN[work](lives, i)
    return (time.process_time() - started) / SAMPLE


if __name__ == "__main__":
    main()
