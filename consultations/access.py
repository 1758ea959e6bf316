"""Who may do what: one table. Every page and every verb asks it; what is not in it is not allowed."""

from dataclasses import dataclass
from enum import StrEnum

from consultations.shapes import Refused
from translations import N_


class Role(StrEnum):
    """What somebody is here. A child and a stranger have no account; the operator sits at the server."""

    STRANGER = "stranger"
    CHILD = "child"
    FACILITATOR = "facilitator"
    DESIGNER = "designer"
    SAFEGUARDING = "safeguarding"
    ADMIN = "admin"
    OPERATOR = "operator"


STAFF_ROLES = (Role.FACILITATOR, Role.DESIGNER, Role.SAFEGUARDING, Role.ADMIN)


class Action(StrEnum):
    """What can be done here."""

    JOIN = "join"
    TAKE_PART = "take_part"
    USE_RECEIPT = "use_receipt"
    WORK_HERE = "work_here"
    DRAFT = "draft"
    SHAPE_TOOLS = "shape_tools"
    LEAD = "lead"
    NOTE = "note"
    LOOK_AFTER = "look_after"
    READ_RESULTS = "read_results"
    SETTLE_CONCERNS = "settle_concerns"
    MANAGE_PEOPLE = "manage_people"
    READ_AUDIT = "read_audit"
    OPERATE = "operate"


class Reach(StrEnum):
    """How far a permission reaches: one's own objects, those of one's organisation, or all."""

    OWN = "own"
    ORGANISATION = "organisation"
    ALL = "all"


MAY: dict[Role, dict[Action, Reach]] = {
    Role.STRANGER: {Action.JOIN: Reach.ALL, Action.USE_RECEIPT: Reach.ALL},
    Role.CHILD: {Action.JOIN: Reach.ALL, Action.USE_RECEIPT: Reach.ALL, Action.TAKE_PART: Reach.OWN},
    Role.FACILITATOR: {
        Action.WORK_HERE: Reach.OWN,
        Action.DRAFT: Reach.ORGANISATION,
        Action.SHAPE_TOOLS: Reach.ORGANISATION,
        Action.LEAD: Reach.OWN,
        Action.NOTE: Reach.OWN,
        Action.LOOK_AFTER: Reach.OWN,
    },
    Role.DESIGNER: {
        Action.WORK_HERE: Reach.OWN,
        Action.SHAPE_TOOLS: Reach.ORGANISATION,
        Action.READ_RESULTS: Reach.ORGANISATION,
    },
    Role.SAFEGUARDING: {Action.WORK_HERE: Reach.OWN, Action.SETTLE_CONCERNS: Reach.ORGANISATION},
    Role.ADMIN: {
        Action.WORK_HERE: Reach.OWN,
        Action.MANAGE_PEOPLE: Reach.ORGANISATION,
        Action.READ_AUDIT: Reach.ORGANISATION,
    },
    Role.OPERATOR: {Action.OPERATE: Reach.ALL, Action.MANAGE_PEOPLE: Reach.ALL},
}


@dataclass(frozen=True)
class Visitor:
    """Whoever asks. `account_id` for staff, `participant_id` for a child; both are ids, never rows."""

    roles: frozenset[Role] = frozenset({Role.STRANGER})
    account_id: str | None = None
    organisation_id: str | None = None
    participant_id: str | None = None


STRANGER = Visitor()
OPERATOR = Visitor(roles=frozenset({Role.OPERATOR}))


@dataclass(frozen=True)
class Thing:
    """What is asked about: whose organisation it is of, and who it belongs to (an account or a participant)."""

    organisation_id: str | None = None
    owner_id: str | None = None


class Denied(Refused):
    """The access table says no. Says nothing about whether the object exists."""

    def __init__(self) -> None:
        super().__init__(N_("This page cannot be opened here."))


def may(who: Visitor, action: Action, thing: Thing | None = None) -> bool:
    """Whether `who` may do `action`, to `thing` or, without one, at all."""
    return any(_reaches(who, MAY.get(role, {}).get(action), thing) for role in who.roles)


def _reaches(who: Visitor, reach: Reach | None, thing: Thing | None) -> bool:
    if reach is None:
        return False
    if reach is Reach.ALL or thing is None:
        return True
    if reach is Reach.ORGANISATION:
        return thing.organisation_id is not None and thing.organisation_id == who.organisation_id
    if who.participant_id is not None and thing.owner_id == who.participant_id:
        return True
    return (
        who.account_id is not None and thing.owner_id == who.account_id and thing.organisation_id == who.organisation_id
    )


def require(who: Visitor, action: Action, thing: Thing | None = None) -> None:
    """Go on only if `who` may do `action` to `thing`; otherwise `Denied`."""
    if not may(who, action, thing):
        raise Denied
