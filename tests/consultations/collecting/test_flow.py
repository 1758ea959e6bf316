"""Which questions a child meets, and where in its walk it stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.collecting.flow import place, visible
from consultations.drafting.view import QuestionView

ANSWERS = ("strip", "boek", "film")


def question(stem: str, after: str | None = None, *answers: str) -> QuestionView:
    """A question; one that hangs from another is met after one of `answers` to it."""
    return QuestionView(
        id=f"id of {stem}",
        stem=stem,
        type="single_choice",
        wording={"nl": stem, "fr": stem},
        settings={},
        twins={},
        sensitive=False,
        show_when={"stem": after, "is": list(answers)} if after else None,
        edition=1,
    )


def met(questions: tuple[QuestionView, ...], **given_to: object) -> list[str]:
    """The stems of what is met, when each stem in `given_to` was answered so."""
    return [one.stem for one in visible(questions, {f"id of {stem}": value for stem, value in given_to.items()})]


PLAIN = (question("a"), question("b"), question("c"))
HANGING = (question("a"), question("b", "a", "strip"), question("c", "b", "boek", "film"), question("d"))


def test_without_conditions_a_child_meets_every_question_in_order():
    assert met(PLAIN, a="strip") == ["a", "b", "c"]


@pytest.mark.parametrize(("answer", "expected"), [("strip", ["a", "b", "d"]), ("boek", ["a", "d"])])
def test_a_question_with_a_condition_is_met_only_after_that_answer(answer, expected):
    assert met(HANGING, a=answer) == expected


def test_a_question_with_a_condition_is_not_met_before_the_answer_it_waits_for():
    assert met(HANGING) == ["a", "d"]


@pytest.mark.parametrize(("answer", "expected"), [("boek", True), ("film", True), ("strip", False)])
def test_any_of_several_answers_can_open_a_question(answer, expected):
    assert ("c" in met(HANGING, a="strip", b=answer)) is expected


def test_what_hangs_from_a_hidden_question_is_hidden_too_whatever_was_answered_to_that_before():
    assert met(HANGING, a="boek", b="film", c="strip") == ["a", "d"]


def test_a_condition_on_a_question_that_does_not_come_before_never_opens():
    assert met((question("b", "a", "strip"), question("a")), a="strip") == ["a"]


def test_a_child_stands_at_the_first_question_before_it_began_and_past_the_last_at_the_end():
    assert [place(PLAIN, PLAIN, at) for at in (None, "id of a", "id of c", "end")] == [0, 0, 2, 3]


def test_a_child_whose_question_vanished_stands_at_the_next_one_it_meets_and_not_at_the_end():
    whole = visible(HANGING, {"id of a": "boek"})

    assert [one.stem for one in whole] == ["a", "d"]
    assert place(HANGING, whole, "id of b") == 1
    assert place(HANGING, whole, "id of c") == 1


@st.composite
def walks(draw: st.DrawFn) -> tuple[tuple[QuestionView, ...], dict[str, str]]:
    """Some questions, each perhaps hanging from an earlier one, and answers to any of them."""
    stems = "abcdefgh"[: draw(st.integers(1, 8))]
    questions = []
    for at, stem in enumerate(stems):
        after = draw(st.sampled_from([None, *stems[:at]]))
        answers = draw(st.lists(st.sampled_from(ANSWERS), min_size=1, unique=True))
        questions.append(question(stem, after, *answers))
    given_to = draw(st.dictionaries(st.sampled_from(stems), st.sampled_from(ANSWERS)))
    return tuple(questions), {f"id of {stem}": answer for stem, answer in given_to.items()}


@settings(max_examples=200, derandomize=True)
@given(walks())
def test_a_question_is_met_exactly_when_the_one_it_hangs_from_is_met_and_answered_so(drawn):
    questions, values = drawn

    stems = {one.stem for one in visible(questions, values)}

    for one in questions:
        opens = one.show_when is None or (
            one.show_when["stem"] in stems and values.get(f"id of {one.show_when['stem']}") in one.show_when["is"]
        )
        assert (one.stem in stems) is opens


@settings(max_examples=200, derandomize=True)
@given(walks())
def test_answers_to_questions_that_are_not_met_steer_nothing(drawn):
    questions, values = drawn

    whole = visible(questions, values)

    assert list(whole) == [one for one in questions if one in whole]
    assert visible(questions, {one.id: values[one.id] for one in whole if one.id in values}) == whole


@settings(max_examples=200, derandomize=True)
@given(walks(), st.integers(0, 8))
def test_nothing_before_where_a_child_stands_comes_after_it_in_the_questions(drawn, at):
    questions, values = drawn
    standing = questions[at].id if at < len(questions) else "end"
    order = [one.id for one in questions]
    whole = visible(questions, values)

    stands = place(questions, whole, standing)

    assert [one.id in order[:at] for one in whole] == [True] * stands + [False] * (len(whole) - stands)
