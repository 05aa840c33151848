"""A PostgreSQL server of our own, from the programs that the machine has."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

_DEBIAN = Path("/usr/lib/postgresql")
_TIMEOUT_S = 30
_READY = b"ready to accept connections"

# Nothing here must outlive the tests, so nothing waits for the disk. The time zone is a strange
# one, so that a time that is not stored as UTC shows.
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "60",
    "timezone": "Asia/Kathmandu",
    "shared_buffers": "16MB",
    "log_min_messages": "log",
}


class Server:
    """A running server, reached by a socket in a folder of its own."""

    def __init__(self, *, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._login = ("-h", folder, "-U", "dramawire")

    def url(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql://dramawire@/{database}?host={self._folder}"

    def create(self, database: str) -> str:
        """Make an empty database and return its address."""
        _run(self._programs / "createdb", *self._login, database)
        return self.url(database)

    def clear(self, database: str) -> None:
        """Remove all tables from a database: much faster than making another one."""
        statement = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
        _run(self._programs / "psql", *self._login, "-q", "-d", database, "-c", statement)


def find_programs(*, debian: Path = _DEBIAN) -> Path | None:
    """Return the folder of the newest `initdb` and `postgres`, or None."""
    folders = [path.parent for path in debian.glob("*/bin/initdb")]
    if folders:
        return max(folders, key=lambda folder: float(folder.parent.name))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def required(programs: Path | None, *, in_ci: bool) -> Path:
    """Return the folder; without one skip the test, or fail it where it must not be skipped."""
    if programs is not None:
        return programs
    reason = "PostgreSQL's initdb was not found: install Debian's package postgresql"
    if in_ci:
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def running_server(programs: Path) -> Iterator[Server]:
    """Run a server until the end of the block; it ends with this process even if that is killed."""
    folder = Path(tempfile.mkdtemp(prefix="dramawire-pg-"))
    become = unprivileged(folder, setpriv=shutil.which("setpriv"), root=os.geteuid() == 0)
    data = folder / "data"
    try:
        initdb = (programs / "initdb", "-D", data, "-U", "dramawire", "-A", "trust")
        _run(*become, *initdb, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        settings = [f"-c{name}={value}" for name, value in _SETTINGS.items()]
        process = subprocess.Popen(
            [*become, programs / "postgres", "-D", data, "-k", folder, *settings],
            stderr=subprocess.PIPE,
        )
        try:
            assert process.stderr is not None
            wait_until_ready(process.stderr)
            yield Server(programs=programs, folder=folder)
        finally:
            # "Fast": the default would wait for connections that a failed test left open.
            process.send_signal(signal.SIGINT)
            process.wait(timeout=_TIMEOUT_S)
    finally:
        shutil.rmtree(folder)


def unprivileged(folder: Path, *, setpriv: str | None, root: bool) -> tuple[str | Path, ...]:
    """Return the words before a command that make it run as a user that PostgreSQL accepts.

    It refuses root; so root hands the folder to Debian's `postgres`, or to `nobody`.
    """
    if setpriv is None:
        return ()
    words = (setpriv, "--pdeathsig", "INT")
    if not root:
        return words
    users = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = users.get("postgres", users["nobody"])
    os.chown(folder, user.pw_uid, user.pw_gid)
    return (*words, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups")


def wait_until_ready(stderr: IO[bytes]) -> None:
    """Read what the server says until it is ready; go on reading, or it would stop for us."""
    said: deque[bytes] = deque(maxlen=20)
    decided = threading.Event()
    ready = False

    def read() -> None:
        nonlocal ready
        with stderr:
            for line in stderr:
                said.append(line)
                if _READY in line:
                    ready = True
                    decided.set()
        decided.set()

    threading.Thread(target=read, daemon=True).start()
    decided.wait(_TIMEOUT_S)
    if not ready:
        raise RuntimeError(b"".join(said).decode(errors="replace"))


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_TIMEOUT_S)
