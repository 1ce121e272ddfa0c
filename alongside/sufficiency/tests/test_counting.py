"""The indicators of many councils at once: those of one by one, and nothing small among what is written."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from alongside.law import months_after
from alongside.returns import as_zip
from alongside.returns.indicators import INDICATORS, Facts
from alongside.returns.tests.test_indicators import Council
from alongside.shell import secrecy
from alongside.shell.figures import Period
from alongside.sufficiency import counting, numbers, sharing
from alongside.sufficiency.forecasting.many import returns_in
from alongside.sufficiency.queries.peers import KNOWN
from alongside.sufficiency.tests.held import store_council
from alongside.sufficiency.tests.scene import TODAY

COUNCILS = ("Aldersey", "Brackmoor", "Cawdale")


@pytest.fixture(scope="module")
def councils(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three invented councils with two returns each."""
    root = tmp_path_factory.mktemp("councils")
    for seed, name in enumerate(COUNCILS, start=7):
        (root / name).mkdir()
        given = Council(seed=seed, children=120).facts().given
        for year in given.years:
            (root / name / f"{year}.zip").write_bytes(as_zip(given, year=year))
    return root


@pytest.fixture(scope="module")
def alone(councils: Path) -> dict[str, counting.Counted]:
    return counting.one_by_one(sorted(map(str, councils.iterdir())))


def test_a_cluster_counts_what_one_by_one_does(councils: Path, alone: dict[str, counting.Counted]) -> None:
    from distributed import LocalCluster

    told: list[str] = []
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0")
    with cluster, cluster.get_client() as dask:
        found = counting.on_cluster(
            dask, sorted(map(str, councils.iterdir())), lambda done, of, name: told.append(f"{done} of {of}")
        )
    assert dict(found) == alone
    assert list(found) == list(COUNCILS)
    assert told == ["1 of 3", "2 of 3", "3 of 3"]


@pytest.mark.django_db
def test_ours_are_the_figures_that_the_board_gets(alone: dict[str, counting.Counted]) -> None:
    store_council()
    for period, figures in alone["Aldersey"].years.items():
        asked = {id: numbers.figures.of(id, period=period) for id in INDICATORS}
        safe = secrecy.guarded({id: one for id, one in asked.items() if one is not None})
        assert figures.keys() == safe.keys()
        assert all(one in (safe[id], safe[id].hidden()) for id, one in figures.items())
        assert len(figures) > 35


def test_a_year_tells_no_hidden_quarter(alone: dict[str, counting.Counted], councils: Path) -> None:
    told = 0
    for council in alone.values():
        facts = Facts(returns_in(str(councils / council.name)))
        for year, figures in council.years.items():
            begins = [months_after(year.from_on, months) for months in (0, 3, 6, 9, 12)]
            quarters = [
                counting.counted_in(facts, Period(begin, end - timedelta(days=1))) for begin, end in pairwise(begins)
            ]
            for id, figure in figures.items():
                parts = [one[id] for one in quarters if id in one]
                hidden = sum(one.numerator is not None and one.numerator.value is None for one in parts)
                told += hidden == 1
                if hidden == 1 and not figure.suppressed:
                    pytest.fail(f"{council.name}: {id} of {year} tells its hidden quarter")
    assert told > 5


def test_no_small_number_is_written(alone: dict[str, counting.Counted]) -> None:
    rows = [row for council in alone.values() for row in counting.rows_of(council)]
    assert {row[0] for row in rows} == set(COUNCILS)
    people = [row for row in rows if row[9] in ("people", "%", "moves")]
    assert not any(cell in ("1", "2", "3", "4") for row in people for cell in row[6:8])
    assert any(cell in ("fewer than 5", "not shown") for row in people for cell in row[6:8])


def test_each_indicator_is_shared_as_the_rate_that_it_is(alone: dict[str, counting.Counted]) -> None:
    figures = {id: figure for council in alone.values() for id, figure in council.newest[1].items()}
    units = {id: figures[id].unit for id in sharing.RATE_OF}
    assert {id for id, figure in figures.items() if figure.unit == "people"} & sharing.RATE_OF.keys() == set()
    assert {id for id, unit in units.items() if unit == "days"} == sharing.LASTING
    assert {units[id] for id in sharing.RATE_OF.keys() - sharing.LASTING} == {"%"}
    assert sharing.NOT_SHARED | sharing.COUNTED | sharing.RATE_OF.keys() == set(INDICATORS)
    assert "C1" not in sharing.RATE_OF  # its share times the total would tell a hidden part of the table of moves


def run(councils: Path, *more: str, stderr: Any = None) -> str:
    out = io.StringIO()
    call_command("indicators_many", str(councils), "--workers", "1", *more, stdout=out, stderr=stderr or io.StringIO())
    return out.getvalue()


def test_one_command_counts_all_and_tells_how_far_it_is(
    councils: Path, alone: dict[str, counting.Counted], tmp_path: Path
) -> None:
    told = io.StringIO()
    rows = list(csv.reader(io.StringIO(run(councils, stderr=told))))
    assert tuple(rows[0]) == counting.HEADINGS
    assert len(rows) == 1 + sum(1 for council in alone.values() for _ in counting.rows_of(council))
    assert "3 of 3: " in told.getvalue()
    run(councils, "--to-share", "--out", str(tmp_path / "shared.csv"))
    lines = sharing.read((tmp_path / "shared.csv").read_bytes(), KNOWN, on=TODAY.replace(year=2026))
    assert {line.council for line in lines} == set(COUNCILS)
    assert {line.measure for line in lines} <= sharing.RATE_OF.keys()
    with pytest.raises(CommandError, match="no folder of a council"):
        run(tmp_path)


@pytest.mark.parametrize("command", ["indicators_many", "forecast_many"])
def test_a_broken_file_of_one_council_leaves_the_others_their_answers(
    command: str, councils: Path, tmp_path: Path
) -> None:
    for name, content in (("Aldersey", None), ("Dunholt", b"not a zip")):
        (tmp_path / name).mkdir()
        for year in (councils / "Aldersey").iterdir():
            (tmp_path / name / year.name).write_bytes(content or year.read_bytes())
    (tmp_path / "Eskerby").mkdir()
    out, told = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="2 of 3 left out: Dunholt, Eskerby"):
        call_command(command, str(tmp_path), "--workers", "1", stdout=out, stderr=told)
    assert {row[0] for row in csv.reader(io.StringIO(out.getvalue()))} == {"Council", "Aldersey"}
    assert "Dunholt is left out: 2025.zip" in told.getvalue() and "3 of 3: " in told.getvalue()
    assert "Eskerby is left out: There is nothing in it" in told.getvalue()


def test_a_rate_is_whole_and_hidden_with_its_figure(alone: dict[str, counting.Counted]) -> None:
    as_at, figures = alone["Aldersey"].newest
    assert as_at == max(period.to_on for period in alone["Aldersey"].years)
    for line in sharing.rates_of("Aldersey", as_at, figures):
        figure = figures[line.measure]
        assert (line.number is None) == (figure.value is None)
        if line.group == sharing.OF_100 and figure.value is not None:
            assert line.number == round(figure.value)
