"""Starting a real server for a test, and being certain that it is gone afterwards."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.protocol.cookies import Jar, exchange
from tests.protocol.nursery import Forked

READY_WITHIN = 60.0
ANSWER_WITHIN = 5.0
GONE_WITHIN = 10.0
BETWEEN_POLLS = 0.05
Started = subprocess.Popen[bytes] | Forked
Start = Callable[[Sequence[str], Path, Mapping[str, str], Path], Started]
TAIL = 4000


class Server:
    """A server process on a port of its own, in a process group of its own."""

    def __init__(
        self, argv: Sequence[str], cwd: Path, env: Mapping[str, str], ready_path: str, log: Path,
        start: Start | None = None,
    ) -> None:  # fmt: skip
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._argv = [part.replace("{port}", str(self.port)) for part in argv]
        self._env = {name: value.replace("{port}", str(self.port)) for name, value in env.items()}
        self._cwd, self._ready_path, self._log, self._start = cwd, ready_path, log, start or in_a_process
        self.process = self._launch()

    @property
    def pid(self) -> int:
        return self.process.pid

    def log(self) -> str:
        """The end of what the server printed, over all its restarts."""
        return self._log.read_text(errors="replace")[-TAIL:]

    def kill(self) -> None:
        """A power cut, until somebody calls `restart`."""
        self.stop(signal.SIGKILL)

    def restart(self, *, hard: bool = False) -> None:
        """Stop and start again on the same port; ``hard`` is a power cut (``kill -9``)."""
        self.stop(signal.SIGKILL if hard else signal.SIGTERM)
        self.process = self._launch()
        self.wait_until_ready()

    def _launch(self) -> Started:
        self._stopped = False
        return self._start(self._argv, self._cwd, {**os.environ, **self._env}, self._log)

    def wait_until_ready(self) -> None:
        """Poll until the server answers at its ready path. RuntimeError when it dies, or takes too long."""
        deadline = time.monotonic() + READY_WITHIN
        while not self._answers():
            if self.process.poll() is not None:
                raise RuntimeError(f"the server stopped with {self.process.returncode}")
            if time.monotonic() > deadline:
                raise RuntimeError(f"no answer at {self.url}{self._ready_path} within {READY_WITHIN} s")
            time.sleep(BETWEEN_POLLS)

    def _answers(self) -> bool:
        try:
            answer = exchange(self.url, "GET", self._ready_path, jar=Jar(), timeout=ANSWER_WITHIN)
        except (OSError, http.client.HTTPException):
            return False
        return answer.status == 200

    def stop(self, first: signal.Signals = signal.SIGTERM) -> None:
        """End the whole process group, kindly at first unless told otherwise."""
        if self._stopped:
            return  # its number may belong to somebody else by now
        self._stopped = True
        for word in (first, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, word)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(GONE_WITHIN)


def in_a_process(argv: Sequence[str], cwd: Path, env: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start a server as anybody would; what it prints is added to `log`."""
    with log.open("ab") as out:
        return subprocess.Popen(
            argv, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serve(
    argv: Sequence[str],
    cwd: Path,
    env: Mapping[str, str] | None = None,
    ready_path: str = "/_stcore/health",
    start: Start | None = None,
) -> Iterator[Server]:
    """Run ``argv`` in ``cwd`` until the block ends; ``{port}`` in an argument, or in a value of
    ``env``, is the port to listen on.

    ``env`` is added to our own environment; ``start`` is how its process is made. Whatever goes wrong inside the
    block shows the server's log.
    """
    with tempfile.TemporaryDirectory() as folder:
        server = Server(argv, cwd, env or {}, ready_path, Path(folder) / "server.log", start)
        try:
            server.wait_until_ready()
            yield server
        except BaseException as error:
            error.add_note(f"The server's log ends with:\n{server.log()}")
            raise
        finally:
            server.stop()
