"""Two people at one draft: exactly one wins, nobody's text is lost, and nothing changes behind a publication (P06)."""

from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import Any

import pytest
from sqlmodel import Session, select

from consultations.access import Visitor
from consultations.drafting import gate, starting, view, wording
from consultations.drafting.view import VersionView
from consultations.drafting.wording import Conflict
from consultations.shapes import Refused
from models import store
from models.consultation import Question
from tests.crowds import all_at_once
from tests.factories import CHOICE, OPEN, Team, make_draft, make_team, words

Edit = Callable[[Session, Visitor, VersionView, str], None]


def title(db: Session, who: Visitor, read: VersionView, said: str) -> None:
    notices = {**read.notices, "title": words(said)}
    wording.set_notices(db, who, read.id, read.edition, notices, read.age_bands, read.decides_on)


def question(db: Session, who: Visitor, read: VersionView, said: str) -> None:
    one = read.questions[0]
    wording.set_question(db, who, read.id, one.id, one.edition, words(said), one.settings, False, None)


def said(of: Any) -> str:
    """The Dutch words of whatever was edited."""
    return of.notices["title"]["nl"] if isinstance(of, VersionView) else of.wording["nl"]


EDITS: dict[str, tuple[Edit, Callable[[VersionView], str]]] = {
    "notices": (title, said),
    "a question": (question, lambda read: said(read.questions[0])),
}
each_edit = pytest.mark.parametrize("what", EDITS)


def begun() -> tuple[Team, VersionView]:
    """A team in this store, and a draft as both editors read it."""
    with store.session() as db:
        team = make_team(db)
        return team, view.version(db, make_draft(db, team.facilitator, (CHOICE, OPEN)))


def seen(version_id: str) -> VersionView:
    with store.reading() as db:
        return view.version(db, version_id)


@each_edit
def test_who_saves_second_on_a_stale_page_is_told_and_gets_what_stands_there(sqlite_house: str, what: str):
    edit, shown = EDITS[what]
    team, read = begun()
    with store.session() as db:
        edit(db, team.facilitator, read, "De mijne")

    with pytest.raises(Conflict) as conflict, store.session() as db:
        edit(db, team.colleague, read, "De hare")

    assert (said(conflict.value.theirs), shown(seen(read.id))) == ("De mijne", "De mijne")
    again = seen(read.id)
    with store.session() as db:
        edit(db, team.colleague, again, "De hare, na lezen")
    assert shown(seen(read.id)) == "De hare, na lezen"


@each_edit
def test_of_two_who_save_at_the_same_moment_exactly_one_wins(house: str, what: str):
    edit, shown = EDITS[what]
    team, read = begun()

    def save(who: Visitor, said_: str) -> str:
        with store.session() as db:
            edit(db, who, read, said_)
        return said_

    first, second = all_at_once([partial(save, team.facilitator, "De mijne"), partial(save, team.colleague, "De hare")])

    won, lost = (second, first) if isinstance(first, Conflict) else (first, second)
    assert isinstance(lost, Conflict)
    assert (won in {"De mijne", "De hare"}, shown(seen(read.id)), said(lost.theirs)) == (True, won, won)


def test_two_who_edit_different_questions_both_keep_their_words(house: str):
    team, read = begun()

    def save(at: int) -> None:
        one = read.questions[at]
        with store.session() as db:
            wording.set_question(
                db, team.facilitator, read.id, one.id, one.edition, words(f"Vraag {at}"), one.settings, False, None
            )  # fmt: skip

    all_at_once([partial(save, 0), partial(save, 1)])

    assert [said(one) for one in seen(read.id).questions] == ["Vraag 0", "Vraag 1"]


def test_questions_added_moved_and_copied_at_once_all_have_a_place_of_their_own(house: str):
    team, read = begun()
    who, first = team.facilitator, read.questions[0].id
    deeds: list[Callable[[Session], object]] = [
        lambda db: wording.add_question(db, who, read.id, "short_text"),
        lambda db: wording.add_question(db, who, read.id, "long_text"),
        lambda db: wording.move_question(db, who, read.id, first, 1),
        lambda db: wording.copy_question(db, who, read.id, first),
    ]

    def do(deed: Callable[[Session], object]) -> None:
        with store.session() as db:
            deed(db)

    came_of_it = all_at_once([partial(do, deed) for deed in deeds])

    with store.reading() as db:
        rows = db.exec(select(Question.position).where(Question.version_id == read.id)).all()
    assert (came_of_it, sorted(rows)) == ([None] * 4, [0, 1, 2, 3, 4])


def meanwhile(first: Callable[[Session], None], second: Callable[[Session], None]) -> BaseException | None:
    """`second` begins while `first` is done but not kept yet. Returns what `second` met, if anything."""
    met: list[BaseException] = []

    def other() -> None:
        try:
            with store.session() as db:
                second(db)
        except Refused as why:
            met.append(why)

    with store.session() as db:
        first(db)
        db.flush()
        thread = Thread(target=other)
        thread.start()
        thread.join(0.3)  # either it waits for us, or it is done already
    thread.join()
    return met[0] if met else None


def test_an_edit_that_meets_a_publication_is_refused_and_what_was_published_stands(house: str):
    team, read = begun()

    met = meanwhile(
        lambda db: gate.publish(db, team.facilitator, read.id),
        lambda db: question(db, team.colleague, read, "Stiekem anders"),
    )

    after = seen(read.id)
    assert isinstance(met, Refused)
    assert (met.sentence, said(after.questions[0]), after.published_on is not None) == (
        "This version is in use and cannot change. Make a new version.", said(read.questions[0]), True,
    )  # fmt: skip


def test_a_publication_that_meets_an_edit_sees_the_edit(house: str):
    team, read = begun()
    one = read.questions[0]

    met = meanwhile(
        lambda db: wording.set_question(
            db, team.colleague, read.id, one.id, one.edition, {"nl": "", "fr": ""}, one.settings, False, None
        ),
        lambda db: gate.publish(db, team.facilitator, read.id),
    )

    assert isinstance(met, gate.NotReady)
    assert ([gap.place for gap in met.gaps], seen(read.id).published_on) == (["wording", "wording"], None)


def test_confirming_a_twin_does_not_close_what_somebody_changes_at_that_moment(house: str):
    team, read = begun()
    notices = {**read.notices, "purpose": {**read.notices["purpose"], "nl": "Vertel het ons."}}

    met = meanwhile(
        lambda db: wording.set_notices(
            db, team.facilitator, read.id, read.edition, notices, read.age_bands, read.decides_on
        ),
        lambda db: wording.confirm_twin(db, team.colleague, read.id, "title"),
    )

    assert (met, [(gap.place, gap.language) for gap in gate.missing(seen(read.id))]) == (None, [("purpose", "fr")])


def test_a_draft_that_is_being_published_is_not_thrown_away(house: str):
    team, read = begun()

    met = meanwhile(
        lambda db: gate.publish(db, team.facilitator, read.id),
        lambda db: starting.delete_draft(db, team.colleague, read.id),
    )

    assert isinstance(met, Refused)
    assert seen(read.id).published_on is not None
