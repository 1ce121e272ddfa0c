"""Forty workers at once in a council of 2,000 young people with 20,000 contacts: `python -m benchmarks casework`.

Thirty-six advisers, three team managers and the head of service open one page after another, read each for some
seconds, and one time in eight write down a contact. Each reads for five seconds on average, in the last line not at
all, which is as much as the machine can do. A caseload is to come with 95 of 100 in less than 300 ms.

With `tests/on_postgresql` before it the same on PostgreSQL. Server, database and workers share this machine; what else
runs on it makes the times longer, so the load is printed with them, and the processor time of the site, which is not.
"""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from alongside.demo import names
from benchmarks.web import Answer, Target, _ask, _connect, _signed_in
from tests.journeys import council

CONTACTS = 20_000
WORKERS = 40
SECONDS = 40.0
READS_FOR = 5.0
"""Seconds between two pages of one worker, half as long to half as long again."""
WRITES = 1 / 8
"""How often the next click is a contact written down, where the worker may."""
PROCESSES = 2
"""As many as `make run` starts."""
ADVISERS = [f"{name.lower().replace(' ', '.')}@brightwater.example" for name, _ in names.ADVISERS]
MANAGERS = [f"{name}@brightwater.example" for name in ("hilary.stroud", "jerome.baptiste", "meera.solanki")]
HEAD = "frances.adeyemi@brightwater.example"
CASELOAD, PERSON, DUE, CONTACT, WRITTEN = "caseload", "a person", "what is due", "a person's contact", "contact written"
WRITE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.config.settings"
import django
django.setup()
from datetime import timedelta
from random import Random
from django.db import transaction
from alongside.casework import actions, queries
from alongside.shell import clock, queries as accounts
from alongside.shell.actors import Actor
on, chance, by = clock.today(), Random(7), Actor.system("the benchmark")
head = accounts.actor_for(accounts.account_named({head!r}), on=on)
people = [row.id for row in queries.caseload(head, on=on).rows if row.age >= 14]
contact = {{"outcome": "made", "method": "phone", "summary": "We talked about the week.", "source": "core_system"}}
for start in range(0, {many}, 500):
    with transaction.atomic():
        for _ in range(500):
            day = on - timedelta(days=chance.randrange(1, 700))
            actions.record_contact(person_id=chance.choice(people), happened_on=day, on=on, by=by, **contact)
"""


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who has signed in, and the addresses of the young people on their list."""

    cookie: str
    people: tuple[str, ...]
    writes: bool


@dataclass(frozen=True, slots=True)
class Load:
    """What came of it: seconds by kind of page, how many answers were wrong, processor seconds of the site."""

    seconds: dict[str, list[float]]
    wrong: list[int]
    used: float

    @property
    def pages(self) -> int:
        """How many pages were asked for."""
        return sum(map(len, self.seconds.values()))


def main() -> int:
    """Measure and print; 1 where a page was wrong or caseloads came too late."""
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        database = os.environ.get("DATABASE_URL", "")
        print(f"Building a council with 2,000 young people on {'PostgreSQL' if database else 'SQLite'} …", flush=True)
        environment = council.build(
            Path(folder), "--children-in-care", "1400", "--care-leavers", "600", database=database
        )
        print(f"Writing down {CONTACTS:,} contacts …", flush=True)
        script = WRITE.format(head=HEAD, many=CONTACTS)
        subprocess.run([sys.executable, "-c", script], env=environment, cwd=council.ROOT, check=True)
        return measure(environment)


def measure(environment: dict[str, str]) -> int:
    """Serve a council that was built, put forty workers on it, print."""
    with council.served(environment, worker=False, processes=PROCESSES) as address:
        advisers, managers = ([_worker(address, email) for email in some] for some in (ADVISERS, MANAGERS))
        workers = [_worker(address, HEAD), *managers]
        workers += [advisers[number % len(advisers)] for number in range(WORKERS - len(workers))]
        reading = _load(address, workers, READS_FOR)
        _print(f"Forty workers who read each page for {READS_FOR:.0f} s", reading)
        _print("Forty workers who read nothing", asking := _load(address, workers, 0.0))
    return 1 if reading.wrong or asking.wrong or _part(reading.seconds[CASELOAD], 0.95) > 300 else 0


def _print(title: str, load: Load) -> None:
    print(f"\n{title}: {load.pages / SECONDS:.1f} pages a second, {len(load.wrong)} wrong {set(load.wrong) or ''}")
    print(f"the site used {load.used / load.pages * 1000:.0f} ms of processor time a page; ", end="")
    print(f"load of this machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'':24}{'pages':>8}{'p50 ms':>9}{'p95 ms':>9}")
    for kind, seconds in [*load.seconds.items(), ("all", [one for some in load.seconds.values() for one in some])]:
        print(f"{kind:24}{len(seconds):>8}{_part(seconds, 0.5):>9.0f}{_part(seconds, 0.95):>9.0f}")


def _part(seconds: list[float], part: float) -> float:
    """Milliseconds within which this part of the pages came."""
    return sorted(seconds)[int(len(seconds) * part)] * 1000 if seconds else 0.0


def _worker(address: str, email: str) -> Worker:
    """Sign in and read one's list; the site has read everybody's rows once when all have done so."""
    cookie = _signed_in(address, email)
    html = _get(_connect(address), "/staff/caseload/", cookie).html
    return Worker(cookie, tuple(sorted(set(re.findall(r"/staff/people/[0-9a-f-]{36}/", html)))), email in ADVISERS)


def _load(address: str, workers: list[Worker], reads_for: float) -> Load:
    """Let all of them work for a while."""
    seconds: dict[str, list[float]] = defaultdict(list)
    wrong: list[int] = []
    stop_at, used = time.perf_counter() + SECONDS, _used()

    def work(number: int, worker: Worker) -> None:
        chance, connection = Random(number), _connect(address)
        time.sleep(chance.uniform(0, reads_for))
        while time.perf_counter() < stop_at:
            for kind, took, status in _click(connection, worker, chance):
                seconds[kind].append(took)
                if status not in (200, 302, 303):
                    wrong.append(status)
            time.sleep(chance.uniform(0.5, 1.5) * reads_for)

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(dict(seconds), wrong, _used() - used)


def _click(connection: http.client.HTTPConnection, worker: Worker, chance: Random) -> list[tuple[str, float, int]]:
    """The next thing that this worker does: kind, seconds and status of each page."""
    person = chance.choice(worker.people)
    if worker.writes and chance.random() < WRITES:
        return _write(connection, worker, person)
    kind, path = chance.choice(
        (
            (CASELOAD, "/staff/caseload/"),
            (CASELOAD, "/staff/caseload/?due=late"),
            (DUE, "/staff/due/"),
            (PERSON, person),
            (PERSON, person),
        )
    )
    began = time.perf_counter()
    answer = _get(connection, path, worker.cookie)
    return [(kind, time.perf_counter() - began, answer.status)]


def _write(connection: http.client.HTTPConnection, worker: Worker, person: str) -> list[tuple[str, float, int]]:
    """Open a person's contact and write one down."""
    began = time.perf_counter()
    page = _get(connection, f"{person}contact-log/", worker.cookie)
    read = time.perf_counter()
    today = time.localtime()
    given = {"outcome": "made", "method": "phone", "with_whom": "themself", "summary": "We talked about the week."}
    given |= {f"happened_on-{part}": str(number) for part, number in zip(("year", "month", "day"), today, strict=False)}
    given |= dict(re.findall(r'name="(csrfmiddlewaretoken|once|seal)" value="([^"]+)"', page.html))
    headers = (("Cookie", worker.cookie), ("Content-Type", "application/x-www-form-urlencoded"))
    answer = _ask(connection, Target("", f"{person}contact-log/", "POST", urlencode(given), headers))
    status = 422 if answer.status == 200 else answer.status  # the form comes again where something in it is wrong
    return [(CONTACT, read - began, page.status), (WRITTEN, time.perf_counter() - read, status)]


def _get(connection: http.client.HTTPConnection, path: str, cookie: str) -> Answer:
    return _ask(connection, Target("", path, headers=(("Cookie", cookie),)))


def _used() -> float:
    """Processor seconds so far of the site that this process serves, the database left out; 0 where /proc is not."""
    stats = [_stat(file) for file in Path("/proc").glob("[0-9]*/stat")]
    ours = {stat[0] for stat in stats if stat[2] == str(os.getpid())}
    ticks = sum(int(stat[12]) + int(stat[13]) for stat in stats if stat[4] in ours)
    return ticks / os.sysconf("SC_CLK_TCK")


def _stat(file: Path) -> list[str]:
    """Process, state, parent, group, session … of a process that may be gone by now."""
    try:
        before, _, rest = file.read_text().rpartition(")")
    except OSError:
        return ["0"] * 14
    return [before.split()[0], *rest.split()]


if __name__ == "__main__":
    sys.exit(main())
