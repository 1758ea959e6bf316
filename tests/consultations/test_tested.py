"""Sessions that test a prototype: of the right tool, and never added up with those of another version."""

import pytest
from sqlmodel import select

from consultations import rollup, sessions
from consultations.access import Denied
from consultations.drafting import gate, starting, view
from consultations.drafting.gate import NotReady
from consultations.reading import readable
from consultations.shapes import Refused
from consultations.tooling import changing
from consultations.tooling import view as tools_view
from models import store
from models.consultation import Consultation
from models.response import FrozenSum
from tests import factories
from tests.factories import CHOICE, make_class, make_draft, make_team, words


class Shelf:
    """A tool with two versions, and a consultation in which children test it."""

    def __init__(self) -> None:
        with store.session() as db:
            self.team = make_team(db)
            self.who = self.team.facilitator
            self.tool_id = changing.start_tool(db, self.team.designer, words("Kaartspel", "Jeu de cartes"))
            changing.new_tool_version(db, self.team.designer, self.tool_id)
            second, first = tools_view.tool(db, self.who, self.tool_id).versions
            self.first, self.second = first.id, second.id
            self.version_id = make_draft(db, self.who, (CHOICE,), kind="prototype_test")
            starting.about_tool(db, self.who, self.version_id, self.tool_id)
            gate.publish(db, self.who, self.version_id)
            self.consultation_id = view.version(db, self.version_id).consultation_id

    def tests(self, tool_version_id: str | None, **said: int) -> str:
        """A class tests one version, and is closed."""
        answers = [("nl", [key]) for key, times in said.items() for _ in range(times)]
        with store.session() as db:
            return make_class(db, self.who, self.version_id, answers, tool_version_id=tool_version_id)

    def counts(self, tool_version_id: str | None = None) -> tuple[int, int, dict[str, int | None]]:
        """Sessions, children, and how often each answer was given."""
        with store.reading() as db:
            found = rollup.roll_up(db, self.team.designer, self.consultation_id, tool_version_id=tool_version_id)
        whole = found.questions[0].group("all")
        return found.heard.sessions, found.heard.children, {bar.key: bar.count for bar in whole.bars} if whole else {}


@pytest.fixture
def tested(house: str) -> Shelf:
    return Shelf()


def test_each_version_has_its_own_figures_and_all_together_have_theirs(tested: Shelf):
    tested.tests(tested.first, strip=12)
    tested.tests(tested.second, strip=2, boek=10)
    tested.tests(tested.second, boek=11)

    assert tested.counts(tested.first) == (1, 12, {"strip": 12, "boek": 0})
    assert tested.counts(tested.second) == (2, 23, {"strip": 2, "boek": 21})
    assert tested.counts() == (3, 35, {"strip": 14, "boek": 21})


def test_small_classes_are_never_added_together_over_two_versions(tested: Shelf):
    tested.tests(tested.first, strip=3)
    tested.tests(tested.second, boek=3)
    with store.reading() as db:
        assert db.exec(select(FrozenSum)).all() == []

    tested.tests(tested.second, strip=3)

    assert [tested.counts(one)[:2] for one in (tested.first, tested.second)] == [(0, 0), (2, 6)]


def test_a_session_says_which_version_it_tests_and_it_is_one_of_the_right_tool(tested: Shelf):
    with store.session() as db:
        other = changing.start_tool(db, tested.team.designer, words("Film"))
        wrong = tools_view.tool(db, tested.who, other).versions[0].id
    for version in (None, "", "x" * 32, wrong):
        with pytest.raises(Refused):
            tested.tests(version, strip=12)


def test_a_survey_is_about_no_version_of_a_tool(tested: Shelf):
    with store.session() as db:
        plain = factories.make_published(db, tested.who, (CHOICE,))
        session_id = factories.make_session(db, tested.who, plain, tool_version_id=tested.first)
        assert db.get_one(sessions.GroupSession, session_id).tool_version_id is None


def test_nothing_opens_before_the_tool_is_chosen_and_none_of_another_house(tested: Shelf):
    with store.session() as db:
        there = make_team(db, "CSEM")
        foreign = changing.start_tool(db, there.designer, words("Elders"))
        draft = make_draft(db, tested.who, (CHOICE,), kind="prototype_test")
        db.get_one(Consultation, view.version(db, draft).consultation_id).tool_id = None
        db.flush()
        with pytest.raises(NotReady) as why:
            gate.publish(db, tested.who, draft)
        assert [gap.place for gap in why.value.gaps] == ["tool"]
        with pytest.raises(Denied):
            starting.about_tool(db, tested.who, draft, foreign)


def test_a_tool_that_children_tested_is_not_exchanged_for_another(tested: Shelf):
    with store.session() as db:
        other = changing.start_tool(db, tested.team.designer, words("Film"))
        starting.about_tool(db, tested.who, tested.version_id, tested.tool_id)
    tested.tests(tested.first, strip=12)
    with store.session() as db, pytest.raises(Refused):
        starting.about_tool(db, tested.who, tested.version_id, other)


def test_the_designer_finds_the_versions_that_were_tested_the_newest_first(tested: Shelf):
    tested.tests(tested.first, strip=12)
    with store.reading() as db:
        (only,) = readable(db, tested.team.designer)
    tested.tests(tested.second, strip=12)
    with store.reading() as db:
        (both,) = readable(db, tested.team.designer)
    assert (only.tested, both.tested) == (((tested.first, 1),), ((tested.second, 2), (tested.first, 1)))


def test_somebody_elses_version_shows_nothing(tested: Shelf):
    tested.tests(tested.first, strip=12)
    assert tested.counts("y" * 32) == (0, 0, {})
