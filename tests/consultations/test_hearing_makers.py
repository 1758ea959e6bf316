"""What children made, as designers read and see it: cards, stories, postcards, drawings; all that a person let go."""

import pytest
from sqlmodel import select

from consultations import hearing, looking_after, sessions
from consultations.access import Denied
from consultations.drafting import view
from consultations.hearing import Gallery
from consultations.language.words import Word
from consultations.reading import readable
from consultations.shapes import Drawn, Quote
from models import store
from models.protection import AuditEvent
from models.response import Response
from tests.factories import Team, make_talk, make_team, words
from tests.sheets import DRAWING, POSTCARD, STORY, WALL, Sheet, held, make_co_design, make_group

LIKE, IDEA = {"nl": "Dit vind ik goed", "fr": "J’aime ça"}, {"nl": "Mijn idee", "fr": "Mon idée"}
DREW = {"strokes": [{"colour": 1, "width": 0, "points": [10, 10, 500, 400]}]}


@pytest.fixture
def team(sqlite_house: str) -> Team:
    with store.session() as db:
        return make_team(db)


def place(version_id: str, at: int = 0) -> tuple[str, str]:
    with store.reading() as db:
        asked = view.version(db, version_id)
    return asked.consultation_id, asked.questions[at].stem


def quotes(team: Team, version_id: str, at: int = 0, search: str = "") -> list[Quote]:
    with store.session() as db:
        page = hearing.read(db, team.designer, *place(version_id, at), search)
    return sorted(page.quotes, key=lambda one: one.words)


def gallery(team: Team, version_id: str, number: int = 1) -> Gallery:
    with store.session() as db:
        return hearing.gallery(db, team.designer, *place(version_id), number)


def test_a_card_is_read_with_its_kind_and_its_emoji_and_a_story_panel_by_panel(house: str):
    with store.session() as db:
        team = make_team(db)
    panels = [{"picture": "🧒", "words": "Een kind"}, {"picture": "📱", "words": "krijgt een bericht"}]
    sheet = Sheet(
        {1: [*panels, {"picture": "", "words": "en vertelt het."}], 2: "Tot gauw!"},
        cards={0: [("like", "de kleuren"), ("idea", "een knop", "💡")]},
    )
    version_id = held(team, (WALL, STORY, POSTCARD), [sheet])

    stems = [place(version_id, at)[1] for at in range(3)]
    assert quotes(team, version_id, 0) == [
        Quote(stems[0], "de kleuren", "nl", "9-11", LIKE), Quote(stems[0], "een knop", "nl", "9-11", IDEA, "💡"),
    ]  # fmt: skip
    assert quotes(team, version_id, 1) == [
        Quote(stems[1], "🧒 Een kind | 📱 krijgt een bericht | en vertelt het.", "nl", "9-11")
    ]
    assert quotes(team, version_id, 2) == [Quote(stems[2], "Tot gauw!", "nl", "9-11")]
    assert [one.words for one in quotes(team, version_id, 1, "BERICHT")] == [quotes(team, version_id, 1)[0].words]


def test_a_card_to_a_delicate_question_is_read_only_when_a_person_released_it(team: Team):
    with store.session() as db:
        version_id = make_co_design(db, team.facilitator, (*WALL, True), (*POSTCARD, True))
        sheet = Sheet({1: "kaartje een"}, cards={0: [("idea", "een"), ("idea", "twee")]})
        make_group(db, team.facilitator, version_id, [sheet], show=False)
        released = db.exec(select(Response)).all()
        for one in released:
            # as if screening had let it go: what stands here is the last door
            one.release, one.held_for = ("released" if one.value == "twee" else "clear"), None

    assert [one.words for one in quotes(team, version_id)] == ["twee"]
    assert quotes(team, version_id, 1) == []


def test_what_an_adult_heard_and_wrote_down_is_read_though_the_question_is_delicate(team: Team):
    with store.session() as db:
        talk = make_talk(db, team.facilitator, ((2, "1 ik ga naar de juf"),))
        for one in db.exec(select(Response).where(Response.noted_by.is_not(None))):  # type: ignore[union-attr]
            one.release, one.held_for = "clear", None
        sessions.close(db, team.facilitator, talk.session_id)

    assert [one.words for one in quotes(team, talk.version_id, 2)] == ["ik ga naar de juf"]


def test_words_of_cards_make_a_cloud_when_three_contributors_used_them(team: Team):
    cards = [[("idea", "knop knop")], [("like", "een knop"), ("idea", "andere knop")], [("dislike", "de knop")]]
    version_id = held(team, (WALL,), [Sheet(cards={0: one}) for one in (*cards, [("idea", "kleur")])])

    with store.session() as db:
        found = hearing.words(db, team.designer, *place(version_id))

    assert found == {"nl": (Word("knop", 3),), "fr": ()}


def test_a_drawing_is_seen_when_a_person_released_it_and_each_look_is_noted(house: str):
    with store.session() as db:
        team = make_team(db)
    version_id = held(team, (DRAWING,), [Sheet({0: DREW})] * 2)
    before = gallery(team, version_id)
    with store.session() as db:
        first, _ = db.exec(select(Response)).all()
        looking_after.release_as_is(db, team.facilitator, first.id)

    after = gallery(team, version_id)

    home, stem = place(version_id)
    assert before == Gallery((), 1, 1, 0)
    assert after == Gallery((Drawn(stem, DREW, "nl", "9-11"),), 1, 1, 1)
    with store.reading() as db:
        noted = db.exec(
            select(AuditEvent.account_id, AuditEvent.object_id, AuditEvent.figures)
            .where(AuditEvent.deed == "drawings seen").order_by(AuditEvent.number)  # type: ignore[arg-type]
        ).all()  # fmt: skip
    assert list(map(tuple, noted)) == [
        (team.designer.account_id, home, {"page": 1, "drawings": number}) for number in (0, 1)
    ]


def test_a_drawing_that_was_never_looked_at_is_not_seen_though_nothing_holds_it(team: Team):
    version_id = held(team, (DRAWING,), [Sheet({0: DREW})])
    with store.session() as db:
        db.exec(select(Response)).one().release = "clear"

    assert gallery(team, version_id).found == 0


def test_a_page_holds_twelve_drawings(team: Team):
    version_id = held(team, (DRAWING,), [Sheet({0: DREW})] * 14)
    with store.session() as db:
        for one in db.exec(select(Response)):
            one.release, one.held_for = "released", None

    pages = [gallery(team, version_id, number) for number in (1, 2, 9, 0)]

    assert [(len(one.drawings), one.number, one.pages, one.found) for one in pages] == [
        (12, 1, 2, 14), (2, 2, 2, 14), (2, 2, 2, 14), (12, 1, 2, 14),
    ]  # fmt: skip


def test_a_drawing_is_no_quote_and_only_a_designer_of_the_organisation_sees_it(team: Team):
    version_id = held(team, (DRAWING,), [Sheet({0: DREW})])
    with store.session() as db:
        others = make_team(db, "CSEM")
        db.exec(select(Response)).one().release = "released"

    assert quotes(team, version_id) == []
    for who in (team.facilitator, team.safeguarding, team.admin, others.designer):
        with pytest.raises(Denied), store.session() as db:
            hearing.gallery(db, who, *place(version_id))


def test_a_designer_finds_what_was_written_and_what_was_drawn(team: Team):
    version_id = held(team, (WALL, DRAWING, STORY), [Sheet()])

    with store.reading() as db:
        (found,) = readable(db, team.designer)
    assert ([words_ for _, words_ in found.open_questions], [words_ for _, words_ in found.drawings]) == (
        [words("Wat vind je?"), words("Teken een verhaal.")], [words("Teken.")],
    )  # fmt: skip
    assert [stem for stem, _ in found.drawings] == [place(version_id, 1)[1]]
