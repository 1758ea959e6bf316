"""Servers that are there at once: each is forked from one process that has imported already what they all need.

What runs is ``python -m streamlit …`` as ever, with an environment, a folder, a log and a process group of its own;
only the seconds of importing are saved.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


class Forked:
    """A forked server, with as much of `subprocess.Popen` as a test asks of it. How it ended is in its log."""

    returncode: int | None = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._there = os.pidfd_open(pid)

    def poll(self) -> int | None:
        """Whether it ended: None while it lives."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float) -> int:
        """Wait until it ended, for so many seconds. TimeoutExpired when it did not."""
        if self.returncode is None:
            if not select.select([self._there], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("a forked server", timeout)
            os.close(self._there)
            self.returncode = 0
        return self.returncode


class Nursery:
    """The process they are forked from; it ends with ours."""

    def __init__(self, modules: Sequence[str], cwd: Path, env: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"from {__name__} import main; main()", *modules],
            cwd=cwd, env=env, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )  # fmt: skip

    def launch(self, argv: Sequence[str], cwd: Path, env: Mapping[str, str], log: Path) -> Forked:
        """Start ``python -m module argument …`` there; `argv` begins with the interpreter, as for a subprocess."""
        assert self._process.stdin
        assert self._process.stdout
        asked = {"argv": list(argv[1:]), "cwd": str(cwd), "env": dict(env), "log": str(log)}
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        self._process.stdin.flush()
        return Forked(int(self._process.stdout.readline()))

    def close(self) -> None:
        """No more servers; those that run go on."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


def _become(argv: Sequence[str], cwd: str, env: Mapping[str, str], log: str) -> None:
    """In the fork: what a fresh process would be, and then its module."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing, said = os.open(os.devnull, os.O_RDONLY), os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for old, new in ((nothing, 0), (said, 1), (said, 2)):
        os.dup2(old, new)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    dash_m, module, *arguments = argv
    assert dash_m == "-m"
    sys.argv = [module, *arguments]
    importlib.import_module(f"{module}.__main__").main(prog_name=module)


def main() -> None:
    """The process itself: import, and then fork whenever a line asks for a server, until there are no more lines."""
    for name in sys.argv[1:]:
        importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits here for a server that ended
    for line in sys.stdin.buffer:
        pid = os.fork()
        if not pid:
            _become(**json.loads(line))
            return
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
