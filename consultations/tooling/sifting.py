"""Which problems of a log somebody looks for: by words, by how they stand in a version, by where they are. Pure."""

from collections.abc import Sequence

from consultations.language.normal import searchable
from consultations.tooling.lasting import standing_in
from consultations.tooling.rating import Log, ProblemView


def sift(
    log: Log,
    versions: Sequence[str],
    version_id: str,
    *,
    words: str = "",
    standing: str = "",
    kind: str = "",
    stem: str = "",
) -> tuple[ProblemView, ...]:
    """The problems that are one of their own and fit all that is asked, the newest first.

    `words`: each of these stands in it, in what was merged into it, in the name of its card, or it is its number.
    `standing`: so it stands in version `version_id`, of all `versions` with the newest first. `kind`, `stem`: so it
    is placed. Left empty, any.
    """
    wanted = searchable(words).split()
    merged: dict[str, list[str]] = {}
    for one in log.problems:
        merged.setdefault(one.same_as or one.id, []).append(_read(one))
    return tuple(
        one
        for one in log.apart
        if (not standing or standing_in(one.standings, versions, version_id) == standing)
        and (not kind or one.place.get("kind") == kind)
        and (not stem or one.place.get("stem") == stem)
        and all(any(part in said for said in merged[one.id]) for part in wanted)
    )


def _read(one: ProblemView) -> str:
    return searchable(f"#{one.number} {one.words} {one.place.get('card', '')}")
