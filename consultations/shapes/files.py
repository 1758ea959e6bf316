"""Files that were made clean, on their way between `interchange` and the verbs."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class CleanPicture:
    """A picture that was decoded and encoded anew: nothing but its pixels is left of the file that came."""

    kind: Literal["png", "jpeg"]
    width: int
    height: int
    data: bytes
