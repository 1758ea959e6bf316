"""A focus group: children talk, the facilitator asks and holds the pen."""

from consultations.kinds import Kind
from translations import N_

KIND = Kind(
    name="focus_group",
    title=N_("Focus group"),
    pen="facilitator",
    fits=("ground_rules", "talk", "information"),
    together=True,
)
