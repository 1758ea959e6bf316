"""A transcript made elsewhere: paste it or choose a file, say who is who, look at it, and keep it."""

import hashlib

import streamlit as st

from consultations.interchange import transcripts
from consultations.interchange.transcripts import LEAVE_OUT, MODERATOR, NOT_A_SPEAKER, REASONS, Transcript
from consultations.observing import importing
from consultations.observing.pacing import Pace
from consultations.observing.seats import Seat
from consultations.shapes import Refused
from models import store
from pages import components
from pages.parts import text
from pages.parts.frame import Visit
from translations import N_

SHOWN = 12
OTHERS = {
    MODERATOR: N_("the adult who leads"),
    LEAVE_OUT: N_("leave out"),
    NOT_A_SPEAKER: N_("not a speaker: these words belong to the one before"),
}


def bring_in(visit: Visit, session_id: str, pace: Pace, table: tuple[Seat, ...]) -> None:
    """Everything between a file and utterances."""
    with st.expander(visit.say("Paste or import a transcript"), icon="📄"):
        try:
            read = _read(visit)
            if read is None:
                return
            _look(visit, session_id, pace, table, read)
        except Refused as why:
            st.warning(visit.refusal(why))


def _read(visit: Visit) -> Transcript | None:
    st.text(visit.say("One line for each speaker: “P3: …”. Names are not kept: you say who is which number."))
    pasted = st.text_area(visit.say("Paste here"), height=140, max_chars=200_000, key="pasted_transcript")
    file = components.pick_file(
        "transcript_file", ".docx,.txt,.vtt,.srt", visit.say("Or choose a file (Word, text or subtitles)"),
        visit.say("This transcript is too big. It may be {n} MB at most.", n=2),
    )  # fmt: skip
    if pasted.strip():
        return transcripts.read_pasted(pasted)
    return transcripts.read_file(*file) if file else None


def _look(visit: Visit, session_id: str, pace: Pace, table: tuple[Seat, ...], read: Transcript) -> None:
    """Who is who, what was not understood, how it will look, and the button."""
    seated = [one.pseudonym for one in table if one.talks]
    offered = [*seated, *OTHERS]
    mapping: dict[str, str] = {}
    for at, one in enumerate(transcripts.speakers(read)):
        mapping[one.label] = st.selectbox(
            text.one_line(f"{one.label} · {one.lines}"), offered,
            offered.index(one.likely) if one.likely in offered else offered.index(LEAVE_OUT),
            format_func=lambda name: visit.say(OTHERS[name]) if name in OTHERS else name, key=f"who_{at}_{one.label}",
        )  # fmt: skip
    shown = transcripts.mapped(read, mapping)
    lines = [one for one in shown.lines if one.speaker in seated]
    if read.not_understood:
        n = len(read.not_understood)
        with st.expander(visit.count("{n} line was not understood.", "{n} lines were not understood.", n), icon="❓"):
            for missed in read.not_understood[:50]:
                text.paragraph(f"{missed.source_line}: {missed.text} · {visit.say(REASONS[missed.reason])}")
    for line in lines[:SHOWN]:
        text.paragraph(f"{line.speaker} · {line.words}")
    if len(lines) > SHOWN:
        st.caption(visit.count("and {n} more", "and {n} more", len(lines) - SHOWN))
    asked = {one.id: one for one in pace.version.questions if one.how.takes_words}
    if not lines or not asked:
        return
    question_id = st.selectbox(
        visit.say("Said to which question?"), list(asked),
        list(asked).index(pace.question.id) if pace.question.id in asked else 0,
        format_func=lambda at: asked[at].wording.get(visit.language) or asked[at].wording["nl"], key="said_to",
    )  # fmt: skip
    words = visit.count("Write down {n} line", "Write down {n} lines", len(lines))
    if st.button(words, key="keep_transcript", type="primary"):
        _keep(visit, session_id, pace, question_id, [(int(one.speaker[1:]), one.words) for one in lines])


def _keep(visit: Visit, session_id: str, pace: Pace, question_id: str, lines: list[tuple[int, str]]) -> None:
    """Keep it piece by piece; the same transcript again keeps nothing twice."""
    language = pace.language if pace.language in ("nl", "fr") else st.session_state.get("noting_in") or "nl"
    batch = hashlib.sha256(repr((session_id, question_id, lines)).encode()).hexdigest()[: importing.BATCH]
    done = st.progress(0.0)
    for first in range(0, len(lines), importing.AT_ONCE):
        piece = lines[first : first + importing.AT_ONCE]
        with store.session() as db:
            importing.keep_lines(db, visit.who, session_id, question_id, batch, first, piece, language)
        done.progress(min(1.0, (first + len(piece)) / len(lines)))
    st.success(visit.count("{n} thing was written down.", "{n} things were written down.", len(lines)))
