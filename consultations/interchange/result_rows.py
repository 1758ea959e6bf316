"""A result as rows of a file, each shape in its own way: bars, pairs, statements, piles, cards of a wall, who moved.

Every row has all columns; a figure that is hidden has no row, and the reason has one.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from consultations.shapes import REST, Bar, Group, Opinions, Pins, QuestionResult, Ranking, Sorting

HEADER = (
    "question", "wording_nl", "wording_fr", "group", "answer", "answer_nl", "answer_fr",
    "count", "share", "low", "high", "uncertainty", "n_answered", "n_children", "n_sessions", "shown_as",
    "round", "unit", "of", "dots", "step", "before", "after", "stayed", "came", "left", "p",
)  # fmt: skip

MISSING_WORDS = {
    "dont_know": ("Ik weet het niet", "Je ne sais pas"),
    "rather_not": ("Dat zeg ik liever niet", "Je préfère ne pas le dire"),
    "skipped": ("Overgeslagen", "Passée"),
    "not_reached": ("Niet tot hier gekomen", "Pas arrivé jusque-là"),
    "not_asked": ("Niet gevraagd", "Pas posée"),
}
STANCES = {
    "agree": ("eens", "d’accord"),
    "disagree": ("niet eens", "pas d’accord"),
    "pass": ("pas", "passe"),
}
AGAIN = {"agree": ("ja", "oui"), "disagree": ("nee", "non"), "pass": ("misschien", "peut-être")}
SCORE = ("score", "score")
TOGETHER = ("samen", "ensemble")
EVERY_KIND = ("alle soorten samen", "toutes les sortes")
Row = tuple[object, ...]


def numbered(questions: Iterable[QuestionResult]) -> Iterator[tuple[int, QuestionResult]]:
    """Each result with the number of its question: a second round has that of the first."""
    number = 0
    for one in questions:
        number += one.round == 1
        yield number, one


def rows(name: str, question: QuestionResult) -> Iterator[Row]:
    """Everything of one question."""
    for group in question.groups:
        yield from _group(name, question, group)
    for one in question.moved:
        words = label(question, one.key)
        yield _row(
            name, question, group="moved", answer=one.key, answer_nl=words["nl"], answer_fr=words["fr"],
            shown_as="exact", before=one.before, after=one.after, stayed=one.stayed, came=one.came, left=one.left,
            p=figure(one.p),
        )  # fmt: skip
    for card in question.wall:
        kind, theme = label(question, card.kind), label(question, f"theme.{card.theme}") if card.theme else {}
        yield _row(
            name, question, group=card.language, answer=" / ".join(filter(None, (card.kind, card.theme))),
            answer_nl=" / ".join(filter(None, (kind["nl"], theme.get("nl")))),
            answer_fr=" / ".join(filter(None, (kind["fr"], theme.get("fr")))),
            count=card.cards, n_sessions=card.sessions, shown_as="cards",
        )  # fmt: skip
    for reason in question.refused:
        yield _row(name, question, group=reason, shown_as="hidden")


def _group(name: str, question: QuestionResult, group: Group) -> Iterator[Row]:
    for bar in group.bars:
        yield _row(name, question, group, **_bar(question, group, bar))
    match group.detail:
        case Ranking():
            yield from (_row(name, question, group, **one) for one in _ranking(question, group.detail))
        case Opinions():
            yield from (_row(name, question, group, **one) for one in _opinions(question, group.detail))
        case Sorting():
            yield from (_row(name, question, group, **one) for one in _sorting(question, group.detail))
        case Pins():
            yield from (_row(name, question, group, **one) for one in _pins(question, group.detail))
    for code, count in group.missing.items():
        words = MISSING_WORDS[code]
        yield _row(
            name, question, group, answer=f"missing: {code}", answer_nl=words[0], answer_fr=words[1], count=count,
            shown_as="exact",
        )  # fmt: skip
    if not group.bars and not group.missing and group.detail is None:
        words_of = question.shape in ("voices", "talk", "wall", "drawings")
        yield _row(name, question, group, shown_as="words" if words_of else "rounded" if group.rounded else "hidden")


def _bar(question: QuestionResult, group: Group, bar: Bar) -> dict[str, object]:
    words = label(question, bar.key)
    return {
        "answer": bar.key, "answer_nl": words["nl"], "answer_fr": words["fr"],
        "count": figure(bar.count), "share": figure(bar.share), "low": figure(bar.low), "high": figure(bar.high),
        "uncertainty": group.band, "shown_as": bar.about or "exact", "dots": figure(bar.dots),
    }  # fmt: skip


def _ranking(question: QuestionResult, found: Ranking) -> Iterator[dict[str, object]]:
    for one in found.rows:
        words = label(question, one.key)
        yield {
            "answer": one.key, "answer_nl": words["nl"], "answer_fr": words["fr"], "count": one.chosen,
            "of": one.shown, "share": figure(one.share), "low": figure(one.low), "high": figure(one.high),
            "uncertainty": "none" if one.low is None else "interval",
            "step": figure(one.step if one.place is None else one.place), "shown_as": found.why or "ranking",
        }  # fmt: skip


def _opinions(question: QuestionResult, found: Opinions) -> Iterator[dict[str, object]]:
    for at, rows_ in enumerate(((found.rows), *(group.rows for group in found.groups))):
        for one in rows_:
            words, of = label(question, one.key), one.agree + one.disagree + one.passed
            for stance, count in (("agree", one.agree), ("disagree", one.disagree), ("pass", one.passed)):
                low, high = (one.low, one.high) if stance == "agree" else (None, None)
                said = (AGAIN if question.type == "again_again" else STANCES)[stance]
                yield {
                    "answer": f"{one.key}: {stance}",
                    "answer_nl": f"{words['nl']}: {said[0]}", "answer_fr": f"{words['fr']} : {said[1]}",
                    "count": count, "of": of, "share": figure(count / of if of else None), "low": figure(low),
                    "high": figure(high), "uncertainty": "none" if low is None else "interval",
                    "shown_as": f"opinion group {at}" if at else "exact",
                }  # fmt: skip
            if question.type == "again_again" and one.again is not None:
                yield {
                    "answer": f"{one.key}: score",
                    "answer_nl": f"{words['nl']}: {SCORE[0]}", "answer_fr": f"{words['fr']} : {SCORE[1]}",
                    "of": of, "share": figure(one.again / 100), "shown_as": "score",
                }  # fmt: skip


def _sorting(question: QuestionResult, found: Sorting) -> Iterator[dict[str, object]]:
    for at, one in enumerate(found.cards):
        for below, other in enumerate(found.cards[:at]):
            first, second = label(question, other), label(question, one)
            yield {
                "answer": f"{other} & {one}",
                "answer_nl": f"{first['nl']} & {second['nl']}: {TOGETHER[0]}",
                "answer_fr": f"{first['fr']} & {second['fr']} : {TOGETHER[1]}",
                "share": figure(found.shares[at][below]), "shown_as": "similarity",
            }  # fmt: skip
    for lies in found.lies:
        card = label(question, lies.key)
        piles = [label(question, f"pile.{pile}") for pile in lies.piles]
        yield {
            "answer": f"{lies.key}: {' / '.join(lies.piles)}",
            "answer_nl": f"{card['nl']}: {' / '.join(one['nl'] for one in piles)}",
            "answer_fr": f"{card['fr']} : {' / '.join(one['fr'] for one in piles)}",
            "count": lies.chosen, "of": lies.sorters,
            "share": figure(lies.chosen / lies.sorters if lies.sorters else None), "shown_as": "pile",
        }  # fmt: skip


def _pins(question: QuestionResult, found: Pins) -> Iterator[dict[str, object]]:
    """Of each page and kind who put a pin and how many; then in which ninth of the page, and in which cell."""
    for shown_as, rows_ in (("pins", found.pages), ("pins_place", found.places), ("pins_cell", found.cells)):
        for one in rows_:
            page = label(question, one.page)
            kind = label(question, one.kind) if one.kind else dict(zip(("nl", "fr"), EVERY_KIND, strict=True))
            key: list[str] = [one.page, one.kind or "all"]
            where: dict[str, list[str]] = {"nl": [], "fr": []}
            if one.x is not None and one.y is not None:
                key.append(f"x{one.x} y{one.y}")
                place = label(question, f"place.{3 * one.y + one.x}") if shown_as == "pins_place" else None
                where = {language: [place[language] if place else key[-1]] for language in where}
            yield {
                "answer": " / ".join(key),
                "answer_nl": " / ".join((page["nl"], kind["nl"], *where["nl"])),
                "answer_fr": " / ".join((page["fr"], kind["fr"], *where["fr"])),
                "count": one.contributors, "dots": one.pins, "shown_as": shown_as,
            }  # fmt: skip


def _row(name: str, question: QuestionResult, of: Group | None = None, /, **told: Any) -> Row:
    known = {
        "question": name,
        "wording_nl": question.wording["nl"],
        "wording_fr": question.wording["fr"],
        "round": question.round,
        "unit": question.unit,
    }
    if of is not None:
        known |= {
            "group": of.name, "n_answered": of.answered, "n_children": of.children, "n_sessions": of.clusters,
        }  # fmt: skip
    known |= told
    return tuple(known.get(column, "") for column in HEADER)


def label(question: QuestionResult, key: str) -> dict[str, str]:
    """The words of an answer; of several taken together, joined."""
    if key == REST:
        return {"nl": "Andere antwoorden samen", "fr": "Autres réponses ensemble"}
    members = [key] if key in question.labels else key.split("+")
    return {
        language: " / ".join(question.labels[one][language] if one in question.labels else one for one in members)
        for language in ("nl", "fr")
    }


def figure(value: float | None) -> str:
    """A number as a spreadsheet reads it; nothing where there is none."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:.4f}"
