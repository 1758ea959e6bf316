"""A prototype test: children use a version of a tool, and say themselves how it went and what it was like."""

from consultations.kinds import Kind
from translations import N_

KIND = Kind(
    name="prototype_test",
    title=N_("Prototype test"),
    pen="child",
    fits=(
        "task",
        "ease",
        "again_again",
        "five_degrees",
        "smileys",
        "fun_sorter",
        "this_or_that",
        "emotion_picker",
        "remember",
        "page_remarks",
        "child_sus",
        "sus",
        "ueq_s",
        "single_choice",
        "several_choices",
        "word_scale",
        "yes_maybe_no",
        "short_text",
        "long_text",
        "information",
    ),
    tests_a_tool=True,
)
