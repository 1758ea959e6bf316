"""The square code that opens the join page."""

import io

import segno


def qr_svg(address: str) -> str:
    """A QR code as SVG, with a quiet border, readable from the back of a class (error correction M)."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True, dark="#000", light="#fff"
    )
    return out.getvalue().decode()
