"""The server of a test starts, restarts, ends, and says why it would not."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.protocol import DisconnectedError, Server, Tab, serve
from tests.protocol.conftest import FRESH, RUN_SAMPLE, line


@pytest.mark.anyio
@pytest.mark.parametrize("hard", [False, True])
async def test_after_a_restart_only_mounted_widgets_remember(server: Server, tab: Tab, hard: bool) -> None:
    await tab.set("sad", "Mood")
    pid, url = server.pid, server.url

    server.restart(hard=hard)

    await tab.closed.wait()
    with pytest.raises(DisconnectedError):
        await tab.rerun()
    assert await tab.reconnect() is False
    assert (server.url, server.pid != pid) == (url, True)
    assert (line(tab, "runs"), line(tab, "mood")) == ("runs 1", FRESH.replace("None", "sad"))


def test_a_server_is_gone_when_its_block_ends(sample: Path) -> None:
    with serve(RUN_SAMPLE, sample) as server:
        os.kill(server.pid, 0)

    assert server.process.returncode is not None
    with pytest.raises(ProcessLookupError):
        os.kill(server.pid, 0)


def test_a_server_that_dies_shows_its_log(tmp_path: Path) -> None:
    argv = [sys.executable, "-c", "raise SystemExit('no port {port} for me')"]

    with pytest.raises(RuntimeError, match="the server stopped with 1") as caught, serve(argv, tmp_path):
        pass

    assert caught.value.__notes__[0].startswith("The server's log ends with:\nno port ")


def test_what_goes_wrong_in_the_block_shows_the_log_too(sample: Path) -> None:
    with pytest.raises(ZeroDivisionError) as caught, serve(RUN_SAMPLE, sample):
        1 / 0  # noqa: B018

    assert caught.value.__notes__[0].count("You can now view your Streamlit app") == 1


def test_the_environment_is_added_to_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OURS", "1")
    argv = [sys.executable, "-c", "import os; raise SystemExit(os.environ['OURS'] + os.environ['THEIRS'])"]

    with pytest.raises(RuntimeError) as caught, serve(argv, tmp_path, {"THEIRS": "2"}):
        pass

    assert caught.value.__notes__ == ["The server's log ends with:\n12\n"]
