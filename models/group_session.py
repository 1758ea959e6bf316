"""One class or group on one day, and the children in it, known only by a pseudonym."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint

from models.base import FREE_TEXT, PSEUDONYMOUS, PUBLIC, SECRET, Record, kept, moment, structure


class GroupSession(Record, table=True):
    """A class or group meeting. The join code and links are derived from our secret; here stand only hashes.

    With the pace of its `leader` everybody is at `at_question`, since `at_since`; `parked` questions come back later.
    `reached` is the furthest place anybody was led to. `turn` goes up whenever children's screens have to change.
    `stage` says for each question how it stands: {id: {"round": 1 | 2, "stopped": bool, "revealed": bool}}.

    `devices`: one for each child, one for each small group, or none: then answers come in from paper. On a `moderated`
    wall nothing appears until somebody looked; with `walls_paused` nothing appears at all.

    `tool_version_id` is the prototype that is tested here; `second_tool_version_id` another one that the same children
    try as well.

    `moods` is how the group was doing, as the leader saw it: [[question id, minute, "good" | "so_so" | "bad"]].
    `memo` is what the leader remembers afterwards: {"surprises" | "agreement" | "disagreement" | "not_heard": words}.
    """

    __tablename__ = "group_session"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'paused', 'closed')", name="state"),
        CheckConstraint("basis IN ('school_notice', 'parents', 'both', 'trial')", name="basis"),
        CheckConstraint("expected BETWEEN 1 AND 60", name="expected"),
        CheckConstraint("pace IN ('self', 'leader')", name="pace"),
        CheckConstraint("devices IN ('each', 'group', 'none')", name="devices"),
    )

    organisation_id: str = kept(PSEUDONYMOUS, foreign_key="organisation.id", index=True)
    consultation_id: str = kept(PSEUDONYMOUS, foreign_key="consultation.id", ondelete="CASCADE", index=True)
    version_id: str = kept(PSEUDONYMOUS, foreign_key="version.id", ondelete="CASCADE", index=True)
    facilitator_id: str = kept(PSEUDONYMOUS, foreign_key="account.id", index=True)
    trial: bool = kept(PUBLIC, default=False)
    tool_version_id: str | None = kept(PSEUDONYMOUS, default=None, foreign_key="tool_version.id", index=True)
    second_tool_version_id: str | None = kept(PSEUDONYMOUS, default=None, foreign_key="tool_version.id")
    state: str = kept(PUBLIC, default="open", max_length=10)
    place_kind: str = kept(PUBLIC, max_length=20)
    province: str = kept(PUBLIC, max_length=20)
    language: str = kept(PUBLIC, max_length=4)
    age_band: str = kept(PUBLIC, max_length=5)
    expected: int = kept(PUBLIC)
    extra: int = kept(PUBLIC, default=0)
    basis: str = kept(PUBLIC, max_length=15)
    prepared_on: date = kept(PUBLIC)
    closed_on: date | None = kept(PUBLIC, default=None)
    door_until: datetime | None = moment(PUBLIC, default=None)
    pace: str = kept(PUBLIC, default="self", max_length=6)
    at_question: str | None = kept(PUBLIC, default=None, max_length=32)
    at_since: datetime | None = moment(PUBLIC, default=None)
    parked: list[str] = structure(PUBLIC, default_factory=list)
    reached: int = kept(PUBLIC, default=0)
    turn: int = kept(PUBLIC, default=0)
    stage: dict[str, Any] = structure(PUBLIC, default_factory=dict)
    devices: str = kept(PUBLIC, default="each", max_length=5)
    moderated: bool = kept(PUBLIC, default=True)
    walls_paused: bool = kept(PUBLIC, default=False)
    moods: list[Any] = structure(PUBLIC, default_factory=list)
    note_taker_id: str | None = kept(PSEUDONYMOUS, default=None, foreign_key="account.id")
    memo: dict[str, Any] = structure(FREE_TEXT, default_factory=dict)
    code_turn: int = kept(PUBLIC, default=0)
    code_hash: str | None = kept(SECRET, default=None, max_length=64, unique=True)
    link_hash: str = kept(SECRET, max_length=64, unique=True)
    projector_hash: str = kept(SECRET, max_length=64, unique=True)


class SpentCode(Record, table=True):
    """A join code that was given out: not again within ninety days."""

    __tablename__ = "spent_code"

    code_hash: str = kept(SECRET, max_length=64, unique=True)
    spent_on: date = kept(PUBLIC, index=True)


class Participant(Record, table=True):
    """One child, or one group of `size` children (`sized`: they said how many). No name, address, device or order.

    Where an adult writes down what is said, children are called P1, P2 …; P0 is nobody in particular. `permission`
    is the parents' yes as the adult has it on paper; `assent` stays the child's own.

    `seen_at` serves only to give a dropped line back to the right child; it is wiped when the child is done.
    """

    __tablename__ = "participant"
    __table_args__ = (
        UniqueConstraint("group_session_id", "pseudonym"),
        CheckConstraint("size BETWEEN 1 AND 60", name="size"),
        CheckConstraint("assent IN ('yes', 'no', 'ask_first')", name="assent"),
        CheckConstraint("state IN ('joined', 'done', 'stopped', 'declined', 'removed')", name="state"),
        Record.UNORDERED,
    )

    group_session_id: str = kept(PSEUDONYMOUS, foreign_key="group_session.id", ondelete="CASCADE", index=True)
    pseudonym: str = kept(PSEUDONYMOUS, max_length=40)
    size: int = kept(PUBLIC, default=1)
    sized: bool = kept(PUBLIC, default=False)
    permission: bool = kept(PUBLIC, default=False)
    language: str = kept(PUBLIC, max_length=2)
    state: str = kept(PUBLIC, default="joined", max_length=10)
    assent: str | None = kept(PUBLIC, default=None, max_length=10)
    at_question: str | None = kept(PSEUDONYMOUS, default=None, max_length=32)
    token_hash: str | None = kept(SECRET, default=None, max_length=64, unique=True)
    receipt_hash: str | None = kept(SECRET, default=None, max_length=64, unique=True)
    seen_at: datetime | None = moment(PSEUDONYMOUS, default=None)
