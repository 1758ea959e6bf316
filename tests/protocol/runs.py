"""One run: a request of ours and everything it set off, until the script settled. The figures live here."""

from __future__ import annotations

from dataclasses import dataclass, field

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

FINISHED = ForwardMsg.FINISHED_SUCCESSFULLY
FINISHED_FRAGMENT = ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
FINISHED_BADLY = ForwardMsg.FINISHED_WITH_COMPILE_ERROR
SETTLED = {FINISHED, FINISHED_FRAGMENT, FINISHED_BADLY}


@dataclass(slots=True)
class Run:
    """What one request cost and brought. Times are seconds, ``sent_at`` by ``time.perf_counter``."""

    what: str
    sent_at: float
    latency: float = 0.0  # from sending to the script's end
    first_delta: float = 0.0  # from sending to the first element
    bytes_in: int = 0
    bytes_out: int = 0
    messages: int = 0
    deltas: int = 0
    refs: int = 0  # messages the server did not send again, because we hold them
    reruns: int = 0  # runs cut short for another one: st.rerun, st.switch_page, a second press
    fragment: bool = False
    status: int = -1
    exceptions: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return self.status in (FINISHED, FINISHED_FRAGMENT) and not self.exceptions
