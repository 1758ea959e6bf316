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
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.protocol.cookies import Jar, exchange

READY_WITHIN = 60.0
ANSWER_WITHIN = 5.0
GONE_WITHIN = 10.0
BETWEEN_POLLS = 0.05
TAIL = 4000


class Server:
    """A server process on a port of its own, in a process group of its own."""

    def __init__(self, argv: Sequence[str], cwd: Path, env: Mapping[str, str], ready_path: str, log: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._argv = [part.replace("{port}", str(self.port)) for part in argv]
        self._env = {name: value.replace("{port}", str(self.port)) for name, value in env.items()}
        self._cwd, self._ready_path, self._log = cwd, ready_path, log
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

    def _launch(self) -> subprocess.Popen[bytes]:
        self._stopped = False
        with self._log.open("ab") as log:
            return subprocess.Popen(
                self._argv,
                cwd=self._cwd,
                env={**os.environ, **self._env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

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
) -> Iterator[Server]:
    """Run ``argv`` in ``cwd`` until the block ends; ``{port}`` in an argument, or in a value of
    ``env``, is the port to listen on.

    ``env`` is added to our own environment. Whatever goes wrong inside the block shows the server's log.
    """
    with tempfile.TemporaryDirectory() as folder:
        server = Server(argv, cwd, env or {}, ready_path, Path(folder) / "server.log")
        try:
            server.wait_until_ready()
            yield server
        except BaseException as error:
            error.add_note(f"The server's log ends with:\n{server.log()}")
            raise
        finally:
            server.stop()
