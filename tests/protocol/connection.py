"""A tab's line to the server: opening, losing and mending it, and the message that asks for a run."""

from __future__ import annotations

import asyncio
import contextlib
import time
import urllib.parse
from collections.abc import Awaitable
from collections.abc import Set as AbstractSet
from typing import Self, TypeVar

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from tests.protocol import wire
from tests.protocol.cookies import Jar
from tests.protocol.errors import DisconnectedError, ProtocolError, RunTimeoutError
from tests.protocol.receiving import Receiver
from tests.protocol.runs import Run
from tests.protocol.websocket import WebSocket

NO_TOKEN = "PLACEHOLDER_AUTH_TOKEN"  # what the browser sends in the place of a token it does not have
GOODBYE = 2.0
AUTO = "auto"  # what a run is called that a `run_every` fragment asked for

T = TypeVar("T")


class Connection(Receiver):
    """A screen with a websocket. ``base`` is the app's address, ``page`` the URL path it opens at."""

    def __init__(
        self,
        base: str = "http://127.0.0.1:8501",
        *,
        page: str = "",
        query: str | dict[str, str] = "",
        headers: dict[str, str] | None = None,
        cookies: dict[str, str] | None = None,
        locale: str = "en",
        timezone: str = "UTC",
        auto_rerun: bool = False,
        timeout: float = 60.0,
        keep_runs: int = 200,
        source_ip: str | None = None,
    ) -> None:
        """``cookies``: a Jar is shared, as between the tabs of one browser; any other mapping is copied.
        ``auto_rerun`` lets ``run_every`` fragments rerun themselves."""
        super().__init__(keep_runs)
        self.base = base.rstrip("/")
        self.page_name = page
        self.query = as_query(query)
        self.headers = dict(headers or {})
        self.cookies = cookies if isinstance(cookies, Jar) else Jar(cookies or {})
        self.locale, self.timezone = locale, timezone
        self.auto_rerun = auto_rerun
        self.timeout = timeout
        self.source_ip = source_ip
        self._socket: WebSocket | None = None
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self) -> Run:
        """Load the page; if it was loaded before, load it again: a new connection that remembers nothing."""
        query = self.query
        await self.close()
        self.forget()
        self.query = query
        await self._connect()
        return await self._send("open", self._rerun_message())

    async def reconnect(self) -> bool:
        """Come back after a drop and run the script. True if the server still knew us.

        A browser runs the script only when the server did not, or when a run was cut short; here it always
        runs, for only a run says which of the two it was.
        """
        before = self.session_id
        self.drop()
        await self.closed.wait()
        await self._connect(before)
        await self._send("reconnect", self._rerun_message())
        return self.session_id == before

    def drop(self) -> None:
        """Lose the network: no goodbye."""
        if self._socket:
            self._socket.abort()

    async def close(self) -> None:
        """Close the tab."""
        self._stop_timers(*self._timers)
        if self._socket and not self.closed.is_set():
            self._socket.close()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.closed.wait(), GOODBYE)

    async def _connect(self, session_id: str = "") -> None:
        self.closed.clear()
        parts = urllib.parse.urlsplit(self.base)
        token = self.cookies.get("_streamlit_xsrf", NO_TOKEN)
        self._socket = await WebSocket.connect(
            f"ws://{parts.netloc}{parts.path}/_stcore/stream",
            headers={"Origin": self.origin, **self.headers, **self.cookies.header()},
            subprotocols=["streamlit", token, *filter(None, [session_id])],
            on_message=self._on_message,
            on_close=self._on_close,
            timeout=self.timeout,
            source_ip=self.source_ip,
        )

    @property
    def origin(self) -> str:
        """Scheme, host and port, as a browser names where a request comes from."""
        parts = urllib.parse.urlsplit(self.base)
        return f"{parts.scheme}://{parts.netloc}"

    def _widget_states(self, only: AbstractSet[str] | None) -> WidgetStates:
        """The values of all mounted widgets, defaults included; of ``only`` these ids when given."""
        states = WidgetStates()
        widgets = {n.id: n for n in self.widgets() if not n.is_trigger}
        for id_, node in widgets.items():
            if only is not None and id_ not in only:
                continue
            value = self.values.get(id_, node.default)
            wire.encode(states.widgets.add(id=id_), node.wire_field, value)
        return states

    def _rerun_message(
        self,
        *,
        fragment_id: str = "",
        trigger: WidgetState | None = None,
        page_hash: str = "",
        only: AbstractSet[str] | None = None,
        auto: bool = False,
    ) -> bytes:
        """The message that asks for a run of the script, or of one fragment, as things stand now."""
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = self.query
        rerun.widget_states.CopyFrom(self._widget_states(only))
        if trigger is not None:
            rerun.widget_states.widgets.append(trigger)
        if page_hash or self.page_hash:
            rerun.page_script_hash = page_hash or self.page_hash
        else:
            rerun.page_name = self.page_name
        rerun.fragment_id = fragment_id
        rerun.is_auto_rerun = auto
        rerun.cached_message_hashes.extend(self._cache)
        context = rerun.context_info
        context.timezone, context.timezone_offset = self.timezone, 0
        context.locale = self.locale
        context.url = f"{self.base}/{self.page_name}"
        context.is_embedded = False
        context.color_scheme = "light"
        return message.SerializeToString()

    async def _send(self, what: str, payload: bytes) -> Run:
        """Ask for a run and wait until it has settled."""
        async with self._turn:
            settled = self._expect(what)
            self._transmit(payload)
            return await self._settle(settled, auto=what == AUTO)

    def _expect(self, what: str) -> asyncio.Future[Run]:
        """From now on a run is waited for."""
        self._run = Run(what, time.perf_counter())
        self._settled = asyncio.get_running_loop().create_future()
        self._begun.clear()
        return self._settled

    def _transmit(self, *payloads: bytes) -> None:
        if self._socket is None or self.closed.is_set():
            raise DisconnectedError(f"not connected ({self.close_code} {self.close_reason})")
        if self._run:
            self._run.bytes_out += sum(map(len, payloads))
        self._socket.send(*payloads)

    async def _settle(self, settled: asyncio.Future[Run], *, auto: bool = False) -> Run:
        try:
            run = await self._in_time(settled, "the script did not finish")
        finally:
            self._run = None
        (self.auto_runs if auto else self.runs).append(run)
        return run

    async def _in_time(self, waiting: Awaitable[T], complaint: str) -> T:
        """What is waited for, or RunTimeoutError after the tab's timeout."""
        try:
            return await asyncio.wait_for(waiting, self.timeout)
        except TimeoutError:
            raise RunTimeoutError(f"{complaint} within {self.timeout} s") from None

    def _on_auto_rerun(self, message: ForwardMsg) -> None:
        fragment_id, interval = message.auto_rerun.fragment_id, message.auto_rerun.interval
        if self.auto_rerun and fragment_id not in self._timers:
            self._timers[fragment_id] = asyncio.create_task(self._tick(fragment_id, interval))

    async def _tick(self, fragment_id: str, interval: float) -> None:
        """Rerun a ``run_every`` fragment for as long as the page shows it."""
        while not self.closed.is_set():
            await asyncio.sleep(interval)
            with contextlib.suppress(ProtocolError):
                await self._send(AUTO, self._rerun_message(fragment_id=fragment_id, auto=True))


def as_query(query: str | dict[str, str]) -> str:
    """A query string, without its question mark."""
    return query if isinstance(query, str) else urllib.parse.urlencode(query)
