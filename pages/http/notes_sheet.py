"""The note-taker's sheet: a guide on paper, with room to write, for whoever takes notes with a pen."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from consultations import signing_in
from consultations.drafting.view import QuestionView
from consultations.observing import pacing
from consultations.questions.talk import CHAPTER_NAMES
from consultations.shapes import Refused
from models import store
from pages.http import cookies, paper
from translations import words

LINES = 6
LOOK = """
body{background:#fff;font-size:13pt}main{max-width:18cm;padding:1cm 0}
h1{font-size:18pt}h2{font-size:13pt;margin:1.2em 0 .2em;break-after:avoid}
p{margin:.1em 0 .3em}.small{font-size:10pt}
section{break-inside:avoid}
table{width:100%;border-collapse:collapse;margin:.3em 0 0}
th,td{border:1px solid #8a94a3;height:8.5mm;font-size:9pt;font-weight:400;color:#44505f;text-align:left;padding:0 2mm}
"""


async def notes_sheet(request: Request) -> Response:
    """GET /notes/<session>: for who leads the talk, or takes notes in it."""
    return await run_in_threadpool(_notes_sheet, request)


def _notes_sheet(request: Request) -> Response:
    with store.reading() as db:
        staff = signing_in.signed_in(db, cookies.of(request, cookies.STAFF))
        try:
            pace = pacing.pace(db, staff.visitor, request.path_params["session_id"]) if staff else None
        except Refused:
            pace = None
    if staff is None or pace is None:
        return paper.not_yours()
    languages = pace.languages
    body = [
        paper.heading(" · ".join(pace.version.notices["title"][one] for one in languages)),
        *(paper.line(pace.version.notices["purpose"][one], language=one) for one in languages),
        *(paper.line(words(one).gettext("Write numbers (P1, P2 …), never names."), "small", one) for one in languages),
    ]
    body += [_question(number, one, languages) for number, one in enumerate(pace.version.questions, start=1)]
    return paper.page(languages[0], "Ons Avis", body, LOOK)


def _question(number: int, one: QuestionView, languages: tuple[str, ...]) -> str:
    settings = one.read_settings
    chapter = CHAPTER_NAMES.get(getattr(settings, "chapter", ""), "")
    told = " · ".join(filter(None, [chapter, f"{pacing.minutes(one)}′" if pacing.minutes(one) else ""]))
    parts = [paper.line(told, "small")]
    for language in languages:
        parts.append(paper.subheading(f"{number}. {one.wording.get(language, '')}", language))
        listed = (*getattr(settings, "rules", ()), *getattr(settings, "probes", ()))
        parts += [paper.line(f"• {each.words()[language]}", "small", language) for each in listed]
        activity = getattr(settings, "activity", {}).get(language, "")
        parts += [paper.line(f"✋ {activity}", "small", language)] if activity else []
    if one.how.takes_words:
        say = words(languages[0]).gettext
        parts.append(paper.table([say("Who"), say("What was said"), "+ / −", "☺ ☹ ?"], LINES, (12, 66, 11, 11)))
    return paper.section(parts)
