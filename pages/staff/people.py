"""Who works here, and in which roles. Links are handed over by the administrator: there is no e-mail."""

import streamlit as st

from consultations import people
from consultations.access import STAFF_ROLES, Action, Role
from models import store
from pages.http.address import public_url
from pages.parts import frame, text
from pages.parts.deeds import Deed, deed, do
from pages.parts.words import ROLES, named
from translations import LANGUAGES

visit = frame.enter(Action.MANAGE_PEOPLE)
frame.side(visit)
state = st.session_state
text.heading(visit.say("People"))

if "handed_link" in state:
    st.success(visit.say("Hand this link over. It works once, and not for long."))
    st.code(f"{public_url()}/welcome?link={state.pop('handed_link')}", language=None)

todo: Deed | None = None
with st.expander(visit.say("Invite somebody"), icon="➕"), st.form("invite", clear_on_submit=False, border=False):
    name = st.text_input(visit.say("Name"), max_chars=120)
    login = st.text_input(visit.say("Name to sign in with"), max_chars=80)
    roles = st.multiselect(visit.say("Roles"), STAFF_ROLES, format_func=lambda at: named(visit, ROLES, at))
    language = st.selectbox(visit.say("Language"), LANGUAGES, format_func=frame.NAMES.__getitem__)
    if st.form_submit_button(visit.say("Make an invitation"), type="primary"):
        todo = deed(people.invite, visit.who.organisation_id, name, login, [Role(one) for one in roles], language)

with store.reading() as db:
    everybody = people.people(db, visit.who)
for one in everybody:
    with st.container(border=True):
        text.heading(one.name, 3)
        status = visit.say("invited") if one.invited else visit.say("active")
        status = status if one.active else visit.say("closed")
        st.caption(text.one_line(f"{one.login} · {status}"))
        if one.id == visit.who.account_id:
            st.caption(text.one_line(", ".join(named(visit, ROLES, role) for role in one.roles)))
            continue
        chosen = st.multiselect(
            visit.say("Roles"), STAFF_ROLES, list(one.roles), key=f"roles_{one.id}",
            format_func=lambda at: named(visit, ROLES, at),
        )  # fmt: skip
        with st.container(horizontal=True):
            if set(chosen) != set(one.roles) and st.button(visit.say("Save these roles"), key=f"keep_{one.id}"):
                todo = deed(people.set_roles, one.id, [Role(role) for role in chosen])
            words = visit.say("New invitation") if one.invited else visit.say("Link for a new password")
            if one.active and st.button(words, key=f"link_{one.id}"):
                todo = deed(people.invite_again, one.id)
            words = visit.say("Close the account") if one.active else visit.say("Open the account again")
            if st.button(words, key=f"active_{one.id}"):
                todo = deed(people.set_active, one.id, not one.active)

if todo:
    done, made = do(visit, todo[0], *todo[1])
    if made:
        state["handed_link"] = made[1] if isinstance(made, tuple) else made
    if done:
        st.rerun()
