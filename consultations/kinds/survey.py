"""A survey: the child holds the pen and answers one question after another, alone."""

from consultations.kinds import Kind
from translations import N_

KIND = Kind(
    name="survey",
    title=N_("Survey"),
    pen="child",
    fits=(
        "single_choice",
        "several_choices",
        "word_scale",
        "smileys",
        "yes_maybe_no",
        "number",
        "short_text",
        "long_text",
        "information",
    ),
)
