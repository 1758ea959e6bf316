"""A small RFC 6455 client: binary messages in, binary messages out. It knows nothing of Streamlit.

Written by hand because the load generator shares two cores with the server it measures: a message costs a
few microseconds here, and about fifty in a general client.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import os
import struct
import urllib.parse
from collections.abc import Callable
from typing import cast

from tests.protocol.errors import DisconnectedError

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
ABNORMAL = 1006


class WebSocket(asyncio.Protocol):
    """One open websocket. Messages and the end of it are handed to the two callbacks."""

    def __init__(self, on_message: Callable[[bytes], None], on_close: Callable[[int, str], None]) -> None:
        self._on_message = on_message
        self._on_close = on_close
        self._buffer = bytearray()
        self._parts: list[bytes] = []
        self._key = base64.b64encode(os.urandom(16))
        self._handshaken = False
        self._opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._transport: asyncio.Transport | None = None
        self._close_code = ABNORMAL
        self._close_reason = ""

    @classmethod
    async def connect(
        cls,
        url: str,
        *,
        headers: dict[str, str],
        subprotocols: list[str],
        on_message: Callable[[bytes], None],
        on_close: Callable[[int, str], None],
        timeout: float,
        source_ip: str | None = None,
    ) -> WebSocket:
        """Open ``url`` (``ws://`` only). Raises DisconnectedError when the server refuses, OSError when
        nobody listens and TimeoutError when nobody answers."""
        parts = urllib.parse.urlsplit(url)
        local = (source_ip, 0) if source_ip else None
        async with asyncio.timeout(timeout):
            _, socket = await asyncio.get_running_loop().create_connection(
                lambda: cls(on_message, on_close),
                parts.hostname or "127.0.0.1",
                parts.port or 80,
                local_addr=local,
            )
            try:
                socket._ask(parts, headers, subprotocols)
                await asyncio.shield(socket._opened)
            except BaseException:
                socket.abort()
                raise
        return socket

    def _ask(self, parts: urllib.parse.SplitResult, headers: dict[str, str], subprotocols: list[str]) -> None:
        lines = [
            f"GET {parts.path} HTTP/1.1",
            f"Host: {parts.netloc}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {self._key.decode()}",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Protocol: {', '.join(subprotocols)}",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        if self._transport:
            self._transport.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._refuse(f"closed during the handshake: {exc!r}")
        self._on_close(self._close_code, self._close_reason or (repr(exc) if exc else ""))

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if self._handshaken or self._read_handshake():
            self._read_frames()

    def _refuse(self, why: str) -> None:
        if not self._opened.done():
            self._opened.set_exception(DisconnectedError(why))
            self._opened.exception()  # somebody may no longer be waiting; asyncio need not complain

    def _read_handshake(self) -> bool:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        status, *lines = bytes(self._buffer[:end]).decode("latin-1").split("\r\n")
        del self._buffer[: end + 4]
        fields = {name.strip().lower(): value.strip() for name, _, value in (x.partition(":") for x in lines)}
        accept = base64.b64encode(hashlib.sha1(self._key + GUID).digest()).decode()
        if " 101 " not in f"{status} " or fields.get("sec-websocket-accept") != accept:
            self._refuse(f"handshake refused: {status}")
            self.abort()
            return False
        self._handshaken = True
        if not self._opened.done():
            self._opened.set_result(None)
        return True

    def _read_frames(self) -> None:
        buffer, start, total = self._buffer, 0, len(self._buffer)
        while total - start >= 2:
            length, head = buffer[start + 1] & 0x7F, 2
            if length >= 126:
                size, head = ("!H", 4) if length == 126 else ("!Q", 10)
                if total - start < head:
                    break
                length = struct.unpack_from(size, buffer, start + 2)[0]
            end = start + head + length
            if total < end:
                break
            self._on_frame(buffer[start], bytes(buffer[start + head : end]))
            start = end
        if start:
            del buffer[:start]

    def _on_frame(self, first: int, payload: bytes) -> None:
        final, opcode = first & 0x80, first & 0x0F
        if opcode in (CONTINUATION, TEXT, BINARY):
            self._parts.append(payload)
            if final:
                message = payload if len(self._parts) == 1 else b"".join(self._parts)
                self._parts.clear()
                self._on_message(message)
        elif opcode == PING:
            self._write(PONG, payload)
        elif opcode == CLOSE:
            if len(payload) >= 2:
                self._close_code = struct.unpack("!H", payload[:2])[0]
                self._close_reason = payload[2:].decode("utf-8", "replace")
            self._write(CLOSE, payload[:2])
            if self._transport:
                self._transport.close()

    def _write(self, opcode: int, *payloads: bytes) -> None:
        if self._transport and not self._transport.is_closing():
            self._transport.write(b"".join(_frame(opcode, payload) for payload in payloads))

    def send(self, *payloads: bytes) -> None:
        """Send binary messages; several travel in one write, so that the server finds them together."""
        self._write(BINARY, *payloads)

    def close(self) -> None:
        """Say goodbye properly."""
        self._write(CLOSE, struct.pack("!H", 1000))
        if self._transport:
            self._transport.close()

    def abort(self) -> None:
        """Drop the TCP connection without a closing handshake, as a lost Wi-Fi does."""
        if self._transport:
            self._transport.abort()


def _frame(opcode: int, payload: bytes) -> bytes:
    """One final frame, masked as RFC 6455 wants from a client."""
    n = len(payload)
    if n < 126:
        head = struct.pack("!BB", 0x80 | opcode, 0x80 | n)
    elif n < 65536:
        head = struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, n)
    else:
        head = struct.pack("!BBQ", 0x80 | opcode, 0x80 | 127, n)
    mask = os.urandom(4)
    pad = (mask * (n // 4 + 1))[:n]
    body = (int.from_bytes(payload) ^ int.from_bytes(pad)).to_bytes(n)
    return head + mask + body
