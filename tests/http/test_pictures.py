"""A picture has one address, and only those who meet it get it there."""

import io

from PIL import Image

from consultations import picturing, ways_in
from consultations.access import STRANGER
from consultations.collecting import knocking
from consultations.interchange.pictures import clean
from models import store
from tests import factories
from tests.http.test_joining import ask
from tests.protocol import Jar, Server
from tests.prototypes import Prototype


def test_who_gets_a_picture(app: Server, team: factories.Team, signed_in):
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(out, "PNG")
    with store.session() as db:
        kept = picturing.keep_picture(db, team.facilitator, clean("a.png", out.getvalue()))
        settings = {"pictures": [{"key": kept, "nl": "Een kind", "fr": "Un enfant"}]}
        asked = [("storyboard", "Maak een verhaal.", settings)]
        session_id = factories.make_session(
            db, team.facilitator, factories.make_published(db, team.facilitator, asked, kind="co_design")
        )
        token = knocking.join(db, STRANGER, factories.link_of(session_id, db), "nl")
    child = Jar({"onsavis-p": token})

    got = ask(app, "GET", f"/picture/{kept}", child)
    screen = ask(app, "GET", f"/picture/{kept}?screen={ways_in.projector_token(session_id)}")
    refused = [ask(app, "GET", f"/picture/{kept}"), ask(app, "GET", f"/picture/{'0' * 32}", signed_in("designer"))]

    assert (got.status, got.headers["content-type"], got.headers["x-content-type-options"]) == (
        200, "image/png", "nosniff",
    )  # fmt: skip
    assert Image.open(io.BytesIO(got.body)).size == (20, 10)
    assert (screen.status, screen.body == got.body) == (200, True)
    assert ask(app, "GET", f"/picture/{kept}", signed_in("designer")).body == got.body
    assert [one.status for one in refused] == [404, 404]
    assert ask(app, "POST", f"/picture/{kept}", child).status == 405


def test_a_child_gets_a_page_of_its_own_prototype_and_a_child_of_another_session_does_not(
    app: Server, team: factories.Team
):
    tested, other = Prototype(team=team), Prototype(team=team)
    sessions_ = [tested.opens(), other.opens()]
    with store.session() as db:
        tokens = [knocking.join(db, STRANGER, factories.link_of(one, db), "nl") for one in sessions_]
    page = f"/picture/{tested.pictures[0]}"

    mine, theirs, nobody = (ask(app, "GET", page, Jar({"onsavis-p": one} if one else {})) for one in (*tokens, None))

    assert (mine.status, theirs.status, nobody.status) == (200, 404, 404)
    assert Image.open(io.BytesIO(mine.body)).size == (600, 800)
