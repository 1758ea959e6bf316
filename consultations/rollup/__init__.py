"""Many responses → Results: only what is released, added up by each question's own type, protected, and with its n."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from consultations import talked
from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.drafting import view
from consultations.drafting.view import VersionView
from consultations.kinds import kinds
from consultations.protection import summed
from consultations.rollup.heard import heard
from consultations.rollup.pinned import pages_tested
from consultations.rollup.question import Asked, results_of
from consultations.rollup.units import Unit
from consultations.rollup.versions import delicate, published
from consultations.rollup.walls import wall
from consultations.shapes import Heard, QuestionResult, Results
from consultations.tooling.pages import pages_in
from models.consultation import Consultation
from models.group_session import GroupSession

__all__ = ["Unit", "roll_up", "room"]


def roll_up(
    db: Session, who: Visitor, consultation_id: str, unit: Unit = "contributions", tool_version_id: str | None = None
) -> Results:
    """All closed sessions of a consultation together, for a designer; or those in which one prototype was tested.

    By contributions a device that speaks for six counts once, by children six times: that changes who is counted, how
    many, and how sure it is, and never what was said or what may be shown.
    """
    home = db.get(Consultation, consultation_id)
    if home is None:
        raise Denied
    require(who, Action.READ_RESULTS, Thing(organisation_id=home.organisation_id))
    versions = published(db, consultation_id)
    if not versions:
        raise Denied
    if kinds()[home.kind].pen == "facilitator":
        return Results(
            consultation_id=consultation_id,
            title=versions[-1].notices["title"],
            purpose=versions[-1].notices["purpose"],
            kind=home.kind,
            heard=talked.heard(db, consultation_id, versions),
            questions=talked.questions(db, consultation_id, versions),
        )
    which = summed.of_version(tool_version_id) if tool_version_id else None
    only = None if which is None else summed.clusters_of(db, consultation_id, which)
    asked = Asked(
        db,
        whole=summed.contributions(db, consultation_id, "all", only),
        apart=summed.contributions(db, consultation_id, "language", only),
        waiting=summed.waiting(db, consultation_id, which),
        delicate=delicate(versions),
        unit=unit,
        room=False,
        pages=pages_tested(db, consultation_id, tool_version_id),
    )
    return Results(
        consultation_id=consultation_id,
        title=versions[-1].notices["title"],
        purpose=versions[-1].notices["purpose"],
        kind=home.kind,
        heard=heard(db, consultation_id, versions, which),
        questions=_questions(asked, consultation_id, versions),
        unit=unit,
    )


def room(db: Session, who: Visitor, session_id: str, unit: Unit = "contributions") -> Results:
    """One closed session's own results, for the facilitator who led it, by the room's rule."""
    session = db.get(GroupSession, session_id)
    if session is None:
        raise Denied
    require(who, Action.LEAD, Thing(session.organisation_id, session.facilitator_id))
    version = view.version(db, session.version_id)
    home = session.consultation_id
    waiting = summed.waiting(db, home)
    asked = Asked(
        db,
        whole=summed.contributions(db, home, "all", only=(session_id,)),
        apart={},
        waiting={key for key, sessions in waiting.items() if session_id in sessions},
        delicate=delicate((version,)),
        unit=unit,
        room=True,
        pages=pages_in(db, session_id),
    )
    return Results(
        consultation_id=home,
        title=version.notices["title"],
        purpose=version.notices["purpose"],
        kind=version.kind,
        heard=Heard(
            sessions=1,
            children=summed.heads(db, home, "all", only=(session_id,)).get("", 0),
            languages={},
            bands={},
            provinces={},
            contributions=summed.contributors(db, home, only=(session_id,)),
        ),
        questions=_questions(asked, home, (version,), session_id),
        unit=unit,
    )


def _questions(
    asked: Asked, consultation_id: str, versions: Sequence[VersionView], session_id: str | None = None
) -> tuple[QuestionResult, ...]:
    """The newest version's questions in order; then older wordings that were answered, each by itself."""
    results: list[QuestionResult] = []
    shown: set[tuple[str, str]] = set()
    for version in reversed(versions):
        for one in version.questions:
            key = (one.stem, one.fingerprint)
            newest = version is versions[-1]
            if not one.how.asks or key in shown or not (newest or (*key, "") in asked.whole):
                continue
            shown.add(key)
            made = results_of(asked, one)
            if one.how.gathers and not made[0].sensitive:
                made = (replace(made[0], wall=wall(asked.db, consultation_id, versions, one, session_id)),)
            results.extend(replace(each, version=version.number) for each in made)
    return tuple(results)
