"""Our own Streamlit client: tabs without a browser, for tests that must see the wire and for load.

``Tab`` is a visitor, ``serve`` starts the app for it, ``load`` brings hundreds. Written for Streamlit 1.67.
"""

from tests.protocol.cookies import Answer, Jar
from tests.protocol.errors import DisconnectedError, NotFoundError, ProtocolError, RunTimeoutError
from tests.protocol.load import Recorder, burst, close_all, fetch_shell, open_many, percentile, think_load
from tests.protocol.meter import ProcMeter
from tests.protocol.page import Node, Page
from tests.protocol.runs import Run
from tests.protocol.serving import Server, serve
from tests.protocol.tab import Tab
from tests.protocol.visitor import answer_and_press

__all__ = [
    "Answer",
    "DisconnectedError",
    "Jar",
    "Node",
    "NotFoundError",
    "Page",
    "ProcMeter",
    "ProtocolError",
    "Recorder",
    "Run",
    "RunTimeoutError",
    "Server",
    "Tab",
    "answer_and_press",
    "burst",
    "close_all",
    "fetch_shell",
    "open_many",
    "percentile",
    "serve",
    "think_load",
]
