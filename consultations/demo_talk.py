"""The focus groups of the demo: one in Dutch and one in French that have ended, and one that is going on."""

import tomllib
from pathlib import Path

from sqlmodel import Session

from consultations import sessions
from consultations.access import Visitor
from consultations.drafting import view
from consultations.observing import noting, pacing, seats

SAID = tomllib.loads((Path(__file__).with_name("demo_talk.toml")).read_text(encoding="utf-8"))
GUIDE = "ai-chatbots-12-14"
ALL = 10
# How many days ago, who leads, province, language, how many children, up to which question.
TALKS = (
    (18, "fatma", "antwerpen", "nl", 6, ALL),
    (11, "camille", "namur", "fr", 5, ALL),
    (0, "fatma", "limburg", "nl", 6, 5),
)


def hold(db: Session, who: Visitor, version_id: str, province: str, language: str, children: int, until: int) -> None:
    """One talk, each line noted as a facilitator notes it; closed when the guide came to its end."""
    session_id = sessions.open_session(
        db, who, version_id, place_kind="school", province=province, language=language,
        age_band="12-14", expected=children, basis="parents",
    )  # fmt: skip
    seats.seat(db, who, session_id, children)
    seats.everybody_joins(db, who, session_id)
    for number, one in enumerate(view.version(db, version_id).questions[:until], start=1):
        pacing.go(db, who, session_id, one.id)
        for at, line in enumerate(SAID[language].get(str(number), [])):
            noting.note(db, who, session_id, one.id, f"{number:02}{at:02}", line, language)
    if until == ALL:
        pacing.remember(db, who, session_id, {"surprises": SAID[language][str(ALL)][-1].removeprefix("0 ")})
        sessions.close(db, who, session_id)
