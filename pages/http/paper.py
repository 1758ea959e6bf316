"""The few plain pages that are not Streamlit's: small, quick, without a script, every word in them escaped."""

from collections.abc import Iterable, Sequence
from html import escape

from starlette.responses import HTMLResponse

from translations import words

LOOK = """
*{box-sizing:border-box}
body{margin:0;font:20px/1.5 "Source Sans",system-ui,sans-serif;color:#1b2430;background:#f6f8fb}
main{max-width:34rem;margin:0 auto;padding:2rem 1.25rem}
h1{font-size:1.7rem;line-height:1.2;margin:.2em 0 .6em}
p{margin:.4em 0 1em}
button,.button{display:flex;align-items:center;justify-content:center;width:100%;min-height:72px;
margin:0 0 16px;padding:.75rem 1rem;font:inherit;
font-weight:700;font-size:1.2rem;text-align:center;text-decoration:none;color:#fff;background:#0b4f9e;border:0;
border-radius:16px;cursor:pointer}
button:focus-visible,.button:focus-visible{outline:4px solid #f2a900;outline-offset:3px}
.quiet{color:#0b4f9e;background:#fff;border:2px solid #0b4f9e}
.small{font-size:1rem;color:#44505f}
.brand{font-weight:800;color:#0b4f9e;letter-spacing:.01em}
"""
SHEET = """
body{background:#fff}main{max-width:18cm}
.qr svg{width:9cm;height:9cm}
.code{font-size:44pt;font-weight:800;letter-spacing:.08em;margin:.2em 0}
.address{font-size:18pt;font-weight:700;word-break:break-all}
@media print{.noprint{display:none}}
"""


def page(language: str, title: str, body: Iterable[str], extra_look: str = "", status: int = 200) -> HTMLResponse:
    """A whole page. `body` is HTML made here; anything that came from people was escaped before."""
    return HTMLResponse(
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{LOOK}{extra_look}</style></head>"
        f'<body><main><p class="brand">Ons Avis</p>{"".join(body)}</main></body></html>',
        status_code=status,
    )


def heading(text: str) -> str:
    """The one heading of a page."""
    return f"<h1>{escape(text)}</h1>"


def subheading(text: str, language: str) -> str:
    """A heading below the one of the page."""
    return f'<h2 lang="{language}">{escape(text)}</h2>'


def section(parts: Iterable[str]) -> str:
    """Pieces that stay together on paper."""
    return f"<section>{''.join(parts)}</section>"


def table(heads: Sequence[str], lines: int, widths: Sequence[int]) -> str:
    """An empty table to write in; widths in hundredths."""
    cells = "".join(
        f'<th style="width:{width}%">{escape(head)}</th>' for head, width in zip(heads, widths, strict=True)
    )
    return f"<table><tr>{cells}</tr>{('<tr>' + '<td></td>' * len(heads) + '</tr>') * lines}</table>"


def line(text: str, kind: str = "", language: str = "") -> str:
    """A paragraph."""
    in_language = f' lang="{language}"' if language else ""
    return f'<p class="{kind}"{in_language}>{escape(text)}</p>'


def link(text: str, to: str, kind: str = "button") -> str:
    """A link as big as a button."""
    return f'<a class="{kind}" href="{escape(to, quote=True)}">{escape(text)}</a>'


def form(to: str, hidden: dict[str, str], buttons: Iterable[tuple[str, str, str, str]]) -> str:
    """A form: `buttons` are (name, value, words, language)."""
    kept = "".join(
        f'<input type="hidden" name="{escape(name, quote=True)}" value="{escape(value, quote=True)}">'
        for name, value in hidden.items()
    )
    taps = "".join(
        f'<button name="{escape(name, quote=True)}" value="{escape(value, quote=True)}" lang="{language}">'
        f"{escape(words)}</button>"
        for name, value, words, language in buttons
    )
    return f'<form method="post" action="{escape(to, quote=True)}">{kept}{taps}</form>'


def not_yours() -> HTMLResponse:
    """The same for what is not there and for what is somebody else's."""
    body = [line(words(one).gettext("This page cannot be opened here."), language=one) for one in ("nl", "fr", "en")]
    return page("nl", "Ons Avis", [*body, link("Ons Avis", "/")], status=404)
