"""The command line: look at a page as it travels, or send a crowd to it.

python -m tests.protocol show URL
python -m tests.protocol storm URL -n 300 --join 5 --submit 1 --pid 1234
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence

import uvloop

from tests.protocol.load import Recorder, burst, close_all, open_many
from tests.protocol.meter import ProcMeter, Snapshot
from tests.protocol.tab import Tab
from tests.protocol.visitor import answer_and_press


async def show(args: argparse.Namespace) -> None:
    """Print what one tab gets: its pages, elements and widgets with their values."""
    async with Tab(args.url, query=args.query, page=args.page) as tab:
        run = tab.runs[-1]
        print(f"{tab.title!r}: {run.latency * 1000:.1f} ms, {run.messages} messages, {run.bytes_in} bytes")
        for page in tab.pages:
            print(f"  page /{page.url}: {page.name!r}{' (default)' if page.is_default else ''}")
        for node in tab.elements(blocks=args.blocks):
            fillable = node.is_widget and not node.is_trigger
            print("  " * len(node.path), node, f"= {tab.value(node)!r}" if fillable else "")


async def storm(args: argparse.Namespace) -> None:
    """Let ``-n`` visitors join within ``--join`` seconds and answer within ``--submit`` seconds."""
    server, ourselves, recorder = ProcMeter(args.pid), ProcMeter([os.getpid()]), Recorder()
    before = server.snapshot()
    tabs = await open_many(
        lambda _: Tab(args.url, query=args.query, page=args.page, timeout=args.timeout),
        args.n,
        over=args.join,
        recorder=recorder,
    )
    opened = server.snapshot()
    print("open", json.dumps({**recorder.summary(), **_each(before, opened, args.n)}))
    recorder.reset()
    cpu, own_cpu = server.cpu(), ourselves.cpu()
    took = await burst(tabs, answer_and_press, within=args.submit, recorder=recorder)
    runs = max(len(recorder.runs), 1)
    figures = {
        **recorder.summary(),
        "took_s": round(took, 2),
        "cpu_ms_each": round((server.cpu() - cpu) * 1000 / runs, 2),
        "own_cpu_ms_each": round((ourselves.cpu() - own_cpu) * 1000 / runs, 2),
    }
    print("storm", json.dumps(figures))
    for sample in recorder.samples:
        print("  ", sample)
    await close_all(tabs)


def _each(before: Snapshot, after: Snapshot, n: int) -> dict[str, float]:
    """What one tab costs the server to keep."""
    return {
        "rss_mb": after["rss_mb"],
        "kb_each": round((after["rss_mb"] - before["rss_mb"]) * 1024 / n, 1),
        "fds_each": round((after["fds"] - before["fds"]) / n, 2),
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.protocol", description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(required=True)
    for command in (show, storm):
        sub = commands.add_parser(command.__name__, help=command.__doc__)
        sub.set_defaults(command=command)
        sub.add_argument("url")
        sub.add_argument("--page", default="", help="URL path to open")
        sub.add_argument("--query", default="", help="query string to open it with")
        if command is show:
            sub.add_argument("--blocks", action="store_true", help="containers as well")
            continue
        sub.add_argument("-n", type=int, default=10, help="visitors")
        sub.add_argument("--join", type=float, default=5.0, help="seconds to join in")
        sub.add_argument("--submit", type=float, default=1.0, help="seconds to answer in")
        sub.add_argument("--timeout", type=float, default=120.0, help="seconds to wait for any run")
        sub.add_argument("--pid", type=int, action="append", default=[], help="server process to measure")
    return parser


def main(argv: Sequence[str] | None = None) -> None:
    args = _parser().parse_args(argv)
    uvloop.run(args.command(args))


if __name__ == "__main__":
    main()
