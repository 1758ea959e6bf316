"""What a page asked its server to run, and whether that has ended: the page itself knows only a moment later."""

from weakref import WeakKeyDictionary

from playwright.sync_api import Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

SMALL = 512
"""Bytes. What says that a run has ended is small; the rest need not be read."""


class Runs:
    """The runs of one page. `pending` while one was asked for and none has ended since."""

    def __init__(self) -> None:
        self.pending = False

    def listen(self, socket: WebSocket) -> None:
        """Read along on this line."""
        self.pending = False
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)
        socket.on("close", lambda _: self._ended())

    def _sent(self, frame: bytes | str) -> None:
        if isinstance(frame, bytes) and BackMsg.FromString(frame).WhichOneof("type") == "rerun_script":
            self.pending = True

    def _received(self, frame: bytes | str) -> None:
        if not isinstance(frame, bytes) or len(frame) > SMALL:
            return
        said = ForwardMsg.FromString(frame)
        if said.WhichOneof("type") == "script_finished" and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self._ended()

    def _ended(self) -> None:
        self.pending = False


_of: WeakKeyDictionary[Page, Runs] = WeakKeyDictionary()


def watch(page: Page) -> None:
    """From its first request on."""
    _of[page] = Runs()
    page.on("websocket", _of[page].listen)


def pending(page: Page) -> bool:
    """Whether something this page asked for has not been run to its end."""
    return _of[page].pending
