"""Many councils on a cluster: the same answers as one by one, also where a worker is killed half-way."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from alongside.sufficiency.forecasting import Question
from alongside.sufficiency.forecasting.many import forecast_of_folder, on_cluster, one_by_one, seed_of
from alongside.sufficiency.forecasting.tests.invented import world

QUESTION = Question(months=12, draws=40)
COUNCILS = ("Aldersey", "Brackmoor", "Cawdale", "Dunholt", "Eskerby", "Fenwold")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Six invented councils, two worlds among them, each with five returns."""
    root = tmp_path_factory.mktemp("councils")
    for number, name in enumerate(COUNCILS):
        (root / name).mkdir()
        for archive in world("growing" if number % 2 else "stable").archives():
            (root / name / archive.name).write_bytes(archive.getvalue())
    return sorted(map(str, root.iterdir()))


def test_each_council_has_a_seed_of_its_own_that_its_name_gives() -> None:
    assert seed_of("Aldersey", 903) == seed_of("Aldersey", 903)
    assert len({seed_of(name, 903) for name in COUNCILS}) == len(COUNCILS)


def test_a_councils_answer_is_grouped(folders: list[str]) -> None:
    found = forecast_of_folder(folders[0], QUESTION)
    assert found.name == "Aldersey"
    assert found.low[1] <= found.median[1] <= found.high[1]
    assert found.low[0] == found.high[0] == found.now


def test_a_cluster_gives_the_same_though_a_worker_is_killed(folders: list[str]) -> None:
    from distributed import LocalCluster

    told: list[str] = []
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0")
    with cluster, cluster.get_client() as dask:
        first_worker = next(iter(dask.run(os.getpid).values()))

        def progress(done: int, of: int, name: str) -> None:
            told.append(f"{done} of {of}")
            if done == 2:
                os.kill(first_worker, signal.SIGKILL)

        found = on_cluster(dask, folders, QUESTION, progress)
    assert told == [f"{done} of {len(COUNCILS)}" for done in range(1, len(COUNCILS) + 1)]
    assert dict(found) == one_by_one(folders, QUESTION)
    assert Path(folders[0]).name in found
