"""Short text: one line in a child's own words."""

from consultations.questions.writing import Writing
from translations import N_


class ShortText(Writing):
    """At most 200 letters on one line."""

    name = "short_text"
    title = N_("A few words")
    icon = "✏️"
    longest = 200
    lines = 1
    example = {"settings": {}, "raw": "  een   hond ", "value": "een hond"}


TYPE = ShortText()
