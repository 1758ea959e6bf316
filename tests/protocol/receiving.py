"""What the server's messages do to a tab. One handler a message, named after it; nothing is sent here."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.protocol import wire
from tests.protocol.errors import DisconnectedError, ProtocolError
from tests.protocol.page import Node, Page
from tests.protocol.runs import FINISHED, FINISHED_FRAGMENT, SETTLED, Run
from tests.protocol.screen import Screen


class Receiver(Screen):
    """A screen that the server writes on, and the run that somebody is waiting for."""

    def __init__(self, keep_runs: int) -> None:
        super().__init__()
        self.runs: deque[Run] = deque(maxlen=keep_runs)
        self.auto_runs: deque[Run] = deque(maxlen=keep_runs)
        self.closed = asyncio.Event()
        self.close_code = 0
        self.close_reason = ""

    def forget(self) -> None:
        super().forget()
        self._run: Run | None = None
        self._settled: asyncio.Future[Run] | None = None
        self._begun = asyncio.Event()
        self._mark: bool | None = None  # what `run_on_save` will read once the server has seen our mark
        self._run_id = ""
        self._run_fragments: set[str] = set()
        self._run_count = 0
        self._run_on_save: bool | None = None
        self._cache: dict[str, tuple[bytes, int]] = {}  # hash -> (message, run that last used it)
        self._cache_age = 2
        self._timers: dict[str, asyncio.Task[None]] = {}  # fragment id -> what reruns it
        self._answers: dict[str, asyncio.Future[Any]] = {}  # request id -> its answer

    def _on_close(self, code: int, reason: str) -> None:
        self.close_code, self.close_reason = code, reason
        self.closed.set()
        self._stop_timers(*self._timers)
        self._fail(DisconnectedError(f"websocket closed ({code} {reason})"))

    def _fail(self, error: ProtocolError) -> None:
        """Whoever is waiting need not wait any longer."""
        self._begun.set()
        for future in [self._settled, *self._answers.values()]:
            if future and not future.done():
                future.set_exception(error)
                future.exception()  # nobody may be waiting; asyncio need not complain

    def _stop_timers(self, *fragment_ids: str) -> None:
        for fragment_id in fragment_ids:
            timer = self._timers.pop(fragment_id, None)
            if timer:
                timer.cancel()

    def _on_message(self, data: bytes) -> None:
        message = ForwardMsg()
        message.ParseFromString(data)
        if self._run:
            self._run.messages += 1
            self._run.bytes_in += len(data)
        if message.HasField("ref_hash"):
            message = self._remembered(message)
        elif message.metadata.cacheable and message.hash:
            self._cache[message.hash] = (data, self._run_count)
        handler = getattr(self, f"_on_{message.WhichOneof('type')}", None)
        if handler:
            handler(message)

    def _remembered(self, reference: ForwardMsg) -> ForwardMsg:
        """The message the server refers to, at its new place."""
        if self._run:
            self._run.refs += 1
        full = ForwardMsg()
        if reference.ref_hash not in self._cache:
            self._fail(ProtocolError(f"the server refers to a message we do not hold: {reference.ref_hash}"))
            return full
        data = self._cache[reference.ref_hash][0]
        self._cache[reference.ref_hash] = (data, self._run_count)
        full.ParseFromString(data)
        full.metadata.CopyFrom(reference.metadata)
        return full

    def _on_new_session(self, message: ForwardMsg) -> None:
        new = message.new_session
        self.session_id = new.initialize.session_id
        if self._run_on_save is None:
            self._run_on_save = new.initialize.session_status.run_on_save
        self._cache_age = new.config.max_cached_message_age
        self._run_id = message.metadata.run.script_run_id
        self._run_fragments = set(message.metadata.run.fragment_ids)
        self._begun.set()
        if not self._run_fragments:
            self._stop_timers(*self._timers)
        if self.page_hash and new.page_script_hash != self.page_hash:
            kept = self.main_hash if self.main_hash == new.main_script_hash else None
            self._keep({p: n for p, n in self.nodes.items() if n.script_hash == kept})
        self.page_hash, self.main_hash = new.page_script_hash, new.main_script_hash
        if len(new.app_pages) > 1:  # an app with a pages/ folder of its own
            self.pages = [
                Page(p.page_script_hash, p.page_name, p.url_pathname if i else "", not i, p.is_hidden)
                for i, p in enumerate(new.app_pages)
            ]

    def _on_session_status_changed(self, message: ForwardMsg) -> None:
        if self._mark is not None and message.session_status_changed.run_on_save == self._mark:
            self._mark = None
            self._begun.clear()

    def _on_navigation(self, message: ForwardMsg) -> None:
        navigation = message.navigation
        self.pages = [
            Page(
                p.page_script_hash,
                p.page_name,
                "" if p.is_default else p.url_pathname,
                p.is_default,
                p.is_hidden,
                p.section_header,
            )
            for p in navigation.app_pages
        ]
        self.page_hash = navigation.page_script_hash or self.page_hash

    def _on_page_config_changed(self, message: ForwardMsg) -> None:
        self.title = message.page_config_changed.title or self.title

    def _on_page_info_changed(self, message: ForwardMsg) -> None:
        self.query = message.page_info_changed.query_string

    def _on_auth_redirect(self, message: ForwardMsg) -> None:
        self.redirect = message.auth_redirect.url

    def _on_page_not_found(self, _: ForwardMsg) -> None:
        self.not_found = True

    def _on_stop_auto_rerun(self, message: ForwardMsg) -> None:
        self._stop_timers(*message.stop_auto_rerun.fragment_ids)

    def _on_file_urls_response(self, message: ForwardMsg) -> None:
        answer = self._answers.pop(message.file_urls_response.response_id, None)
        if answer and not answer.done():
            answer.set_result(message.file_urls_response)

    def _on_session_event(self, message: ForwardMsg) -> None:
        event = message.session_event
        if event.WhichOneof("type") == "script_compilation_exception" and self._run:
            error = event.script_compilation_exception
            self._run.exceptions.append(f"{error.type}: {error.message}")

    def _on_delta(self, message: ForwardMsg) -> None:
        if self._run:
            self._run.deltas += 1
            if self._run.deltas == 1:
                self._run.first_delta = time.perf_counter() - self._run.sent_at
        delta, path = message.delta, tuple(message.metadata.delta_path)
        which = delta.WhichOneof("type")
        if which == "new_transient":
            return
        is_block = which != "new_element"
        holder = delta.add_block if is_block else delta.new_element
        kind = holder.WhichOneof("type") or ("vertical" if is_block else "empty")
        old = self.nodes.get(path)
        if old and old.is_block and (old.kind, True) != (kind, is_block):
            self._keep({p: n for p, n in self.nodes.items() if p[: len(path)] != path})
        node = Node(
            path,
            kind,
            getattr(holder, kind),
            is_block,
            self._run_id,
            delta.fragment_id,
            message.metadata.active_script_hash,
        )
        self.nodes[path] = node
        self._ordered = None
        self._take_in(node)

    def _take_in(self, node: Node) -> None:
        """Note an exception; let a value that the script set replace the browser's."""
        if node.kind == "exception" and self._run:
            self._run.exceptions.append(node.text)
        if node.is_widget and getattr(node.proto, "set_value", False):
            self.values[node.id] = node.default
            self.pending.get(node.form_id, {}).pop(node.id, None)

    def _keep(self, nodes: dict[tuple[int, ...], Node]) -> None:
        self.nodes, self._ordered = nodes, None

    def _on_script_finished(self, message: ForwardMsg) -> None:
        status = message.script_finished
        if status in (FINISHED, FINISHED_FRAGMENT):
            self._tidy(status)
        if self._run and self._mark is None and self._begun.is_set():
            self._finish(self._run, status)

    def _tidy(self, status: int) -> None:
        """Drop what this run did not send again, as the browser does at the end of one."""
        if status == FINISHED:
            self._run_count += 1
            self._keep({p: n for p, n in self.nodes.items() if n.run_id == self._run_id})
        else:
            done = self._run_fragments
            self._keep({p: n for p, n in self.nodes.items() if n.run_id == self._run_id or n.fragment_id not in done})
        alive = {n.id for n in self.nodes.values() if n.kind in wire.WIDGETS}
        self.values = {k: v for k, v in self.values.items() if k in alive}
        oldest = self._run_count - self._cache_age
        self._cache = {h: kept for h, kept in self._cache.items() if kept[1] >= oldest}

    def _finish(self, run: Run, status: int) -> None:
        if status not in SETTLED:
            run.reruns += 1
            return
        run.status = status
        run.fragment = status == FINISHED_FRAGMENT
        run.latency = time.perf_counter() - run.sent_at
        if self._settled and not self._settled.done():
            self._settled.set_result(run)
