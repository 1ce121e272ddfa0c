"""How fast pages come and how much they weigh: `python -m benchmarks web`.

The demo council with 2,000 young people is served as `make run` serves it. Server and load generator share this machine, so
what is printed is a floor. Beside each page stands the same server answering with a page that does nothing at all
(``/robots.txt`` of the demo), so the ratio says what the page itself costs.
"""

from __future__ import annotations

import gzip
import http.client
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.journeys import council

CLIENTS = 4
SECONDS = 4.0
RUNS = 3

Headers = dict[str, str]


@dataclass(frozen=True, slots=True)
class Target:
    """One page to ask for, again and again."""

    name: str
    path: str
    method: str = "GET"
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of it."""

    per_second: float
    p95_ms: float
    wrong: int


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        print("Building a council with 2,000 young people …", flush=True)
        environment = council.build(Path(folder), "--children-in-care", "1400", "--care-leavers", "600")
        with council.served(environment, worker=False) as address:
            targets = _targets(address)
            nothing = _median(address, targets[0])
            print(f"{'page':34}{'a second':>10}{'p95 ms':>9}{'× an empty page':>18}{'on the wire':>13}")
            for target in targets:
                found = nothing if target is targets[0] else _median(address, target)
                share = nothing.per_second / found.per_second
                wire = _weight(address, target)
                wrong = f"  {found.wrong} wrong answers" if found.wrong else ""
                print(f"{target.name:34}{found.per_second:>10.0f}{found.p95_ms:>9.0f}{share:>18.1f}{wire:>11.1f} kB{wrong}")


def _targets(address: str) -> list[Target]:
    home = _fetch(address, Target("", "/"))
    entitlement = _first_entitlement(address, home)
    cookie = _signed_in(address, "marsha.okafor@brightwater.example")
    manager = _signed_in(address, "frances.adeyemi@brightwater.example")
    return [
        Target("a page that does nothing", "/robots.txt"),
        Target("home", "/"),
        Target("an entitlement", entitlement),
        _checker_result(address),
        Target("caseload of one adviser", "/staff/caseload/", headers=(("Cookie", cookie),)),
        Target("the service's 2,000 people", "/staff/caseload/", headers=(("Cookie", manager),)),
    ]


def _median(address: str, target: Target) -> Measured:
    runs = [_load(address, target) for _ in range(RUNS)]
    return Measured(
        statistics.median(run.per_second for run in runs),
        statistics.median(run.p95_ms for run in runs),
        sum(run.wrong for run in runs),
    )


def _load(address: str, target: Target) -> Measured:
    """CLIENTS clients, each with one connection, for SECONDS seconds."""
    times: list[float] = []
    wrong: list[int] = []
    stop_at = time.perf_counter() + SECONDS

    def ask() -> None:
        connection = _connect(address)
        while time.perf_counter() < stop_at:
            began = time.perf_counter()
            status, _ = _ask(connection, target)
            times.append(time.perf_counter() - began)
            if status != 200:
                wrong.append(status)

    _in_parallel(ask)
    times.sort()
    return Measured(len(times) / SECONDS, times[int(len(times) * 0.95)] * 1000, len(wrong))


def _in_parallel(ask: Callable[[], None]) -> None:
    threads = [threading.Thread(target=ask) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _connect(address: str) -> http.client.HTTPConnection:
    parts = urlsplit(address)
    return http.client.HTTPConnection(parts.hostname or "localhost", parts.port, timeout=60)


def _ask(connection: http.client.HTTPConnection, target: Target) -> tuple[int, bytes]:
    headers = {"Accept-Encoding": "gzip", **dict(target.headers)}
    connection.request(target.method, target.path, body=target.body or None, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    return answer.status, gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body


def _fetch(address: str, target: Target) -> str:
    status, body = _ask(_connect(address), target)
    if status != 200:
        raise SystemExit(f"{target.path} answered {status}.")
    return body.decode()
