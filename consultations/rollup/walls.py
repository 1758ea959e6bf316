"""What stands on idea walls: how many cards of each kind under each theme, in each language. Words have no floor."""

from collections import Counter
from collections.abc import Sequence

from sqlmodel import Session

from consultations import hearing
from consultations.drafting.view import QuestionView, VersionView
from consultations.shapes import CardGroup


def wall(
    db: Session,
    consultation_id: str,
    versions: Sequence[VersionView],
    one: QuestionView,
    session_id: str | None = None,
) -> tuple[CardGroup, ...]:
    """The cards of a wall that are free to be read, whatever the room saw, in the order of its kinds and themes.

    `session_id`: of one session only. The same question of another version counts with it.
    """
    same = {
        each.id
        for version in versions
        for each in version.questions
        if (each.stem, each.fingerprint) == (one.stem, one.fingerprint)
    }
    cards: Counter[tuple[str, str, str]] = Counter()
    sessions: dict[tuple[str, str, str], set[str]] = {}
    for row, question, session in hearing.free(db, consultation_id, one.stem):
        if question.id not in same or session_id not in (None, session.id):
            continue
        facts = row.facts or {}
        group = (str(facts.get("kind", "")), str(facts.get("theme") or ""), row.language)
        cards[group] += 1
        sessions.setdefault(group, set()).add(session.id)
    kinds = {kind.key: at for at, kind in enumerate(one.read_settings.kinds)}
    themes = {theme.key: at for at, theme in enumerate(one.read_settings.themes)}

    def place(group: tuple[str, str, str]) -> tuple[int, int, bool]:
        kind, theme, language = group
        return kinds.get(kind, len(kinds)), themes.get(theme, len(themes)), language != "nl"

    return tuple(CardGroup(*group, cards[group], len(sessions[group])) for group in sorted(cards, key=place))
