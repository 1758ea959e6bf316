"""Start a tool, say what it is for, make its next version and say what changed."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from consultations.access import Action, Thing, Visitor, require
from consultations.drafting.wording import in_both
from consultations.protection import audit
from consultations.shapes import Refused, Words
from consultations.tooling.holding import Overtaken, held_tool, held_version, one_line
from consultations.tooling.view import pieces_of, versions_of
from models import clock
from models.tools import Material, Tool, ToolVersion
from translations import N_

FACTS = ("title", "goals", "audience")
MOST_PARTNERS, MOST_CHANGES = 12, 30


def start_tool(db: Session, who: Visitor, title: Words) -> str:
    """A new tool, with an empty first version. Returns its id."""
    require(who, Action.SHAPE_TOOLS, Thing(who.organisation_id))
    named = in_both(title)
    if not all(named.values()):
        raise Refused(N_("Write the title in Dutch and in French."))
    made = Tool(organisation_id=str(who.organisation_id), title=named)
    db.add(made)
    db.flush()
    db.add(ToolVersion(tool_id=made.id))
    audit.note(db, who, "tool started", "tool", made.id)
    return made.id


def set_tool(
    db: Session, who: Visitor, tool_id: str, edition: int, facts: Mapping[str, Words], partners: Sequence[str]
) -> None:
    """Title, goals, audience and partners. `Overtaken` when somebody else saved since `edition`."""
    row = held_tool(db, who, tool_id)
    if row.edition != edition:
        raise Overtaken
    fresh = {name: in_both(facts.get(name, {})) for name in FACTS}
    if not all(fresh["title"].values()):
        raise Refused(N_("Write the title in Dutch and in French."))
    kept = [one for one in (one_line(each) for each in partners) if one]
    if len(kept) > MOST_PARTNERS:
        raise Refused(N_("There can be {n} partners at most."), n=MOST_PARTNERS)
    row.title, row.goals, row.audience, row.partners = fresh["title"], fresh["goals"], fresh["audience"], kept
    row.edition += 1


def archive_tool(db: Session, who: Visitor, tool_id: str, archived: bool = True) -> None:
    """Put a tool away, or take it out again. Nothing is lost."""
    row = held_tool(db, who, tool_id)
    row.archived_on = clock.today() if archived else None
    audit.note(db, who, "tool archived" if archived else "tool taken out again", "tool", row.id)


def new_tool_version(db: Session, who: Visitor, tool_id: str) -> str:
    """The next version: the same pieces under the same stems, to be changed. Returns its id."""
    row = held_tool(db, who, tool_id)
    newest = versions_of(db, row.id)[0]
    made = ToolVersion(tool_id=row.id, number=newest.number + 1)
    db.add(made)
    db.flush()
    for one in pieces_of(db, newest.id):
        db.add(
            Material(
                tool_version_id=made.id, stem=one.stem, position=one.position, kind=one.kind, words=dict(one.words),
                link=one.link, picture_id=one.picture_id,
            )
        )  # fmt: skip
    audit.note(db, who, "tool version made", "tool", row.id, number=made.number)
    return made.id


def set_changes(db: Session, who: Visitor, version_id: str, edition: int, changes: Sequence[Words]) -> None:
    """What is different from the version before, one line each, in both languages."""
    row = held_version(db, who, version_id)
    if row.edition != edition:
        raise Overtaken
    kept = [one for one in (in_both(each) for each in changes) if any(one.values())]
    if len(kept) > MOST_CHANGES:
        raise Refused(N_("There can be {n} lines at most."), n=MOST_CHANGES)
    row.changes, row.edition = kept, row.edition + 1
