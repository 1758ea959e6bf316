"""A forked server is what a fresh one is: its own environment, folder, log and end."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.protocol import Tab, serve
from tests.protocol.conftest import RUN_SAMPLE, line
from tests.protocol.nursery import Nursery

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    made = Nursery(["streamlit.__main__"], ROOT, os.environ)
    yield made
    made.close()


@pytest.mark.anyio
async def test_it_serves_its_page_and_comes_back_after_a_power_cut(nursery: Nursery, sample: Path) -> None:
    with serve(RUN_SAMPLE, sample, start=nursery.launch) as server, serve(RUN_SAMPLE, sample) as other:
        first = server.pid
        async with Tab(server.url) as tab, Tab(other.url) as beside:
            assert (line(tab, "runs"), line(beside, "runs")) == ("runs 1", "runs 1")
        server.restart(hard=True)
        async with Tab(server.url) as tab:
            assert (line(tab, "runs"), server.pid != first) == ("runs 1", True)
        os.kill(server.pid, 0)

    for gone in (first, server.pid):
        with pytest.raises(ProcessLookupError):
            os.kill(gone, 0)


def test_it_has_the_environment_and_the_folder_it_was_given_and_says_why_it_ended(
    nursery: Nursery, tmp_path: Path
) -> None:
    (tmp_path / "said").mkdir()
    (tmp_path / "said" / "__init__.py").write_text("")
    (tmp_path / "said" / "__main__.py").write_text(
        "import os, signal, sys\n"
        "def main(prog_name):\n"
        "    print(prog_name, sys.argv, os.environ['THEIRS'], os.getcwd(), os.getsid(0) == os.getpid())\n"
        f"    raise SystemExit(signal.getsignal(signal.SIGCHLD) == {int(signal.SIG_DFL)} and 'over')\n"
    )
    env = {"THEIRS": "2", "PYTHONPATH": ""}
    launch = nursery.launch

    with (
        pytest.raises(RuntimeError) as caught,
        serve(["python", "-m", "said", "{port}x"], tmp_path, env, start=launch) as server,
    ):
        assert server.pid

    said = caught.value.__notes__[0].partition("\n")[2]
    assert said.startswith("said ['said', '")
    assert said.endswith(f"x'] 2 {tmp_path} True\nover\n")
