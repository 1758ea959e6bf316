"""Words that wait: they may tell who somebody is, or belong to a sensitive question. Release, mask, or keep out."""

import streamlit as st

from consultations import looking_after
from consultations.access import Action
from models import store
from pages.parts import frame, text
from pages.parts.deeds import Deed, deed, do
from pages.parts.drawings import drawing_svg
from pages.parts.words import KINDS_OF_DETAIL, named

visit = frame.enter(Action.LOOK_AFTER)
frame.side(visit)
text.heading(visit.say("Look after"))
with store.session() as db:
    waiting = looking_after.inbox(db, visit.who)
if not waiting:
    st.success(visit.say("Nothing waits for you."))
    st.stop()
text.paragraph(visit.say("Until you decide, nobody else sees these words and they are in no result."))

todo: Deed | None = None


def looked(one: looking_after.Held) -> Deed | None:
    """A drawing: no machine reads it and nothing in it can be masked. A person looks: it goes on or it does not."""
    st.image(drawing_svg(one.drawing), width=480, alt=visit.say("A drawing"))
    st.caption(visit.say("Is there a name, a face that can be known, or something worrying in it? Then keep it out."))
    with st.container(horizontal=True):
        if st.button(visit.say("Release the drawing"), key=f"release_{one.response_id}", type="primary"):
            return deed(looking_after.release_as_is, one.response_id)
        if st.button(visit.say("Keep out"), key=f"keep_{one.response_id}"):
            return deed(looking_after.keep_out, one.response_id)
    return None


for one in waiting:
    with st.container(border=True):
        st.caption(text.one_line(one.wording.get(visit.language) or one.wording["nl"]))
        if one.drawing is not None:
            todo = looked(one) or todo
            continue
        text.paragraph(one.words)
        if one.kinds:
            kinds = ", ".join(named(visit, KINDS_OF_DETAIL, kind) for kind in one.kinds)
            st.caption(visit.say("It may hold {kinds}.", kinds=kinds))
        else:
            st.caption(visit.say("It belongs to a sensitive question."))
        masked = st.text_area(visit.say("Masked"), one.masked, key=f"masked_{one.response_id}", max_chars=2000)
        with st.container(horizontal=True):
            if st.button(visit.say("Release the masked words"), key=f"mask_{one.response_id}", type="primary"):
                todo = deed(looking_after.release_masked, one.response_id, masked)
            if st.button(visit.say("Release as it is"), key=f"release_{one.response_id}"):
                todo = deed(looking_after.release_as_is, one.response_id)
            if st.button(visit.say("Keep out"), key=f"keep_{one.response_id}"):
                todo = deed(looking_after.keep_out, one.response_id)
if todo and do(visit, todo[0], *todo[1])[0]:
    st.rerun()
