"""The sample's HTTP side: doors that give and take cookies. It is served from a temporary copy."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route


async def come_in(request: Request) -> Response:
    form = await request.form()
    answer = RedirectResponse("/parts", 303)
    answer.headers["x-came-from"] = f"{request.headers.get('sec-fetch-site')} {request.headers.get('origin')}"
    answer.set_cookie("__Host-seat", str(form["seat"]), path="/", secure=True, httponly=True)
    answer.set_cookie("colour", "blue")
    return answer


async def go_out(_: Request) -> Response:
    answer = PlainTextResponse("goodbye")
    answer.set_cookie("__Host-seat", "", max_age=0, path="/", secure=True)
    answer.headers.append("set-cookie", "colour=red; Expires=Thu, 01 Jan 1970 00:00:00 GMT")
    return answer


app = st.App(
    Path(__file__).parent / "router.py",
    routes=[Route("/in", come_in, methods=["POST"]), Route("/out", go_out)],
)
