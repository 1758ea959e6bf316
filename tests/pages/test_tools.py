"""The page of tools: begin one, add a link, make the next version; nothing of another organisation on it."""

from consultations.tooling import changing, view
from models import store
from tests.apptest import Open, sign_in, words_on
from tests.factories import Team, make_team, words
from tests.walks.test_survey import button
from translations import words as catalogue

say = catalogue("nl").gettext


def field(tab, label: str, at: int = 0):
    """A text field by its label."""
    return [one for one in (*tab.text_input, *tab.text_area) if one.label == label][at]


def test_a_designer_begins_a_tool_adds_a_link_and_makes_the_next_version(
    open_page: Open, team: Team, jar: dict[str, str]
):
    with store.session() as db:
        changing.start_tool(db, make_team(db, "CSEM").designer, words("Van een ander", "D’un autre"))
    sign_in(jar, team.designer)
    tab = open_page("staff/tools.py")
    assert "Van een ander" not in " ".join(words_on(tab))

    field(tab, say("Title in Dutch")).input("Kaartspel")
    field(tab, say("Title in French")).input("Jeu de cartes")
    button(tab, "FormSubmitter:new_tool").click().run()
    tab.segmented_control[0].set_value("link").run()
    link = [one for one in tab.text_area if "link_words" in (one.key or "")]
    link[0].input("De film")
    link[1].input("Le film")
    field(tab, say("Address")).input("https://example.org/film")
    next(one for one in tab.button if one.label == say("Add")).click().run()
    button(tab, "next_version").click().run()

    assert [one.message for one in tab.exception] == []
    with store.reading() as db:
        (made,) = view.tools(db, team.designer)
    assert (made.title, [one.number for one in made.versions]) == (words("Kaartspel", "Jeu de cartes"), [2, 1])
    assert [(one.kind, one.link) for one in made.versions[0].pieces] == [("link", "https://example.org/film")]
