"""Which prototypes a session is about: one of the tool that its consultation tests, perhaps a second beside it; and
which were tested in the sessions that have ended.
"""

from sqlmodel import Session, col, select

from consultations.collecting.presence import ended
from consultations.drafting.view import VersionView
from consultations.kinds import kinds
from consultations.shapes import Refused
from models.group_session import GroupSession
from models.tools import ToolVersion
from translations import N_


def tried_in(db: Session, asked: VersionView, first: str | None, second: str | None = None) -> dict[str, str | None]:
    """The columns of a session that say which version is tested, and which other one the same children try too."""
    if not kinds()[asked.kind].tests_a_tool:
        return {}
    chosen = _of_tool(db, asked, first)
    other = _of_tool(db, asked, second) if second else None
    if other == chosen:
        raise Refused(N_("Choose two different versions."))
    return {"tool_version_id": chosen, "second_tool_version_id": other}


def _of_tool(db: Session, asked: VersionView, tool_version_id: str | None) -> str:
    found = db.get(ToolVersion, tool_version_id) if tool_version_id else None
    if found is None or found.tool_id != asked.tool_id:
        raise Refused(N_("Choose which version of the tool is tested."))
    return found.id


def versions_tested(db: Session, consultation_id: str, *, beside: bool = False) -> tuple[ToolVersion, ...]:
    """The versions that were tested in the sessions of a consultation that have ended, the newest first; with `beside`
    also those that children only tried as a second one.
    """
    tried = db.exec(
        select(GroupSession.tool_version_id, GroupSession.second_tool_version_id).where(*ended(consultation_id))
    )
    ids = {one for first, second in tried for one in (first, second if beside else None) if one}
    rows = db.exec(select(ToolVersion).where(col(ToolVersion.id).in_(ids)).order_by(col(ToolVersion.number).desc()))
    return tuple(rows)
