"""Co-design: children make, share and choose together, at the pace of whoever leads; each holds the pen."""

from consultations.kinds import Kind
from translations import N_

KIND = Kind(
    name="co_design",
    title=N_("Co-design"),
    pen="child",
    fits=(
        "idea_wall",
        "dot_voting",
        "this_or_that",
        "agree_pass",
        "card_sort",
        "storyboard",
        "drawing",
        "postcard",
        "single_choice",
        "several_choices",
        "yes_maybe_no",
        "smileys",
        "short_text",
        "information",
    ),
    together=True,
)
