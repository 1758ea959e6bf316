"""One browser tab: what a visitor does on the page, and what a visitor with bad intentions sends instead.

It speaks what the browser speaks: protobufs over the websocket at ``/_stcore/stream``, and HTTP. There is no
DOM and no JavaScript, so one process can hold thousands of tabs, and a test sees just what the server sent.
Not modelled: components' JavaScript, the page's static files (``load.fetch_shell``), ``bind="query-params"``.
"""

from __future__ import annotations

import asyncio
import json
import os
import urllib.parse
from collections.abc import Callable
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.protocol import cookies, wire
from tests.protocol.connection import Connection, as_query
from tests.protocol.cookies import Answer
from tests.protocol.errors import ProtocolError, RunTimeoutError
from tests.protocol.page import Node
from tests.protocol.runs import Run

BETWEEN_POLLS = 0.05
EVENTS_OF = "$$STREAMLIT_INTERNAL_KEY_"  # before the id of a component: the widget that its events are in


class Tab(Connection):
    """``async with Tab("http://127.0.0.1:8501") as tab``: opens the page, closes the tab at the end.

    Widgets are found by label, or by what ``find_all`` takes: ``key=``, ``kind=``, ``form=`` …
    """

    async def set(self, value: Any, label: str | None = None, *, widget: Node | None = None, **how: Any) -> Run | None:
        """Give a widget a value: a rerun at once, unless it is in a form or has ``on_change="ignore"``.

        ``value`` is what a person would pick: an option's label for radio, selectbox and pills, labels for
        multiselect, a number for slider and number_input, an index for feedback, text, or a bool.
        """
        widget = widget or self.find(label, **how, where=lambda n: n.is_widget)
        return await self._fill(widget, wire.to_wire(widget.kind, widget.proto, value))

    async def _fill(self, widget: Node, value: Any) -> Run | None:
        if widget.disabled:
            raise ProtocolError(f"{widget!r} is disabled")
        if widget.form_id:
            self.pending.setdefault(widget.form_id, {})[widget.id] = value
            return None
        self.values[widget.id] = value
        if widget.ignores_rerun:
            return None
        return await self._send(f"set {widget.kind}", self._rerun_message(fragment_id=widget.fragment_id))

    async def click(self, label: str | None = None, *, widget: Node | None = None, **how: Any) -> Run:
        """Press a button or a form's submit button, and wait for the run to settle."""
        widget = widget or self._button(label, **how)
        return await self._send("submit" if widget.is_submit else "click", self._press(widget))

    async def press_twice(
        self, label: str | None = None, *, gap_ms: float = 150, widget: Node | None = None, **how: Any
    ) -> Run:
        """Press the same button twice, ``gap_ms`` apart whatever became of the first press, and wait until
        nothing more can come of either. The run returned covers both.

        Streamlit drops a running script when a second press comes, so the first may never report its end. A
        mark sent before the second press (switching ``run_on_save`` and back, which is answered in order)
        tells what had begun before it; the run that begins after it is the last. Within a fragment a press
        can melt into one that has not begun, so there the second waits for the first to begin.
        """
        widget = widget or self._button(label, **how)
        async with self._turn:
            settled = self._expect("press twice")
            self._mark = not self._run_on_save
            try:
                self._transmit(self._press(widget))
                await asyncio.sleep(gap_ms / 1000)
                if widget.fragment_id:
                    await self._in_time(self._begun.wait(), "the first press did not begin")
                mark, back = _run_on_save(self._mark), _run_on_save(not self._mark)
                self._transmit(mark, self._press(widget), back)
                return await self._settle(settled)
            finally:
                self._mark = None

    def _button(self, label: str | None, **how: Any) -> Node:
        return self.find(label, **how, where=lambda n: n.is_trigger)

    def _press(self, widget: Node) -> bytes:
        """The message of one press. A form's held values go with it; one that clears is empty afterwards."""
        if widget.disabled:
            raise ProtocolError(f"{widget!r} is disabled")
        form = widget.form_id if widget.is_submit else ""
        if form:
            self.values.update(self.pending.pop(form, {}))
        payload = self._rerun_message(
            fragment_id=widget.fragment_id, trigger=WidgetState(id=widget.id, trigger_value=True)
        )
        if form and self.has(kind="form", where=lambda n: _clears(n, form)):
            for node in self.find_all(form=form):
                self.values.pop(node.id, None)
        return payload

    async def forge(self, widget: Node, value: Any) -> Run:
        """Send ``value`` for a widget at once, as a forger would: whatever its options or limits, and even
        if it is disabled or in a form. A WidgetState travels untouched, so even a wrong field can be sent."""
        value = wire.to_wire(widget.kind, widget.proto, value)
        trigger = None
        if widget.is_trigger:
            trigger = WidgetState(id=widget.id)
            wire.encode(trigger, widget.wire_field, value)
        else:
            self.pending.get(widget.form_id, {}).pop(widget.id, None)
            self.values[widget.id] = value
        message = self._rerun_message(fragment_id=widget.fragment_id, trigger=trigger)
        return await self._send("forge", message)

    async def tell(self, component: Node, event: str, value: Any) -> Run:
        """What a component's own code says once, with ``setTriggerValue(event, value)``."""
        trigger = WidgetState(id=f"{EVENTS_OF}{component.id}__events")
        trigger.json_trigger_value = json.dumps([{"event": event, "value": value}])
        return await self._send("tell", self._rerun_message(trigger=trigger))

    async def set_and_press(self, field: Node, value: Any, pressed: Node) -> Run:
        """What a browser sends when a finger goes from a field straight to a button: the field's blur and the tap at
        once, so that the run of the blur may never get to its end."""
        async with self._turn:
            settled = self._expect("set and press")
            self.values[field.id] = wire.to_wire(field.kind, field.proto, value)
            self._transmit(self._rerun_message())
            self._transmit(self._press(pressed))
            return await self._settle(settled)

    async def goto(self, page: str, query: str | dict[str, str] = "") -> Run:
        """Switch page, by URL path, name or hash, as a click in the navigation does: only the widgets of the
        main script keep their values."""
        target = self.page(page)
        self.query = as_query(query)
        kept = {n.id for n in self.widgets() if n.script_hash == self.main_hash}
        self.pending.clear()
        return await self._send("goto", self._rerun_message(page_hash=target.hash, only=kept))

    async def rerun(self) -> Run:
        """Run the script again with nothing changed (the R key)."""
        return await self._send("rerun", self._rerun_message())

    async def wait_until(self, predicate: Callable[[Self], bool], timeout: float = 10.0) -> None:
        """Rerun until ``predicate(tab)`` holds; RunTimeoutError if it does not within ``timeout`` seconds."""
        try:
            async with asyncio.timeout(timeout):
                while not predicate(self):
                    await asyncio.sleep(BETWEEN_POLLS)
                    await self.rerun()
        except TimeoutError:
            raise RunTimeoutError(f"not so within {timeout} s; on the page: {self.texts()}") from None

    async def http(
        self,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """An HTTP request with this tab's headers and cookies; cookies that are set, or taken away, are."""
        return await asyncio.to_thread(
            cookies.exchange,
            self.base,
            method,
            path,
            jar=self.cookies,
            headers={**self.headers, **(headers or {})},
            body=body,
            timeout=self.timeout,
            source_ip=self.source_ip,
        )

    async def follow(self, path: str, form: dict[str, str]) -> Answer:
        """Post a form as a page of the app itself would. A redirect is returned, not followed."""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": self.origin,
            "Sec-Fetch-Site": "same-origin",
        }
        return await self.http("POST", path, body=urllib.parse.urlencode(form).encode("ascii"), headers=headers)

    async def upload(
        self, name: str, data: bytes, label: str | None = None, *, mime: str = "text/plain", **how: Any
    ) -> Run | None:
        """Put a file into a file uploader."""
        widget = self.find(label, **how, where=_takes_files)
        if "_streamlit_xsrf" not in self.cookies:
            await self.http("GET", "/_stcore/health")
        urls = await self._upload_urls(name)
        boundary = os.urandom(16).hex()
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            f"Content-Type: {mime}\r\n\r\n"
        )
        answer = await self.http(
            "PUT",
            urls.upload_url,
            body=head.encode() + data + f"\r\n--{boundary}--\r\n".encode(),
            headers={
                "Content-Type": f"multipart/form-data; boundary={boundary}",
                "X-Xsrftoken": self.cookies.get("_streamlit_xsrf", ""),
            },
        )
        if answer.status >= 300:
            raise ProtocolError(f"upload refused: {answer.status} {answer.body[:200]!r}")
        state = WidgetState(id=widget.id)
        state.file_uploader_state_value.uploaded_file_info.add(
            name=name, size=len(data), file_id=urls.file_id, file_urls=urls
        )
        return await self._fill(widget, state)

    async def _upload_urls(self, name: str) -> Any:
        """Ask where a file may be put."""
        request = os.urandom(8).hex()
        message = BackMsg()
        message.file_urls_request.request_id = request
        message.file_urls_request.file_names.append(name)
        message.file_urls_request.session_id = self.session_id
        answer = self._answers[request] = asyncio.get_running_loop().create_future()
        self._transmit(message.SerializeToString())
        response = await self._in_time(answer, "no place for the file")
        if response.error_msg:
            raise ProtocolError(response.error_msg)
        return response.file_urls[0]


def _takes_files(node: Node) -> bool:
    return node.is_widget and node.wire_field == "file_uploader_state_value"


def _clears(node: Node, form: str) -> bool:
    return node.proto.form_id == form and node.proto.clear_on_submit


def _run_on_save(wanted: bool) -> bytes:
    return BackMsg(set_run_on_save=wanted).SerializeToString()
