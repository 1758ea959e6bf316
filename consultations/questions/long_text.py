"""Long text: a few sentences in a child's own words."""

from consultations.questions.writing import Writing
from translations import N_


class LongText(Writing):
    """At most 2,000 letters."""

    name = "long_text"
    title = N_("More words")
    icon = "📝"
    longest = 2000
    lines = 5
    example = {"settings": {}, "raw": "Ik vind\r\nhet leuk.", "value": "Ik vind\nhet leuk."}


TYPE = LongText()
