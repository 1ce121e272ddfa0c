"""Five hundred letters, and the worker killed in the middle of them: `python -m benchmarks letters`.

No letter goes twice, and none is left behind. A worker is killed with SIGKILL once fifty are out; two others then share
what is left; the one letter that the dead worker still holds goes when its lease has run out, which a last worker an
hour later shows. With `tests/on_postgresql` before it, the same on PostgreSQL. Exit 1 where anything is not so.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.journeys import council

LETTERS = 500
KILL_AFTER = 50
"""The worker is killed once this many are out."""
SETTINGS = (
    'import os; os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.config.settings"; import django; django.setup()'
)
WRITE = f"""
{SETTINGS}
from alongside.casework import actions
from alongside.casework.models import Person
from alongside.casework.tests import scene
from alongside.shell import clock
today = clock.today()
council = scene.a_council()
born = {{f"C{{number}}": f"10/05/{{today.year - 17}}" for number in range({LETTERS})}}
care = dict.fromkeys(born, ("01/06/2024", ""))
actions.take_in_return(given=scene.files(born=born, care=care, marks={{}}, reviews={{}}), on=today, by=scene.SYSTEM)
for person in Person.objects.all():
    actions.allocate(person_id=person.pk, worker=council.users["Amir"], on=today, by=scene.SYSTEM)
    place = {{"kind": "address", "value": "1 Quay, Saltby, BW1 4AB", "safe_to_write": True}}
    actions.add_contact_point(person_id=person.pk, **place, on=today, by=scene.SYSTEM)
actions.make_batch(text_key="duty_team", age_from=16, age_to=17, on=today, by=council.actor("Amir", today))
"""
AN_HOUR_LATER = f"""
{SETTINGS}
from datetime import timedelta
from alongside.casework import actions
from alongside.shell import clock
from alongside.shell.actors import Actor
now = clock.now
clock.now = lambda: now() + timedelta(hours=1)
print(actions.send_letters(on=clock.today(), by=Actor.system("letters")))
"""
COUNT = f"""
{SETTINGS}
from alongside.casework.models import Letter
from alongside.shell.models import AuditEvent
sent = [line.detail["letter"] for line in AuditEvent.objects.filter(verb="sent letter")]
print(Letter.objects.filter(state="sent").count(), len(sent), len(set(sent)))
"""


def main() -> int:
    """Write, kill, finish, count."""
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        environment = {**os.environ, "DEMO": "1", "ALONGSIDE_VAR": folder}
        post = Path(folder) / "post"
        print(f"Writing {LETTERS} letters …", flush=True)
        _run(environment, "manage.py", "migrate", "--verbosity=0")
        _run(environment, "-c", WRITE)
        before = _killed_in_the_middle(environment, post)
        print(f"Killed the worker when {len(before)} were out.", flush=True)
        began, used = time.monotonic(), _used()
        others = [_worker(environment) for _ in range(2)]
        ended_well = [other.wait() for other in others] == [0, 0]
        made = len(list(post.glob("*.pdf"))) - len(before)
        took, cost = time.monotonic() - began, _used() - used
        print(f"Two workers sent {made} more in {took:.0f} s, {cost / max(made, 1):.2f} s of processor time each.")
        last = _run(environment, "-c", AN_HOUR_LATER).strip()
        print(f"An hour later {last} more went: what the killed worker had held.")
        out = {file.name: file.stat().st_mtime_ns for file in post.glob("*.pdf")}
        as_before = {name: out.get(name) for name in before} == before
        sent, told, once = map(int, _run(environment, "-c", COUNT).split())
    print(f"{sent} sent, {len(out)} on paper, {told} lines of the audit about {once} letters.")
    good = ended_well and as_before and sent == len(out) == told == once == LETTERS
    print("None went twice, none was left." if good else "That is not so as it has to be.")
    return 0 if good else 1


def _killed_in_the_middle(environment: dict[str, str], post: Path) -> dict[str, int]:
    """Kill a worker in the middle; what is out then, with the moment at which each was put there."""
    worker = _worker(environment)
    while worker.poll() is None and len(list(post.glob("*.pdf"))) < KILL_AFTER:
        time.sleep(0.02)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    out = {file.name: file.stat().st_mtime_ns for file in post.glob("*.pdf")}
    if not KILL_AFTER <= len(out) < LETTERS:
        raise SystemExit(f"The worker was not killed in the middle: {len(out)} letters were out.")
    return out


def _worker(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", "send_letters"]
    return subprocess.Popen(command, cwd=council.ROOT, env=environment, stdout=subprocess.DEVNULL)


def _run(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=council.ROOT, env=environment, check=True, capture_output=True, text=True).stdout


def _used() -> float:
    """Processor seconds of every child that has ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


if __name__ == "__main__":
    sys.exit(main())
