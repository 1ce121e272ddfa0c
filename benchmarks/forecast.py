"""How good and how fast is the forecast? ``python -m benchmarks.forecast [--worlds 1000] [--skip-speed]``

Accuracy is measured on worlds whose future we know (``benchmarks.worlds``): five years of returns in; CRPS (in
children, small is good) 24 months ahead, and how often the middle 80 % held what happened 12, 24 and 36 months ahead.
What can be set in the forecast was chosen on worlds 1000 to 1149 of each kind; those reported here, from 0 on, were
never looked at for it. One world has one total, so few worlds say little (of 12 about 10 should be held, give or take
3): how sure a CRPS is stands beside it (one standard error). Beside it, on the same worlds:

    as now       the same number as today, in every cell
    expected     one expected path without draws: ages at the start of an episode, constant rates of the last year,
                 nobody leaves at 18 on their day. It is the method of the open tools for this return (see
                 ``reference``), written anew here in a few lines; a single number, so its CRPS is its error.

Speed is of a process of its own: five returns of about 1,000 children in care on disk → intervals for 36 months from
1,000 draws, reading included.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np

from alongside.returns import read_return
from alongside.sufficiency.forecasting import History, Question, forecast, history_of
from alongside.sufficiency.forecasting.cells import AGES, NEVER, STATES, Real, birthdays
from alongside.sufficiency.forecasting.forecast import middle_and_interval
from alongside.sufficiency.forecasting.scores import covered, crps
from benchmarks.worlds import KINDS, LAST_YEAR, a_world

MONTHS = 24
HORIZONS = (12, MONTHS, 36)
THEN = date(LAST_YEAR + MONTHS // 12, 3, 31)
FOLDER = Path("var/bench/forecast")
LEVELS: Mapping[str, Callable[[Real], Real]] = {
    "total": lambda cells: cells.sum(axis=(-1, -2, -3))[..., None],
    "type": lambda cells: cells.sum(axis=(-1, -3)),
    "age": lambda cells: cells.sum(axis=(-1, -2)),
    "age x type": lambda cells: cells.sum(axis=-1).reshape(*cells.shape[:-3], -1),
}
AIMS = {"total": (18.0, 27.0), "type": (7.7, 9.5), "age x type": (2.7, 3.0)}
LENGTHS = np.array([365, 1461, 1826, 2192, 5110])
"""Days in each band of age as the expected-value method takes them; it gives the last one fourteen years."""


def main() -> None:
    """Measure and print, or (``--measure``) do the timed piece of work and report it."""
    options = _options()
    if options.measure:
        print(json.dumps(_measured(Path(options.measure))))
        return
    for kind in KINDS:
        _print_kind(kind, options.worlds, options.draws)
    if not options.skip_speed:
        _print_speed()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--worlds", type=int, default=1_000)
    parser.add_argument("--draws", type=int, default=1_000)
    parser.add_argument("--skip-speed", action="store_true")
    parser.add_argument("--measure", metavar="FOLDER", help=argparse.SUPPRESS)
    return parser.parse_args()


def _print_kind(kind: str, worlds: int, draws: int) -> None:
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    methods: dict[str, int] = defaultdict(int)
    with ProcessPoolExecutor() as processes:
        scored = processes.map(partial(_scored, kind, draws), range(worlds), chunksize=5)
        for done, (method, scores) in enumerate(scored, 1):
            methods[method] += 1
            for key, score in scores.items():
                found[key].append(score)
            print(f"\r{kind}: {done} of {worlds} worlds", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    chosen = ", ".join(f"{name} {times}" for name, times in sorted(methods.items()))
    print(f"\n{kind}: {worlds} worlds, {MONTHS} months ahead, {draws} draws. Methods chosen: {chosen}.")
    within = " ".join(f"{f'{months} m':>5}" for months in HORIZONS)
    beside = f"{'as now':>7} {'ratio':>6} {'expected':>9} {'ratio':>6}"
    print(f"{'':12} {'CRPS':>6} {'±':>5} {'aim':>6}  in 80 %: {within} {beside}")
    for level in LEVELS:
        ours, now, expected = (float(np.mean(found[who, level])) for who in ("ours", "as now", "expected"))
        sure = float(np.std(found["ours", level]) / len(found["ours", level]) ** 0.5)
        within = " ".join(f"{np.mean(found[f'within {months}', level]):5.0%}" for months in HORIZONS)
        aims = AIMS.get(level)
        aim = "" if aims is None or kind == "shock" else f"{aims[kind == 'growing']:.1f}"
        print(
            f"{level:12} {ours:6.2f} {sure:5.2f} {aim:>6}           {within} {now:7.2f} {now / ours:5.1f}x "
            f"{expected:9.2f} {expected / ours:5.1f}x",
            flush=True,
        )


def _scored(kind: str, draws: int, seed: int) -> tuple[str, dict[tuple[str, str], float]]:
    """The method chosen in one world, and its scores by what is scored and level."""
    world = a_world(kind, seed)
    history = history_of(world.returns())
    answer = forecast(history, Question(months=HORIZONS[-1], draws=draws, workers=1))
    found = {}
    truths = {months: world.stock_on(date(LAST_YEAR + months // 12, 3, 31)) for months in HORIZONS}
    singles = {"as now": answer.stock[:1, ..., 0], "expected": _expected(history)[None]}
    for level, of in LEVELS.items():
        happened = of(truths[MONTHS])
        found["ours", level] = float(crps(of(answer.stock[..., MONTHS]).astype(float), happened).mean())
        for months, truth in truths.items():
            ahead = of(answer.stock[..., months]).astype(float)
            found[f"within {months}", level] = float(covered(ahead, of(truth)).mean())
        for who, cells in singles.items():
            found[who, level] = float(np.abs(of(cells)[0] - happened).mean())
    return answer.choice.method, found


def _expected(history: History) -> Real:
    """The expected-value method: age at the start of a stay, rates of the last year, a daily matrix."""
    age = (history.starts[:, None] >= birthdays(history.born)[:, :-1]).sum(axis=1)
    cell = age * len(STATES) + history.state
    cells = len(AGES) * len(STATES)
    window = history.ends - 365
    days = np.maximum(np.minimum(history.stops, history.ends) - np.maximum(history.starts, window), 0)
    at_risk = np.bincount(cell, days, cells)
    ended = (history.stops >= window) & (history.stops < history.ends) & (history.stops < NEVER)
    moves = np.zeros((cells + 1, cells + 1))
    to = np.where(history.follows >= 0, age * len(STATES) + history.follows, cells)
    np.add.at(moves, (to[ended], cell[ended]), 1.0)
    rates = moves[:, :cells] / np.maximum(at_risk, 1.0)
    for band, length in enumerate(LENGTHS):
        for state in range(len(STATES)):
            older = cells if band == len(AGES) - 1 else (band + 1) * len(STATES) + state
            rates[older, band * len(STATES) + state] += 1.0 / length
    step = rates[:cells] + np.diag(1.0 - rates.sum(axis=0))
    first = history.is_first & (history.starts >= window)
    enters = np.bincount(cell[first], minlength=cells) / 365.0
    stock = np.bincount(cell[history.in_care(history.ends - 1)], minlength=cells).astype(float)
    for _ in range((THEN - date(LAST_YEAR, 3, 31)).days):
        stock = step @ stock + enters
    return np.asarray(stock.reshape(len(AGES), len(STATES) // 2, 2))


def _print_speed() -> None:
    folder = FOLDER / "1000"
    if not folder.exists():
        folder.mkdir(parents=True)
        for archive in a_world("stable", 1, stock=1016).archives():
            (folder / archive.name).write_bytes(archive.getvalue())
    command = [sys.executable, "-m", "benchmarks.forecast", "--measure", str(folder)]
    runs = [json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(5)]
    best, cpu = min(run["wall"] for run in runs), min(run["cpu"] for run in runs)
    print(
        f"\n{runs[0]['children']} children in care, 5 returns on disk -> 36 months, 1,000 draws, intervals by 20 cells:"
        f" {best:.2f} s best of 5 ({cpu:.2f} CPU s; aim 1.0 s), {runs[0]['megabytes']:.0f} MB above the imports"
        f" ({runs[0]['peak']:.0f} MB in all; aim 200)."
    )


def _measured(folder: Path) -> dict[str, float]:
    base = _peak_megabytes()
    wall, cpu = time.perf_counter(), time.process_time()
    found = forecast(history_of(read_return([str(each) for each in sorted(folder.iterdir())])))
    middle_and_interval(found.by_age_and_type)
    seconds = time.perf_counter() - wall, time.process_time() - cpu
    peak = _peak_megabytes()
    return {
        "wall": seconds[0],
        "cpu": seconds[1],
        "peak": peak,
        "megabytes": peak - base,
        "children": int(found.total[0, 0]),
    }


def _peak_megabytes() -> float:
    """The most memory this process has held (Linux)."""
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    main()
