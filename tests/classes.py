"""Classes to add up, and everything around them that must never be added: who withdrew or declined, trials, others."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session

from consultations import sessions
from consultations.access import STRANGER
from consultations.collecting import knocking, leaving, presence
from consultations.drafting import gate, starting, view, wording
from models import store
from tests.factories import Team, answer, make_child, make_class, make_published, make_session, words

Pupils = list[tuple[str, Sequence[Any]]]


def pupils(**by_language: Mapping[Any, int]) -> Pupils:
    """Children with one answer each: `pupils(nl={"strip": 8, "boek": 3}, fr={"strip": 2})`."""
    return [
        (language, [value])
        for language, held in by_language.items()
        for value, times in held.items()
        for _ in range(times)
    ]


def reworded(team: Team, version_id: str, at: int, said: str, **changed: Any) -> str:
    """The next version, in which one question says something else. Returns its id."""
    with store.session() as db:
        new_id = starting.new_version(db, team.facilitator, version_id)
        one = view.version(db, new_id).questions[at]
        kept = {"settings": one.settings, "sensitive": one.sensitive, "show_when": one.show_when, **changed}
        wording.set_question(db, team.facilitator, new_id, one.id, 1, words(said), **kept)
        gate.publish(db, team.facilitator, new_id)
    return new_id


def noisy_class(db: Session, team: Team, version_id: str, given: Pupils, noise: Sequence[Any], **facts: Any) -> str:
    """A closed class in which, beside `given`, some answered `noise` and must not count. Returns the session's id."""
    session_id = make_session(db, team.facilitator, version_id, **facts)
    withdrawn = make_child(db, session_id, "nl")
    answer(db, withdrawn, noise, done=False)
    leaving.withdraw(db, withdrawn)
    for second_thoughts in ("no", "ask_first"):
        child = make_child(db, session_id, "fr")
        answer(db, child, noise, done=False)
        presence.assent(db, child.visitor, second_thoughts)
    make_child(db, session_id, "fr", assent=None)
    removed = make_child(db, session_id, "nl")
    answer(db, removed, noise, done=False)
    sessions.remove(db, team.facilitator, session_id, removed.pseudonym)
    for language, answers in given:
        answer(db, make_child(db, session_id, language), answers)
    sessions.close(db, team.facilitator, session_id)
    db.flush()
    return session_id


def add_noise(db: Session, team: Team, others: Team, version_id: str, noise: Sequence[Any], questions: Any) -> None:
    """A trial and an open session of the same version; another consultation; another organisation's."""
    crowd: Pupils = [("nl", noise)] * 6
    link = sessions.start_trial(db, team.facilitator, version_id)
    db.flush()
    for _ in range(5):
        child = presence.present(db, knocking.join(db, STRANGER, link, "nl"))
        assert child
        presence.assent(db, child.visitor, "yes")
        answer(db, child, noise)
    make_class(db, team.colleague, version_id, crowd, close=False, province="namur", age_band="9-11")
    make_class(db, team.facilitator, make_published(db, team.facilitator, questions), crowd)
    make_class(db, others.facilitator, make_published(db, others.facilitator, questions), crowd)
