"""What an author should look at once more: long sentences, hard words, too much. It never shuts the gate."""

import pytest

from consultations.drafting import advice, gate, view, wording
from consultations.drafting.gate import Gap
from consultations.language.readability import reading_ease
from models import store
from tests.factories import CHOICE, Team, make_draft, words

LONG = "A long sentence for {band}: “{text}”"
HARD = "Hard to read for {band}: reading ease {ease}, and {floor} is wanted."
EASY = "Ga je wel eens op reis"
YES = ("yes_maybe_no", "Leuk?", {})


def draft_of(team: Team, *given: object, **named: object) -> view.VersionView:
    with store.session() as db:
        return view.version(db, make_draft(db, team.facilitator, *given, **named))


def sentences(draft: view.VersionView) -> list[str]:
    return [one.sentence for one in advice.warnings(draft)]


@pytest.mark.parametrize(("bands", "most"), [(["6-8"], 8), (["9-11", "15-18"], 12), (["12-14"], 15), (["15-18"], 18)])
def test_a_sentence_longer_than_the_youngest_may_get_is_pointed_at(team: Team, bands: list[str], most: int):
    fits, too_long = " ".join(["kat"] * most) + ".", " ".join(["hond"] * (most + 1)) + "."

    draft = draft_of(team, (("yes_maybe_no", f"{fits} {too_long} Leuk?", {}), YES), bands)

    pointed = [one for one in advice.warnings(draft) if one.sentence == LONG and one.language == "nl"]
    assert pointed == [
        Gap(LONG, "wording", draft.questions[0].id, "nl", {"band": bands[0], "text": too_long}),
    ]


def test_a_text_that_is_hard_to_read_is_pointed_at_in_its_own_language(team: Team):
    hard = "Verantwoordelijkheden van communicatiewetenschappelijke organisaties."
    with store.session() as db:
        version_id = make_draft(db, team.facilitator, (YES,))
        first = view.version(db, version_id).questions[0]
        wording.set_question(
            db, team.facilitator, version_id, first.id, 2, words(hard, "Tu aimes ?"), {}, False, None
        )  # fmt: skip
        draft = view.version(db, version_id)

    said = "\n".join([draft.notices["purpose"]["nl"], hard])
    ease = reading_ease(said, "nl").ease
    assert ease is not None
    assert advice.warnings(draft) == (
        Gap(HARD, "questions", None, "nl", {"band": "9-11", "ease": round(ease), "floor": 80}),
    )


@pytest.mark.parametrize(("asked", "read", "warned"), [(8, 0, False), (8, 2, False), (9, 0, True)])
def test_too_many_questions_for_the_age_are_counted_without_screens_to_read(
    team: Team, asked: int, read: int, warned: bool
):
    draft = draft_of(team, (("information", "Welkom!", {}),) * read + (YES,) * asked, ["6-8"])

    expected = Gap(
        "That is {n} questions; for {band} at most {most} is wise.",
        "questions",
        holes={"n": asked, "band": "6-8", "most": 8},
    )
    assert advice.warnings(draft) == ((expected,) if warned else ())


END = "Do not end on a sensitive question. Add something light after it."
SENSITIVE = ("yes_maybe_no", "Heb je spijt?", {}, True)


@pytest.mark.parametrize(
    ("questions", "at"),
    [
        ((SENSITIVE, YES), None),
        ((YES, SENSITIVE), 1),
        ((YES, SENSITIVE, ("information", "Dank je!", {})), 1),
        ((SENSITIVE,), 0),
    ],
)
def test_it_should_not_end_on_something_sensitive(team: Team, questions: tuple[object, ...], at: int | None):
    draft = draft_of(team, questions)

    ends = [one for one in advice.warnings(draft) if one.sentence == END]
    assert ends == ([] if at is None else [Gap(END, "order", draft.questions[at].id)])


@pytest.mark.parametrize(
    ("bands", "labels", "age"),
    [
        (["9-11"], "often-euko", 12),
        (["12-14"], "often-euko", None),
        (["6-8"], "often-4", None),
        (["6-8"], "good-5", 10),
    ],
)
def test_words_for_older_children_are_pointed_at(team: Team, bands: list[str], labels: str, age: int | None):
    draft = draft_of(team, (("word_scale", "Leuk?", {"labels": labels}), YES), bands)

    expected = Gap(
        "These words are for children of {age} and older.", "settings", draft.questions[0].id, holes={"age": age}
    )
    assert advice.warnings(draft) == ((expected,) if age else ())


def test_warnings_never_keep_it_shut(team: Team):
    endless = " ".join(["Verantwoordelijkheden"] * 20)
    questions = ((CHOICE[0], endless, CHOICE[2]), *[YES] * 9, ("word_scale", "Ja?", {"labels": "often-euko"}, True))
    with store.session() as db:
        version_id = make_draft(db, team.facilitator, questions, ["6-8"])
        draft = view.version(db, version_id)
        gate.publish(db, team.facilitator, version_id)
        opened = view.version(db, version_id)

    assert (len({*sentences(draft)}), gate.missing(draft), opened.published_on is not None) == (5, (), True)


def test_without_an_age_nothing_can_be_too_hard(team: Team):
    assert advice.warnings(draft_of(team, (SENSITIVE,), [])) == ()
