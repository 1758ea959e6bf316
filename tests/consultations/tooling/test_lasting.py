"""Does a problem of one version last in the next? Each answer with both of its counts, and never more than was seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.tooling.lasting import Count, Lasting, lasting, standing_in

BEFORE = Count(4, 11)
NOBODY, NONE, SOME = Count(0, 0), Count(0, 9), Count(2, 9)


@pytest.mark.parametrize(
    ("after", "standing", "place_exists", "verdict"),
    [
        (SOME, "open", True, "still_there"), (SOME, "stays", True, "still_there"),
        (SOME, "stays", False, "still_there"),
        (SOME, "mended", True, "mended_and_back"), (SOME, "mended", False, "mended_and_back"),
        (NONE, "open", True, "not_seen_again"), (NONE, "mended", True, "not_seen_again"),
        (NONE, "stays", True, "not_seen_again"), (NONE, "open", False, "place_gone"),
        (NOBODY, "open", False, "place_gone"), (NOBODY, "mended", False, "place_gone"),
        (NOBODY, "open", True, "not_tested"), (NOBODY, "mended", True, "not_tested"),
    ],
)  # fmt: skip
def test_whether_a_problem_lasts(after: Count, standing: str, place_exists: bool, verdict: str):
    assert lasting(BEFORE, after, standing, place_exists) == Lasting(verdict, BEFORE, after)  # type: ignore[arg-type]


COUNTS = st.integers(0, 40).flatmap(lambda n: st.builds(Count, st.integers(0, n), st.just(n)))


@given(COUNTS, COUNTS, st.sampled_from(["open", "mended", "stays"]), st.booleans())
def test_what_a_child_met_is_never_called_gone_and_what_nobody_met_never_there(before, after, standing, exists):
    found = lasting(before, after, standing, exists)
    assert (found.verdict in ("still_there", "mended_and_back")) == (after.met > 0)
    assert (found.before, found.after) == (before, after)


@pytest.mark.parametrize(("met", "observed"), [(3, 2), (-1, 2), (1, 0)])
def test_nobody_meets_what_they_were_not_watched_with(met: int, observed: int):
    with pytest.raises(ValueError, match=r"."):
        Count(met, observed)


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ({}, ["open", "open", "open"]),
        ({"v1": "stays"}, ["stays", "stays", "stays"]),
        ({"v2": "mended"}, ["mended", "mended", "open"]),
        ({"v2": "mended", "v3": "open"}, ["open", "mended", "open"]),
        ({"v2": "a word of tomorrow", "v1": "mended"}, ["mended", "mended", "mended"]),
    ],
)
def test_what_was_said_of_a_version_holds_until_something_else_is_said(said: dict[str, str], stands: list[str]):
    order = ("v3", "v2", "v1")
    assert [standing_in(said, order, at) for at in order] == stands
