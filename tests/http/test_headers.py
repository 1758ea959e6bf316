"""What every answer carries, what is kept in caches, and which paths do not exist here."""

import gzip
import re

import pytest

from pages.http.headers import HEADERS, POLICY
from tests.protocol import Answer, Server
from tests.protocol.cookies import Jar, exchange

OURS = {name.decode(): value.decode() for name, value in HEADERS.items()}


def get(app: Server, path: str, method: str = "GET", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return exchange(app.url, method, path, jar=Jar(), headers=named, timeout=20)


def a_static_file(app: Server) -> str:
    return "/" + re.search(rb'src="\./?(static/[^"]+\.js)"', get(app, "/").body).group(1).decode()


@pytest.mark.parametrize(
    "path",
    ["/", "/take_part", "/nowhere", "/j/nonsense", "/healthz", "/sheet/x", "/export/x/results.csv",
     "/media/nonsense", "/_stcore/health", "/_stcore/metrics", "/static/nonsense.js"],
)  # fmt: skip
def test_every_answer_carries_our_headers_and_is_kept_nowhere(app: Server, path: str):
    answer = get(app, path)
    assert {name: answer.headers.get(name) for name in (*OURS, "cache-control")} == {
        **OURS,
        "cache-control": "no-store",
    }


def test_the_policy_lets_nothing_in_from_elsewhere():
    allowed = {word for part in POLICY.split(";") for word in part.split()[1:]}
    assert allowed == {"'self'", "'unsafe-inline'", "'none'", "data:", "blob:"}
    assert "script-src 'self';" in POLICY


def test_static_files_are_small_and_kept_for_ever(app: Server):
    path = a_static_file(app)
    packed = get(app, path, accept_encoding="gzip")
    plain = get(app, path)
    assert (packed.headers["content-encoding"], packed.headers["cache-control"], packed.headers["vary"]) == (
        "gzip", "public, max-age=31536000, immutable", "accept-encoding",
    )  # fmt: skip
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/%2e%2e/app.py", "/static/..%2f..%2fapp.py"])
def test_no_path_leads_out_of_the_static_files(app: Server, path: str):
    answer = get(app, path, accept_encoding="gzip")
    assert b"lifespan" not in answer.body


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/_stcore/metrics"), ("PUT", "/_stcore/upload_file/a/b"), ("POST", "/_stcore/agent/interact"),
     ("GET", "/_stcore/script-health-check")],
)  # fmt: skip
def test_what_streamlit_offers_and_we_do_not_is_not_there(app: Server, method: str, path: str):
    assert get(app, path, method).status == 404


@pytest.mark.parametrize(
    ("path", "methods"),
    [("/j/x", {"GET", "HEAD", "POST"}), ("/bye", {"GET", "HEAD", "POST"}), ("/goodbye", {"GET", "HEAD"}),
     ("/session", {"GET", "HEAD", "POST"}),
     ("/healthz", {"GET", "HEAD"}), ("/sheet/x", {"GET", "HEAD"})],
)  # fmt: skip
def test_a_method_nobody_offers_is_refused(app: Server, path: str, methods: set[str]):
    tried = {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"}
    assert {method for method in tried if get(app, path, method).status != 405} == methods


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        ({}, "nl"),
        ({"accept_language": "fr-BE,fr;q=0.9,nl;q=0.8"}, "fr"),
        ({"accept_language": "de,en;q=0.5,fr;q=0.7"}, "fr"),
        ({"accept_language": "fr-BE", "cookie": "lang=nl"}, "nl"),
        ({"accept_language": "fr-BE", "cookie": "lang=xx; other=nl"}, "fr"),
        ({"accept_language": "x;q=nonsense, fr"}, "fr"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/take_part"])
def test_the_page_says_in_which_language_it_is(app: Server, headers: dict[str, str], language: str, path: str):
    answer = get(app, path, accept_encoding="gzip", **headers)
    assert re.findall(rb'<html lang="(\w+)"', answer.body) == [language.encode()]
    assert answer.headers["vary"] == "accept-language, cookie"


def test_the_page_has_no_script_of_its_own_in_it(app: Server):
    scripts = re.findall(rb"<script([^>]*)>(.*?)</script>", get(app, "/").body, re.S)
    assert [inner.strip() for _, inner in scripts] == [b""] * len(scripts)
    assert b'src="/ours/starter-' in b" ".join(attributes for attributes, _ in scripts)
