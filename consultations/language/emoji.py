"""What an emoji looks like in a row of code points: one pattern that takes a whole sequence at once.

Flags, keycaps, skin tones, variation selectors and people joined with U+200D count as the one picture a child
sees. Source of the shapes: Unicode Technical Standard 51. The base ranges are wide on purpose, so that next
year's emoji are known too.
"""

import re

SKIN_TONE = "[\U0001f3fb-\U0001f3ff]"
AS_PICTURE = "\ufe0f"
AS_TEXT = "\ufe0e"
JOINER = "\u200d"

# Shown as a picture without being asked to.
_PICTURE = "[\u231a-\u231b\u2328\u23cf\u23e9-\u23fa\u2600-\u27bf\u2b1b-\u2b1c\u2b50\u2b55\U0001f004\U0001f0cf"
_PICTURE += "\U0001f18e\U0001f191-\U0001f19a\U0001f201-\U0001f265\U0001f300-\U0001f64f\U0001f680-\U0001faff]"
# Signs and arrows that are a picture only when U+FE0F asks for it.
_SIGN = "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25aa-\u25fe\u2900-\u297f"
_SIGN += "\u2b05-\u2b07\u3030\u303d\u3297\u3299\U0001f170-\U0001f17f]"
_REGION = "[\U0001f1e6-\U0001f1ff]"
_TAGS = "[\U000e0020-\U000e007e]{1,8}\U000e007f"

_ONE = f"(?:{_PICTURE}(?:{AS_PICTURE}|{AS_TEXT})?{SKIN_TONE}?(?:{_TAGS})?|{_SIGN}{AS_PICTURE}{SKIN_TONE}?)"

EMOJI = re.compile(f"{_REGION}{_REGION}|[0-9#*]{AS_PICTURE}?\u20e3|{_ONE}(?:{JOINER}{_ONE})*")
"""Matches one emoji, as a child sees it, from its first code point to its last."""
