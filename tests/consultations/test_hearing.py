"""Children's own words: only what is free to be read, from closed sessions, by page, and every page is noted."""

from typing import Any

import pytest
from sqlmodel import select

from consultations import hearing, looking_after, sessions
from consultations.access import STRANGER, Denied
from consultations.collecting import knocking
from consultations.drafting import view
from consultations.hearing import Page
from consultations.language.words import Word
from consultations.shapes import Quote
from models import store
from models.protection import AuditEvent
from tests.classes import reworded
from tests.factories import CHOICE, OPEN, Team, make_draft, make_published, make_session, make_team
from tests.prototypes import Prototype
from tests.written import written

NOT_FREE = [
    ("held", "personal"), ("held", "sensitive"), ("held", "distress"),
    ("withheld", "distress"), ("withheld", "personal"),
]  # fmt: skip


@pytest.fixture
def team(sqlite_house: str) -> Team:
    with store.session() as db:
        return make_team(db)


def place(version_id: str, at: int = 0) -> tuple[str, str]:
    """The consultation, and the stem of one of its questions."""
    with store.reading() as db:
        asked = view.version(db, version_id)
    return asked.consultation_id, asked.questions[at].stem


def published(team: Team, *questions: tuple[Any, ...]) -> str:
    with store.session() as db:
        return make_published(db, team.facilitator, questions or (OPEN,))


def spoken(team: Team, version_id: str, *said: Any, close: bool = True, who: Any = None, **facts: Any) -> str:
    """A class in which each child wrote something: words, or the words and how they are kept."""
    with store.session() as db:
        session_id = make_session(db, who or team.facilitator, version_id, **facts)
        for one in said:
            written(db, session_id, one) if isinstance(one, str) else written(db, session_id, **one)
        if close:
            sessions.close(db, who or team.facilitator, session_id)
    return session_id


def read(team: Team, version_id: str, *given: Any, **named: Any) -> Page:
    with store.session() as db:
        return hearing.read(db, team.designer, *place(version_id), *given, **named)


def quotes(team: Team, version_id: str, *given: Any, **named: Any) -> list[str]:
    return sorted(one.words for one in read(team, version_id, *given, **named).quotes)


def test_only_words_that_are_free_are_read_with_age_band_and_language_and_no_more(house: str):
    with store.session() as db:
        team, others = make_team(db), make_team(db, "CSEM")
    version_id = published(team)
    held = [{"value": f"vast {at}", "release": release, "held_for": why} for at, (release, why) in enumerate(NOT_FREE)]
    unsaid = [{"value": None, "missing": "skipped"}, {"value": "ik zei nee", "assent": "no"}]
    unsaid += [{"value": "eerst vragen", "assent": "ask_first"}, {"value": "nog niets", "assent": None}]
    free = {"value": "C’est bien", "language": "fr", "release": "released"}
    spoken(team, version_id, "Het is leuk", free, *held, *unsaid)
    spoken(team, version_id, "nog bezig", close=False)
    spoken(team, published(team), "een andere bevraging")
    spoken(others, published(others), "een ander huis")
    with store.session() as db:
        link = sessions.start_trial(db, team.facilitator, version_id)
        db.flush()
        assert knocking.join(db, STRANGER, link, "nl")

    page = read(team, version_id)

    _, stem = place(version_id)
    assert sorted(page.quotes, key=lambda one: one.language) == [
        Quote(stem, "C’est bien", "fr", "9-11"), Quote(stem, "Het is leuk", "nl", "9-11"),
    ]  # fmt: skip
    assert (page.number, page.pages, page.found) == (1, 1, 2)


def test_a_trial_run_is_never_read(team: Team):
    version_id = published(team)
    with store.session() as db:
        sessions.start_trial(db, team.facilitator, version_id)
        trial = db.exec(select(sessions.GroupSession).where(sessions.GroupSession.trial)).one()
        written(db, trial.id, "maar een proef")
        sessions.close(db, team.facilitator, trial.id)

    assert quotes(team, version_id) == []


def test_words_given_to_another_wording_of_the_question_are_read_with_it(team: Team):
    first = published(team)
    spoken(team, first, "op de oude vraag")
    second = reworded(team, first, 0, "Wat moeten wij weten?")
    spoken(team, second, "op de nieuwe vraag")

    assert quotes(team, second) == ["op de nieuwe vraag", "op de oude vraag"]


def test_an_answer_that_is_no_words_is_never_a_quote(team: Team):
    version_id = published(team, CHOICE)
    spoken(team, version_id, "strip")

    assert quotes(team, version_id) == []


def test_what_was_masked_is_read_masked(team: Team):
    version_id = published(team)
    with store.session() as db:
        session_id = make_session(db, team.facilitator, version_id)
        response_id = written(db, session_id, "Ik ben Kanarie", release="held", held_for="personal")
        sessions.close(db, team.facilitator, session_id)
    before = quotes(team, version_id)
    with store.session() as db:
        looking_after.release_masked(db, team.facilitator, response_id, "Ik ben [naam]")

    assert (before, quotes(team, version_id)) == ([], ["Ik ben [naam]"])


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ECOLE", ["l’école est finie"]),
        ("éçôlé", ["l’école est finie"]),
        ("  leuk ", ["Leuke app", "heel leuk"]),
        ("leuke app", ["Leuke app"]),
        ("%", ["100% zeker"]),
        ("_", []),
        ("niets van dat alles", []),
        ("", ["100% zeker", "Leuke app", "heel leuk", "l’école est finie"]),
        ("   ", ["100% zeker", "Leuke app", "heel leuk", "l’école est finie"]),
    ],
)
def test_words_are_found_whatever_their_accents_and_capitals(team: Team, search: str, found: list[str]):
    version_id = published(team)
    spoken(team, version_id, "heel leuk", "Leuke app", "100% zeker", {"value": "l’école est finie", "language": "fr"})

    assert quotes(team, version_id, search) == found


def test_one_language_can_be_read_by_itself(team: Team):
    version_id = published(team)
    spoken(team, version_id, "leuk", {"value": "bien", "language": "fr"})

    assert [quotes(team, version_id, language=one) for one in ("nl", "fr", "")] == [
        ["leuk"],
        ["bien"],
        ["bien", "leuk"],
    ]


def test_a_page_holds_fifty_and_each_reading_is_one_event(team: Team):
    version_id = published(team)
    every = [f"woord {at:03}" for at in range(120)]
    for at in range(0, 120, 40):
        spoken(team, version_id, *every[at : at + 40])

    pages = [read(team, version_id, number=number) for number in (1, 2, 3, 99, 0)]

    assert [(len(one.quotes), one.number, one.pages, one.found) for one in pages] == [
        (50, 1, 3, 120), (50, 2, 3, 120), (20, 3, 3, 120), (20, 3, 3, 120), (50, 1, 3, 120),
    ]  # fmt: skip
    assert sorted(one.words for page in pages[:3] for one in page.quotes) == every
    with store.reading() as db:
        noted = db.exec(select(AuditEvent.account_id, AuditEvent.object_id, AuditEvent.figures).where(
            AuditEvent.deed == "words read"
        ).order_by(AuditEvent.number)).all()  # fmt: skip
    consultation_id, _ = place(version_id)
    assert list(map(tuple, noted)) == [
        (team.designer.account_id, consultation_id, {"page": page, "quotes": held})
        for page, held in ((1, 50), (2, 50), (3, 20), (3, 20), (1, 50))
    ]


def test_the_order_of_quotes_is_not_that_in_which_children_wrote(team: Team):
    version_id = published(team)
    every = [f"woord {at:02}" for at in range(40)]
    spoken(team, version_id, *every)

    shown = [one.words for one in read(team, version_id).quotes]

    assert (sorted(shown), shown == every) == (every, False)


def test_a_word_in_the_cloud_was_used_by_three_children(team: Team):
    version_id = published(team)
    spoken(
        team, version_id, "katten en honden", "Katten! katten katten", "honden honden honden", "katten, geen vissen",
        {"value": "honden vast", "release": "held", "held_for": "personal"},
        *[{"value": "les chats", "language": "fr"}] * 3, {"value": "les katten", "language": "fr"},
    )  # fmt: skip
    with store.session() as db:
        found = hearing.words(db, team.designer, *place(version_id))

    assert found == {"nl": (Word("katten", 3),), "fr": (Word("chats", 3),)}


def test_only_a_designer_of_the_organisation_reads_words(team: Team):
    version_id = published(team)
    spoken(team, version_id, "leuk")
    with store.session() as db:
        others = make_team(db, "CSEM")
        draft_id = make_draft(db, team.facilitator)
    consultation_id, stem = place(version_id)

    for who in (team.facilitator, team.safeguarding, team.admin, others.designer, STRANGER):
        for verb in (hearing.read, hearing.words):
            for asked in (consultation_id, place(draft_id)[0], "0" * 32):
                with pytest.raises(Denied), store.session() as db:
                    verb(db, who, asked, stem)

    with store.reading() as db:
        assert db.exec(select(AuditEvent.id).where(AuditEvent.deed == "words read")).all() == []


def test_words_are_not_found_through_ones_own_consultation(team: Team):
    with store.session() as db:
        others = make_team(db, "CSEM")
    ours, theirs = published(team), published(others)
    spoken(others, theirs, "een ander huis")

    with store.session() as db:
        page = hearing.read(db, team.designer, place(ours)[0], place(theirs)[1])

    assert page.quotes == ()


def test_the_words_of_pins_are_read_each_by_itself_with_its_kind_and_page_and_only_when_free(sqlite_house: str):
    tested = Prototype()
    with store.session() as db:
        session_id = tested.opens()
        said = tested.pins((0, 10, 10, "like", "mooie kleur"), (1, 10, 10, "dislike", ""), (1, 5, 5, "idea", "korter"))
        written(db, session_id, said)
        written(db, session_id, tested.pins((0, 1, 1, "idea", "ik ben Kanarie")), release="held", held_for="personal")
        sessions.close(db, tested.who, session_id)

    with store.session() as db:
        page = hearing.read(db, tested.team.designer, tested.consultation_id, tested.stem)

    like = Quote(tested.stem, "mooie kleur", "nl", "9-11", {"nl": "Dit vind ik goed", "fr": "J’aime ça"}, "👍",
                 {"nl": "1. Voorkant", "fr": "1. Devant"})  # fmt: skip
    idea = Quote(tested.stem, "korter", "nl", "9-11", {"nl": "Mijn idee", "fr": "Mon idée"}, "💡",
                 {"nl": "2. Spelregels", "fr": "2. Règles du jeu"})  # fmt: skip
    assert sorted(page.quotes, key=lambda one: one.words) == [idea, like]


def test_each_version_of_a_tool_is_heard_by_itself(sqlite_house: str):
    tested = Prototype((OPEN, ("page_remarks", "En hier?", {})))
    second = tested.next_version()
    for version, word in ((tested.first, "lang"), (second, "kort")):
        session_id = tested.opens(version)
        with store.session() as db:
            for _ in range(3):
                written(db, session_id, f"te {word}")
                written(db, session_id, tested.pins((0, 1, 1, "idea", f"niet {word}")), at=1)
            sessions.close(db, tested.who, session_id)
    twice = tested.opens(second_tool_version_id=second)
    with store.session() as db:
        written(db, twice, "te lang en te kort")
        sessions.close(db, tested.who, twice)
    with store.reading() as db:
        stems = [one.stem for one in view.version(db, tested.version_id).questions]

    def heard(stem: str, version: str | None) -> tuple[list[str], list[str]]:
        about = (tested.team.designer, tested.consultation_id, stem)
        with store.session() as db:
            read_ = hearing.read(db, *about, tool_version_id=version).quotes
            cloud = hearing.words(db, *about, tool_version_id=version)["nl"]
        return sorted({one.words for one in read_}), sorted(one.text for one in cloud)

    assert [heard(stems[0], one) for one in (tested.first, second, None, "0" * 32)] == [
        (["te lang"], ["lang"]), (["te kort"], ["kort"]),
        (["te kort", "te lang", "te lang en te kort"], ["kort", "lang"]), ([], []),
    ]  # fmt: skip
    assert heard(stems[1], second) == (["niet kort"], ["kort"])
