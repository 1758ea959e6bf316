"""A prototype test as real rows: a tool with versions, a session that tries one or two of them, children and pairs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from consultations import sessions
from consultations.access import Visitor
from consultations.collecting import presence
from consultations.collecting.presence import Child
from consultations.drafting import view
from consultations.observing import seats, watching
from consultations.tooling import changing, problems
from consultations.tooling import view as tools_view
from tests import factories
from tests.factories import Team, words

FIND: tuple[Any, ...] = (
    "task", "Zoek een kaart die helpt.",
    {
        "minutes": 4, "success": words("Het kind toont een kaart.", "L’enfant montre une carte."),
        "stop": words("Na vier minuten.", "Après quatre minutes."), "help_allowed": True,
    },
)  # fmt: skip
PLAY: tuple[Any, ...] = (
    "task", "Speel één ronde.",
    {"minutes": 12, "success": words("De ronde is uit.", "Le tour est fini."), "help_allowed": False},
)  # fmt: skip
EASY: tuple[Any, ...] = ("ease", "Hoe makkelijk was het?", {"labels": "faces-5"})


@dataclass(frozen=True)
class Tested:
    """A session in which children try `versions` of a tool (ids, oldest first); `tasks` are the ids of its tasks.

    `children` are the ids of the participants, in the order of their sizes; `devices` the same, as children at work
    (none on paper).
    """

    __test__ = False  # not for pytest to collect

    session_id: str
    version_id: str
    tool_id: str
    versions: tuple[str, ...]
    tasks: tuple[str, ...]
    children: tuple[str, ...]
    devices: tuple[Child, ...]


def make_test(
    db: Session,
    team: Team,
    sizes: Sequence[int] = (2, 2, 2),
    *,
    versions: int = 1,
    band: str = "9-11",
    paper: bool = False,
    questions: Sequence[tuple[Any, ...]] = (FIND, PLAY, EASY),
    again: Tested | None = None,
    **facts: Any,
) -> Tested:
    """A running session. `sizes`: how many children each participant is. `versions`: 1, or 2 tried by the same
    children. `paper`: they are seats P1, P2 … `again`: another session of that consultation. `facts`: of the session.
    """
    who = team.facilitator
    version_id = again.version_id if again else _published(db, team, questions, band)
    tool_id, band = str(view.version(db, version_id).tool_id), view.version(db, version_id).age_bands[0]
    ids = tuple(one.id for one in reversed(tools_view.tool(db, who, tool_id).versions))[:versions]
    plain = {"devices": "none" if paper else "group", "age_band": band, "tool_version_id": ids[0]}
    second = {"second_tool_version_id": ids[1]} if versions > 1 else {}
    session_id = factories.make_session(db, who, version_id, **{**plain, **second, **facts})
    asked = view.version(db, version_id).questions
    devices = () if paper else tuple(come_in(db, session_id, size) for size in sizes)
    children = (
        seated(db, team.facilitator, session_id, sizes) if paper else tuple(one.participant_id for one in devices)
    )
    tasks = tuple(one.id for one in asked if one.type == "task")
    return Tested(session_id, version_id, tool_id, ids, tasks, children, devices)


def come_in(db: Session, session_id: str, size: int = 1, language: str = "nl") -> Child:
    """One more child, or device of several, that said yes."""
    child = factories.make_child(db, session_id, language)
    if size > 1:
        presence.count_us(db, child.visitor, size)
        db.flush()
    return child


def saw(db: Session, team: Team, made: Tested, at: int = 0, task: int = 0, version: int = 0, **changed: Any) -> None:
    """The leader notes what was seen: `saw(db, team, made, 2, ended="helped", seconds=70)`."""
    watching.record(
        db, team.facilitator, made.session_id, made.children[at], made.tasks[task], made.versions[version], changed
    )
    db.flush()


def make_problem(db: Session, team: Team, made: Tested, said: str = "De pijl wijst fout.", task: int = 0) -> str:
    """A problem of the tool, at a task. Returns its id."""
    stem = view.version(db, made.version_id).question(made.tasks[task]).stem
    return problems.add_problem(db, team.facilitator, made.tool_id, said, {"kind": "task", "stem": stem})


def close(db: Session, team: Team, made: Tested) -> None:
    """The end: what was seen is added up."""
    sessions.close(db, team.facilitator, made.session_id)
    db.flush()


def _published(db: Session, team: Team, questions: Sequence[tuple[Any, ...]], band: str) -> str:
    version_id = factories.make_draft(db, team.facilitator, questions, (band,), "prototype_test")
    changing.new_tool_version(db, team.facilitator, str(view.version(db, version_id).tool_id))
    factories.gate.publish(db, team.facilitator, version_id)
    return version_id


def seated(db: Session, who: Visitor, session_id: str, sizes: Sequence[int]) -> tuple[str, ...]:
    """Children, pairs and groups on paper, who all join in. Returns the ids of the participants, in that order."""
    seats.seat(db, who, session_id, len(sizes))
    seats.everybody_joins(db, who, session_id)
    db.flush()
    for number, size in enumerate(sizes, start=1):
        seats.resize(db, who, session_id, number, size)
    db.flush()
    return tuple(seats.at(db, session_id, number).id for number in range(1, len(sizes) + 1))
