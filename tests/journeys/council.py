"""A council to walk through: the demo, built in a folder of its own and served as a user would have it served."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests import kept_database

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("ALONGSIDE_VAR", ROOT / "var"))
GIVE_UP_AFTER = 60
"""Seconds for a server to answer its first request."""


def build(folder: Path, *arguments: str, database: str = "") -> dict[str, str]:
    """Build a demo council in ``folder``; returns the environment to serve it in. ``arguments`` go to build_demo.

    ``database``: the address of an empty PostgreSQL; without it the council has SQLite, as a user's first one has.
    """
    environment = _environment(folder)
    if database:
        environment["DATABASE_URL"] = database
    else:
        kept_database.copy_to(folder / "alongside.sqlite3")
    (folder / "assets").symlink_to(VAR / "assets")
    _manage(environment, "collectstatic", "--no-input", "--verbosity=0")
    _manage(environment, "migrate", "--verbosity=0")
    _manage(environment, "build_demo", *arguments)
    return environment


def built_once(folder: Path) -> dict[str, str]:
    """The same, built by whichever process asks first; the others wait for it."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "whole").exists():
            shutil.rmtree(folder / "council", ignore_errors=True)  # what somebody began and did not finish
            (folder / "council").mkdir()
            build(folder / "council")
            (folder / "whole").touch()
    return _environment(folder / "council")


def copied(environment: dict[str, str], folder: Path, *, language: str = "en-gb") -> dict[str, str]:
    """A copy, in ``folder``, of a council that was built and is not served; returns the environment to serve it in."""
    shutil.copytree(environment["ALONGSIDE_VAR"], folder, symlinks=True, dirs_exist_ok=True)
    return {**environment, "ALONGSIDE_VAR": str(folder), "ALONGSIDE_LANGUAGE": language}


@contextmanager
def served(
    environment: dict[str, str], *, language: str = "en-gb", worker: bool = True, processes: int = 1
) -> Iterator[str]:
    """Serve the council and yield its address; ``language`` is what every page speaks (and so which way it runs)."""
    port = _free_port()
    environment = {**environment, "ALONGSIDE_LANGUAGE": language, "SITE_URL": f"http://localhost:{port}"}
    site = [sys.executable, "-m", "granian", "alongside.config.wsgi:application", "--interface", "wsgi", "--no-ws"]
    site += [
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--workers",
        str(processes),
        "--blocking-threads",
        "4",
        "--log-level",
        "error",
    ]
    with ExitStack() as stack:
        stack.enter_context(_running(site, environment))
        if worker:
            stack.enter_context(_running([sys.executable, "manage.py", "db_worker", "--verbosity", "0"], environment))
        address = f"http://localhost:{port}"
        _wait_for(address)
        yield address


def chromium() -> str:
    """The machine's own Chromium."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        raise RuntimeError("The journeys need Chromium. On Debian or Ubuntu: sudo apt-get install chromium")
    return found


CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _environment(folder: Path) -> dict[str, str]:
    environment = {**os.environ, "DEMO": "1", "ALONGSIDE_VAR": str(folder), "ALONGSIDE_LANGUAGE": "en-gb"}
    environment["MAKE_FORMS"] = "0"  # some minutes of work that no journey waits for
    # The council is served as a user's would be, by whichever process: with its own database and its own secret.
    for one in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY", "FIELD_KEY"):
        environment.pop(one, None)
    return environment


def _manage(environment: dict[str, str], *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {arguments[0]} failed:\n{done.stdout}\n{done.stderr}")


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(address: str) -> None:
    give_up_at = time.monotonic() + GIVE_UP_AFTER
    while time.monotonic() < give_up_at:
        try:
            with urlopen(address, timeout=5):
                return
        except HTTPError:
            return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{address} did not answer within {GIVE_UP_AFTER} seconds.")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


if __name__ == "__main__":
    built_once(Path(sys.argv[1]))
