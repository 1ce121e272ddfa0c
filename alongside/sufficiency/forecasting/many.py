"""The forecast of many councils at once, on Dask: a region, or all of England.

Each council's forecast is a task of its own that names its folder and the question, nothing else. It is the same
function as for one council, with a seed of its own that its name gives, so the answers are those of one by one; and a
task whose worker was lost is done again elsewhere with the same answer. Only grouped results leave a worker.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np

from alongside.returns import Limits, Return, ReturnRefused, read_return
from alongside.sufficiency.forecasting.forecast import Forecast, Question, forecast, middle_and_interval
from alongside.sufficiency.forecasting.history import NothingToForecast, history_of

Progress = Callable[[int, int, str], None]
"""Called with how many are done, of how many, and the council just done."""


Refuse = Callable[[str, str], None]
"""Called with a council that could not be done, and why."""


class Named(Protocol):
    """An answer that says of whom it is."""

    @property
    def name(self) -> str:
        """The council's name."""


Answer = TypeVar("Answer", bound=Named)


@dataclass(frozen=True, slots=True)
class Council:
    """One council's answer, grouped: the median and the middle 80 % of its total at the end of each year."""

    name: str
    method: str
    now: int
    median: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    by_type: tuple[tuple[float, ...], ...]
    sha256: str
    """Of every number of every draw: the same answer has the same hash."""


def forecast_of_folder(folder: str, question: Question) -> Council:
    """The forecast of the returns in a folder (each year a zip or a folder within it)."""
    name = Path(folder).name
    asked = replace(question, seed=seed_of(name, question.seed), workers=1)
    return _grouped(name, forecast(history_of(returns_in(folder)), asked))


def returns_in(folder: str) -> Return:
    """The returns in a folder as one."""
    years = sorted(each for each in Path(folder).iterdir() if each.suffix == ".zip" or each.is_dir())
    return read_return([str(each) for each in years] or folder, limits=Limits())


def seed_of(name: str, seed: int) -> int:
    """A seed of its own for each council, from its name."""
    return int.from_bytes(hashlib.sha256(f"{seed} {name}".encode()).digest()[:4])


def _grouped(name: str, found: Forecast) -> Council:
    middle, low, high = middle_and_interval(found.total[:, ::12])
    kinds = np.median(found.by_type[:, :, ::12], axis=0)
    return Council(
        name,
        found.choice.method,
        int(found.total[0, 0]),
        tuple(map(float, middle)),
        tuple(map(float, low)),
        tuple(map(float, high)),
        tuple(tuple(map(float, row)) for row in kinds),
        hashlib.sha256(found.stock.tobytes()).hexdigest(),
    )


def one_by_one(folders: Sequence[str], question: Question) -> dict[str, Council]:
    """Every council in turn, by name."""
    answers = [forecast_of_folder(folder, question) for folder in folders]
    return {answer.name: answer for answer in answers}


def on_cluster(
    client: Any, folders: Sequence[str], question: Question, progress: Progress, refuse: Refuse | None = None
) -> Mapping[str, Council]:
    """Every council on the workers of a Dask ``client``, by name."""
    return each_on_cluster(client, partial(forecast_of_folder, question=question), folders, progress, refuse)


@dataclass(frozen=True, slots=True)
class _Unusable:
    """Why a council's returns cannot be used. It is an answer: a worker that failed would be asked again and again."""

    why: str


def _tried(work: Callable[[str], Answer], folder: str) -> Answer | _Unusable:
    try:
        return work(folder)
    except (ReturnRefused, NothingToForecast) as refused:
        return _Unusable(str(refused))


def each_on_cluster(
    client: Any,
    work: Callable[[str], Answer],
    folders: Sequence[str],
    progress: Progress,
    refuse: Refuse | None = None,
) -> Mapping[str, Answer]:
    """What ``work`` answers of every folder, done on the workers of a Dask ``client``, by the answer's name.

    A council whose returns cannot be used is told to ``refuse`` and left out, so that one broken file does not cost
    the answers of all others; without ``refuse`` it ends everything.
    """
    from distributed import as_completed

    asked = client.map(partial(_tried, work), list(folders), retries=3, pure=False)
    of = dict(zip(asked, folders, strict=True))
    answers: dict[str, Answer] = {}
    for number, done in enumerate(as_completed(asked), start=1):  # type: ignore[no-untyped-call]
        name, answer = Path(of[done]).name, done.result()
        if not isinstance(answer, _Unusable):
            answers[name] = answer
        elif refuse is None:
            raise NothingToForecast(f"{name}: {answer.why}")
        else:
            refuse(name, answer.why)
        progress(number, len(asked), name)
    return {name: answers[name] for name in sorted(answers)}
