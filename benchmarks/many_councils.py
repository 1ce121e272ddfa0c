"""The forecast of many councils on two workers, one killed half-way: ``python -m benchmarks.many_councils``.

``--councils 153 --stock 600`` is England. Each council has five returns on disk; a few invented worlds are used again
under other names, whose seeds differ. The answers are compared, number by number, with those of one by one.
"""

from __future__ import annotations

import argparse
import os
import signal
import tempfile
import time
from pathlib import Path

from distributed import Client, LocalCluster

from alongside.sufficiency.forecasting import Question
from alongside.sufficiency.forecasting.many import on_cluster, one_by_one
from benchmarks.worlds import KINDS, a_world


def main() -> None:
    """Measure and print."""
    options = _options()
    with tempfile.TemporaryDirectory() as root:
        folders = _councils(Path(root), options.councils, options.stock)
        question = Question(months=36, draws=options.draws, workers=1)
        started = time.perf_counter()
        found = _on_two_workers(folders, question)
        seconds = time.perf_counter() - started
        alone = one_by_one(folders[:: max(1, len(folders) // options.compared)], question)
    same = all(found[name] == answer for name, answer in alone.items())
    print(
        f"{len(found)} councils of about {options.stock} children, {options.draws} draws, 36 months, two workers, one "
        f"killed half-way: {seconds:.0f} s. The same as one by one ({len(alone)} compared): {'yes' if same else 'NO'}."
    )
    assert same


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--councils", type=int, default=12)
    parser.add_argument("--stock", type=int, default=600)
    parser.add_argument("--draws", type=int, default=200)
    parser.add_argument("--compared", type=int, default=6, help="How many are done again one by one")
    return parser.parse_args()


def _councils(root: Path, councils: int, stock: int) -> list[str]:
    worlds = [a_world(kind, 1, stock=stock).archives() for kind in KINDS]
    for number in range(councils):
        folder = root / f"council-{number:03d}"
        folder.mkdir()
        for archive in worlds[number % len(worlds)]:
            (folder / archive.name).write_bytes(archive.getvalue())
    return sorted(map(str, root.iterdir()))


def _on_two_workers(folders: list[str], question: Question) -> dict[str, object]:
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0")
    with cluster, Client(cluster) as client:
        worker = next(iter(client.run(os.getpid).values()))

        def progress(done: int, of: int, name: str) -> None:
            if done in (1, of) or done % 10 == 0:
                print(f"{done} of {of}: {name}", flush=True)
            if done == of // 2:
                os.kill(worker, signal.SIGKILL)

        return dict(on_cluster(client, folders, question, progress))


if __name__ == "__main__":
    main()
