"""Starts the site and its background worker together, and stops both together.

    python -m alongside.config.serve          PORT, HOST and WEB_WORKERS come from the environment

Plain standard library, so that starting costs nothing: the site itself loads Django.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from ctypes.util import find_library
from http.client import HTTPConnection
from types import FrameType

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = os.environ.get("PORT", "8000")
WEB_WORKERS = os.environ.get("WEB_WORKERS", "2")
ASKED_AS = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".").replace("*", "") or "localhost"
"""The name by which we ask the site whether it is there: it answers to its own names only."""
STOPPED_BY = (signal.SIGINT, signal.SIGTERM)
PANGO = (
    "Pango (Debian, Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core)"
)
GIVE_UP_AFTER = 60
"""Seconds for the site to answer its first request."""

SITE = [
    sys.executable, "-m", "granian", "alongside.config.wsgi:application", "--interface", "wsgi",
    "--host", HOST, "--port", PORT, "--workers", WEB_WORKERS, "--blocking-threads", "4",
    "--log-level", "warning", "--no-ws", "--no-access-log",  # addresses hold what people search for
]  # fmt: skip
WORKER = [sys.executable, "manage.py", "db_worker", "--verbosity", "0"]
ROUNDS = [
    sys.executable, "manage.py", "rounds",
    "send_letters", "publish_due", "voice_rounds", "tell_protocols", "forget_sign_ups",
]  # fmt: skip
"""What is run again and again beside both: letters of birthdays that are near and whatever waits to be sent; what was
agreed for a moment that has come; whom what young people told us cannot wait for; what protocols with partners ask
from a birthday on; what is kept no longer. The first time after one minute; one that fails says why in the log, and
the next round tries it again."""
BETWEEN_ROUNDS = 5 * 60


class Stop(Exception):
    """Somebody asked us to stop."""


def main() -> int:
    """Run both until one ends or somebody stops us. The exit code: 0 when asked to stop, 1 when one ended by itself."""
    if not _is_free():
        print(f"Something else answers at port {PORT} already. Stop it, or choose another: PORT=8001.", file=sys.stderr)
        return 1
    for one in STOPPED_BY:
        signal.signal(one, _stop)
    children: list[subprocess.Popen[bytes]] = []
    now_and_then: subprocess.Popen[bytes] | None = None
    try:
        children.append(_start(SITE))
        if not _answers(children[0]):
            print("Alongside did not start; the reason is above.", file=sys.stderr, flush=True)
            return 1
        print(f"Alongside is running at http://localhost:{PORT}", flush=True)
        if not _can_make_pdf():
            print(f"It cannot make PDF files here. To have them: sudo apt-get install {PANGO}", flush=True)
        children.append(_start(WORKER))
        due_at = time.monotonic() + 60
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
            if time.monotonic() >= due_at and (now_and_then is None or now_and_then.poll() is not None):
                now_and_then, due_at = _start(ROUNDS), time.monotonic() + BETWEEN_ROUNDS
        print("The site or its background worker ended by itself; stopping both.", file=sys.stderr, flush=True)
        return 1
    except Stop:
        return 0
    finally:
        _end([*children, now_and_then] if now_and_then else children)


def _can_make_pdf() -> bool:
    """Whether the library of this machine is here that draws the letters of PDF files."""
    return find_library("pango-1.0") is not None and find_library("pangoft2-1.0") is not None


def _is_free() -> bool:
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((HOST, int(PORT)))
        except OSError:
            return False
    return True


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """A child in a session of its own: Ctrl-C reaches us alone, and we stop the children in order."""
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603  both commands are written above


def _answers(site: subprocess.Popen[bytes]) -> bool:
    """Wait for the first answer of the site, whatever it is."""
    for _ in range(GIVE_UP_AFTER * 10):
        if site.poll() is not None:
            return False
        question = HTTPConnection(HOST, int(PORT), timeout=5)
        try:
            question.request("GET", "/health/", headers={"Host": ASKED_AS})
            question.getresponse()
            return True
        except OSError:
            time.sleep(0.1)
        finally:
            question.close()
    return False


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for one in STOPPED_BY:
        signal.signal(one, signal.SIG_IGN)
    for child in reversed(children):
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Stop


if __name__ == "__main__":
    sys.exit(main())
