"""The prototype test of the demo: a card game in two versions, tried by pairs of eleven classes and of one just now."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlmodel import Session

from consultations import demo_cards, picturing, sessions, ways_in
from consultations.access import STRANGER, Visitor
from consultations.collecting import answering, knocking, presence
from consultations.collecting.cards import settings_in
from consultations.demo_pairs import SAID, TASKS, Pair, gives, meets, seen
from consultations.drafting import view as plans
from consultations.drafting.view import QuestionView
from consultations.observing import aloud, paper, seats, watching
from consultations.templates import templates
from consultations.tooling import changing, pieces, problems, rating, view
from models.group_session import GroupSession

PLAN = "test-card-game-9-11"
DESIGNER = "dirk"
SIZE = 2
STARTED, LOGGED, MENDED, RATED = 50, 46, 26, 3
Team = Mapping[str, Visitor]
Decks = Mapping[tuple[str, str, int], Iterator[str]]


@dataclass(frozen=True)
class Round:
    """One class: how many days ago, who led, where, in which language, how many pairs, which versions they tried."""

    days: int
    leader: str
    province: str
    language: str
    pairs: int
    tries: tuple[int, ...]

    def pair(self, number: int) -> Pair:
        """The pair with this number."""
        language = ("nl", "fr")[number % 2] if self.language == "both" else self.language
        return Pair(self.days, number, language, self.tries[-1])

    @property
    def watched(self) -> range:
        """The numbers of the pairs that somebody watches: one observer for each version."""
        return range(1, min(self.pairs, watching.AT_ONCE * len(self.tries)) + 1)


ROUNDS = (
    Round(45, "fatma", "antwerpen", "nl", 6, (1,)),
    Round(42, "camille", "liege", "fr", 7, (1,)),
    Round(38, "fatma", "brussel", "both", 6, (1,)),
    Round(35, "fatma", "west_vlaanderen", "nl", 7, (1,)),
    Round(31, "camille", "hainaut", "fr", 6, (1,)),
    Round(22, "fatma", "oost_vlaanderen", "nl", 6, (2,)),
    Round(18, "camille", "namur", "fr", 6, (2,)),
    Round(15, "fatma", "vlaams_brabant", "nl", 7, (2,)),
    Round(11, "camille", "brussel", "both", 6, (2,)),
    Round(8, "camille", "brabant_wallon", "fr", 7, (2,)),
    Round(4, "fatma", "limburg", "nl", 12, (1, 2)),
)
NOW = Round(0, "fatma", "antwerpen", "nl", 4, (2,))
REACHED = "task_play"


@dataclass(frozen=True)
class Game:
    """The test as it stands: versions of the tool by number, problems and questions by their key in our files."""

    tool: view.ToolView
    plan_id: str
    problems: Mapping[str, str]
    asked: Mapping[str, QuestionView]

    def version(self, number: int) -> view.VersionOf:
        """A version of the game."""
        return next(one for one in self.tool.versions if one.number == number)

    def page(self, key: str) -> str:
        """The stem of a page, in whichever version it stands."""
        every = (piece for version in self.tool.versions for piece in version.pieces)
        return next(one.stem for one in every if one.words == SAID["pages"][key])


Deed = Callable[[Session, Team, Game], None]


def game(db: Session, team: Team, tool_id: str, plan_id: str) -> Game:
    """What there is by now."""
    who = team[DESIGNER]
    noted = {one.words: one.id for one in rating.log(db, who, tool_id).problems}
    keys = [one["key"] for one in templates()[PLAN].questions]
    return Game(
        tool=view.tool(db, who, tool_id),
        plan_id=plan_id,
        problems={one["key"]: noted[one["words"]] for one in SAID["problems"] if one["words"] in noted},
        asked=dict(zip(keys, plans.version(db, plan_id).questions, strict=True)),
    )


def shape(db: Session, team: Team) -> str:
    """The tool with its first version. Returns its id."""
    who, said = team[DESIGNER], SAID["tool"]
    tool_id = changing.start_tool(db, who, said["title"])
    changing.set_tool(db, who, tool_id, 1, {name: said[name] for name in changing.FACTS}, said["partners"])
    version_id = view.tool(db, who, tool_id).versions[0].id
    for page, number in demo_cards.PAGES:
        if number == 1:
            _add_page(db, who, version_id, page, number)
    pieces.add_piece(db, who, version_id, "object", said["box"])
    return tool_id


def _add_page(db: Session, who: Visitor, version_id: str, page: str, number: int) -> None:
    drawn = picturing.keep_picture(db, who, demo_cards.picture(page, number))
    pieces.add_piece(db, who, version_id, "page", SAID["pages"][page], picture_id=drawn)


def story() -> Iterator[tuple[int, Deed]]:
    """What happened, as (how many days ago, what was done), the longest ago first."""
    decks = {
        (language, task, number): iter(SAID[language][task][str(number)])
        for language in ("nl", "fr") for task in TASKS for number in (1, 2)
    }  # fmt: skip
    yield LOGGED, partial(log, 1)
    yield from ((one.days, partial(hold, one, decks)) for one in ROUNDS if one.tries[-1] == 1)
    yield MENDED, mend
    yield MENDED, partial(log, 2)
    yield from ((one.days, partial(hold, one, decks)) for one in ROUNDS if one.tries[-1] == 2)
    yield RATED, rate
    yield NOW.days, go_on


def log(number: int, db: Session, team: Team, at: Game) -> None:
    """The problems that were first seen in this version."""
    for one in SAID["problems"]:
        if one.get("seen", 1) == number:
            problems.add_problem(
                db, team[one["by"]], at.tool.id, one["words"], _place(one, at), harm=one.get("harm", False)
            )


def _place(problem: Mapping[str, Any], at: Game) -> dict[str, Any]:
    if "page" in problem:
        page, x, y = problem["page"]
        return {"kind": "page", "stem": at.page(page), "x": x, "y": y}
    if "task" in problem:
        return {"kind": "task", "stem": at.asked[problem["task"]].stem}
    return {"kind": "card", "card": problem["card"]} if "card" in problem else {"kind": "elsewhere"}


def mend(db: Session, team: Team, at: Game) -> None:
    """The second version: other pictures of the same pages, one page less and one more, and what that mends."""
    who = team[DESIGNER]
    made = changing.new_tool_version(db, who, at.tool.id)
    changing.set_changes(db, who, made, 1, SAID["changes"])
    for one in view.tool(db, who, at.tool.id).versions[0].pieces:
        page = next((key for key, words in SAID["pages"].items() if words == one.words), "")
        if (page, 2) in demo_cards.PAGES:
            drawn = picturing.keep_picture(db, who, demo_cards.picture(page, 2))
            pieces.set_piece(db, who, one.id, one.edition, one.words, "", drawn)
        elif page:
            pieces.remove_piece(db, who, one.id)
    _add_page(db, who, made, "points", 2)
    for each in SAID["problems"]:
        if "standing" in each:
            problems.set_standing(db, who, at.problems[each["key"]], made, each["standing"])
        if "same_as" in each:
            problems.merge_problem(db, who, at.problems[each["key"]], at.problems[each["same_as"]])


def rate(db: Session, team: Team, at: Game) -> None:
    """How bad each rater finds each problem. One is rated by one person only: nobody else sees yet how."""
    for one in SAID["problems"]:
        for login, step in one.get("rated", {}).items():
            rating.rate(db, team[login], at.problems[one["key"]], step)


def hold(one: Round, decks: Decks, db: Session, team: Team, at: Game) -> None:
    """One class: pairs try the game, observers watch six pairs each, and what pairs wrote on paper is typed in."""
    who = team[one.leader]
    session_id = _opened(db, who, one, at, "none")
    seats.seat(db, who, session_id, one.pairs)
    seats.everybody_joins(db, who, session_id)
    db.flush()
    for number in range(1, one.pairs + 1):
        seats.resize(db, who, session_id, number, SIZE)
        seats.speak(db, who, session_id, number, one.pair(number).language)
    db.flush()
    here = {each.pseudonym: each.participant_id for each in watching.watch(db, who, session_id).children}
    for number in one.watched:
        _watch(db, who, session_id, here[f"P{number}"], one.pair(number), one.tries, at)
    _note_aloud(db, who, session_id, here, one, decks, at)
    plan = plans.version(db, at.plan_id)
    for number in range(1, one.pairs + 1):
        for key, question in at.asked.items():
            if question.how.asks:
                settings = settings_in(db, session_id, plan, question)
                value = gives(one.pair(number), key, question.type, settings)
                missing = "skipped" if value is None else None
                paper.enter(db, who, session_id, number, question.id, value, missing)
    sessions.close(db, who, session_id)


def _opened(db: Session, who: Visitor, one: Round, at: Game, devices: str) -> str:
    tried = [at.version(number).id for number in one.tries]
    return sessions.open_session(
        db, who, at.plan_id, place_kind="school", province=one.province, language=one.language, age_band="9-11",
        expected=one.pairs * SIZE, basis="parents", devices=devices, tool_version_id=tried[0],
        second_tool_version_id=tried[1] if len(tried) > 1 else None,
    )  # fmt: skip


def _watch(
    db: Session, who: Visitor, session_id: str, child_id: str, pair: Pair, tries: Sequence[int], at: Game,
    tasks: Sequence[str] = TASKS,
) -> None:  # fmt: skip
    """What an observer writes down of a pair: how tasks go with each version, and which problems it meets."""
    for number in tries:
        version_id = at.version(number).id
        for task in tasks:
            facts = seen(pair, task, number)
            watching.record(db, who, session_id, child_id, at.asked[task].id, version_id, facts)
        for one in SAID["problems"]:
            if one["key"] in at.problems and meets(pair, one, number):
                watching.met(db, who, session_id, child_id, version_id, at.problems[one["key"]])


def _note_aloud(
    db: Session, who: Visitor, session_id: str, here: Mapping[str, str], one: Round, decks: Decks, at: Game
) -> None:
    """A few sentences a task, until all of ours were said."""
    pairs = [one.pair(number) for number in one.watched]
    for task in TASKS:
        for number in one.tries:
            for turn, pair in enumerate(pairs[:3]):
                words = next(decks[pair.language, task, number], None)
                if words is not None:
                    aloud.note_aloud(
                        db, who, session_id, here[f"P{pair.number}"], at.asked[task].id, f"{task} {number} {turn}",
                        words, tool_version_id=at.version(number).id, second=20 + 25 * turn,
                    )  # fmt: skip


def go_on(db: Session, team: Team, at: Game) -> None:
    """The class that tests just now, a device a pair: it has done a task, and is at the second."""
    who = team[NOW.leader]
    session_id = _opened(db, who, NOW, at, "group")
    sessions.open_door(db, who, session_id)
    link = ways_in.link_token(db.get_one(GroupSession, session_id))
    for number in NOW.watched:
        pair = NOW.pair(number)
        token = knocking.join(db, STRANGER, link, pair.language)
        db.flush()
        child = _child(db, token)
        presence.count_us(db, child.visitor, SIZE)
        presence.assent(db, child.visitor, "yes")
        db.flush()
        _walk(db, token, pair, at)
        _watch(db, who, session_id, child.participant_id, pair, NOW.tries, at, (TASKS[0],))
    aloud.note_aloud(
        db, who, session_id, child.participant_id, at.asked[REACHED].id, "held", SAID["held"]["nl"],
        tool_version_id=at.version(NOW.tries[0]).id,
    )  # fmt: skip


def _walk(db: Session, token: str, pair: Pair, at: Game) -> None:
    """What a pair answers on its device, up to where the class is now."""
    for key, question in at.asked.items():
        if key == REACHED:
            return
        if question.how.asks:
            value = gives(pair, key, question.type, question.read_settings)
            missing = "skipped" if value is None else None
            answering.record_response(db, _child(db, token), question.id, value, missing)
            db.flush()
        answering.go_on(db, _child(db, token), question.id)
        db.flush()


def _child(db: Session, token: str) -> presence.Child:
    """Who holds the device, as the next run of its screen sees it."""
    found = presence.present(db, token)
    assert found is not None
    return found
