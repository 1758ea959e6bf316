"""What became of a problem from version to version: pure, from counts and from what was done about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from consultations.statistics.interval import check_counts

Standing = Literal["open", "mended", "stays"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
Verdict = Literal["still_there", "mended_and_back", "place_gone", "not_tested", "not_seen_again"]


@dataclass(frozen=True)
class Count:
    """How many children `met` a problem in a version, of those who were `observed` with it. ValueError: impossible."""

    met: int
    observed: int

    def __post_init__(self) -> None:
        """Nobody meets what they were not watched with."""
        met, observed = check_counts((self.met, self.observed))
        if met > observed:
            raise ValueError(f"{met} children met a problem, and {observed} were observed")


@dataclass(frozen=True)
class Lasting:
    """Whether a problem lasts, with what was counted in both versions. See `lasting`."""

    verdict: Verdict
    before: Count
    after: Count


def lasting(before: Count, after: Count, standing: str, place_exists: bool) -> Lasting:
    """Whether a problem of one version is there in a later one. `standing` and `place_exists` are of the later one.

    A child that met it outweighs all else: `mended_and_back` when the designers had mended it, else `still_there`.
    When nobody did: `place_gone` when its page is not in the later version, `not_tested` when nobody was watched with
    that version, and `not_seen_again` otherwise. That is no proof that it is gone: with few children, or a problem that
    few met before, it can be there unseen, which is why both counts are in the answer.
    """
    if after.met:
        return Lasting("mended_and_back" if standing == "mended" else "still_there", before, after)
    if not place_exists:
        return Lasting("place_gone", before, after)
    return Lasting("not_seen_again" if after.observed else "not_tested", before, after)


def standing_in(standings: Mapping[str, str], versions: Sequence[str], version_id: str) -> Standing:
    """How a problem stands in a version: as was said of it there, or else of the nearest version before; else open.

    `versions` are the ids of all versions, the newest first.
    """
    for one in versions[versions.index(version_id) :]:
        if (said := standings.get(one)) in STANDINGS:
            return said
    return "open"
