"""What may not be shown is in no file: not as a figure, not as a share, not as a word of a child."""

import csv
import io
import re

from consultations import rollup, sessions
from consultations.drafting import view
from consultations.interchange import csv_file
from models import store
from tests.factories import Team, make_class, make_published, make_team, options
from tests.written import written

SENSITIVE = ("yes_maybe_no", "Werd je gepest?", {"middle": "none"}, True)
CHOICE = ("single_choice", "Wat lees je?", {"options": options("strip", "boek")})
SELDOM = ("yes_maybe_no", "Schrijf je?", {"middle": "none"})


def exported(team: Team, version_id: str) -> str:
    with store.session() as db:
        found = rollup.roll_up(db, team.designer, view.version(db, version_id).consultation_id)
    return (csv_file.results_csv(found) + csv_file.codebook_csv(found)).decode("utf-8-sig")


def figures(file: str) -> set[str]:
    """Every cell that is a number."""
    return set(re.findall(r'"([\d.]+)"', file))


def test_of_each_question_a_file_holds_only_the_figures_that_may_be_shown(sqlite_house: str):
    with store.session() as db:
        team = make_team(db)
        version_id = make_published(db, team.facilitator, (SENSITIVE, CHOICE, SELDOM))
        # sensitive: 14 yes, 5 no · Dutch: 11 strips, 2 books · French: 6 strips · seldom: 7 yes, 1 no
        dutch = [("nl", ["yes", "strip", "yes"])] * 7 + [("nl", ["yes", "strip"])] * 4 + [("nl", ["no", "boek"])] * 2
        french = [("fr", ["yes", "strip"])] * 3 + [("fr", ["no", "strip"])] * 2 + [("fr", ["no", "strip", "no"])]
        make_class(db, team.facilitator, version_id, dutch + french)

    file = exported(team, version_id)

    shown = {"17", "0.8947", "2", "0.1053", "19", "0", "1"}  # strips, books, of how many; nobody missing; one session
    of_the_seldom = {"8"}  # how many answered, and nothing of what
    assert figures(file) == shown | of_the_seldom
    rows = [row for row in csv.reader(io.StringIO(file)) if row[15:16] == ["hidden"]]
    assert [(row[0], row[3], row[12]) for row in rows] == [
        ("1 v1", "sensitive", ""), ("2 v1", "fr", ""), ("3 v1", "all", "8"), ("3 v1", "too_few", ""),
    ]  # fmt: skip


def test_no_file_holds_a_childs_words(sqlite_house: str):
    with store.session() as db:
        team = make_team(db)
        version_id = make_published(db, team.facilitator, (("long_text", "Nog iets?", {}),))
        session_id = make_class(db, team.facilitator, version_id, [], close=False)
        for at in range(12):
            written(db, session_id, f"kanarie {at}")
        sessions.close(db, team.facilitator, session_id)

    file = exported(team, version_id)

    assert ("kanarie" in file, '"12"' in file, "words" in file) == (False, True, True)
