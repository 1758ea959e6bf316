"""Released results as CSV: UTF-8, every field quoted, and inert in any spreadsheet, with a codebook in both languages.

A cell that a spreadsheet would take for a formula gets an apostrophe in front. Belgian Excel splits on semicolons, and
then on each new line too, so neither ever stands before a trigger (protection P15).
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from consultations.shapes import REST, Bar, Group, QuestionResult, Results

BOM = "\ufeff"
TRIGGERS = "=+-@|%\t＝＋－＠"
# What a spreadsheet passes over before it looks for a formula, quotes included: they vanish when it splits elsewhere.
PASSED_OVER = r"(?:[^\S\r\n]|[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\"'])*"
# Where a cell begins: at the start and, when the program splits on semicolons, behind each of them and on each new
# line, since quotes then no longer hold a cell together. At the very end it would begin with what stands behind.
BEGINS = re.compile(
    rf"^(?=[\r\n])"
    rf"|(^|[;,\r\n])(?={PASSED_OVER}[{re.escape(TRIGGERS)}])"
    rf"|([;\r\n])(?={PASSED_OVER}\Z)"
)

HEADER = (
    "question", "wording_nl", "wording_fr", "group", "answer", "answer_nl", "answer_fr",
    "count", "share", "low", "high", "uncertainty", "n_answered", "n_children", "n_sessions", "shown_as",
)  # fmt: skip

CODEBOOK = (
    ("question", "Volgnummer van de vraag (v = versie)", "Numéro de la question (v = version)"),
    ("wording_nl", "De vraag in het Nederlands", "La question en néerlandais"),
    ("wording_fr", "De vraag in het Frans", "La question en français"),
    (
        "group",
        "all: iedereen; nl, fr: wie in die taal antwoordde",
        "all : tout le monde ; nl, fr : celles et ceux qui ont répondu dans cette langue",
    ),
    (
        "answer",
        "Sleutel van het antwoord; missing: geen antwoord, met de reden",
        "Clé de la réponse ; missing : pas de réponse, avec la raison",
    ),
    ("answer_nl", "Het antwoord in het Nederlands", "La réponse en néerlandais"),
    ("answer_fr", "Het antwoord in het Frans", "La réponse en français"),
    ("count", "Hoeveel keer gegeven", "Combien de fois donnée"),
    ("share", "Aandeel van wie antwoordde (0 tot 1)", "Part des réponses (de 0 à 1)"),
    ("low", "Ondergrens", "Borne inférieure"),
    ("high", "Bovengrens", "Borne supérieure"),
    (
        "uncertainty",
        (
            "none: één sessie, beschrijving; range: kleinste en grootste sessie; interval: 95 %-interval met klassen "
            "als clusters"
        ),
        (
            "none : une séance, description ; range : la plus petite et la plus grande séance ; interval : intervalle "
            "à 95 % avec les classes comme grappes"
        ),
    ),
    ("n_answered", "Aantal antwoorden", "Nombre de réponses"),
    ("n_children", "Aantal kinderen", "Nombre d’enfants"),
    ("n_sessions", "Aantal sessies", "Nombre de séances"),
    (
        "shown_as",
        (
            "exact; rounded: op vijf afgerond; few: bijna niemand; nearly_all: bijna iedereen; "
            "hidden: te weinig antwoorden"
        ),
        (
            "exact ; rounded : arrondi à cinq ; few : presque personne ; nearly_all : presque tout le monde ; "
            "hidden : trop peu de réponses"
        ),
    ),
)

MISSING_WORDS = {
    "dont_know": ("Ik weet het niet", "Je ne sais pas"),
    "rather_not": ("Dat zeg ik liever niet", "Je préfère ne pas le dire"),
    "skipped": ("Overgeslagen", "Passée"),
    "not_reached": ("Niet tot hier gekomen", "Pas arrivé jusque-là"),
    "not_asked": ("Niet gevraagd", "Pas posée"),
}


def results_csv(results: Results) -> bytes:
    """One line for each answer of each question and group. Hidden figures have no line but their reason."""
    rows: list[Sequence[object]] = [HEADER]
    for number, question in enumerate(results.questions, start=1):
        rows.extend(_rows(f"{number} v{question.version}", question))
    return _file(rows)


def codebook_csv(results: Results) -> bytes:
    """What each column means, in Dutch and French, and which questions there are."""
    rows: list[Sequence[object]] = [("column", "nl", "fr"), *CODEBOOK]
    for number, question in enumerate(results.questions, start=1):
        name = f"{number} v{question.version}"
        rows.append((name, question.wording["nl"], question.wording["fr"]))
        rows.extend((f"{name}: {key}", words["nl"], words["fr"]) for key, words in question.labels.items())
    return _file(rows)


def _rows(name: str, question: QuestionResult) -> Iterator[tuple[object, ...]]:
    said = (name, question.wording["nl"], question.wording["fr"])
    for group in question.groups:
        for bar in group.bars:
            yield (*said, *_bar(question, group, bar))
        for code, count in group.missing.items():
            words = MISSING_WORDS[code]
            yield (
                *said, group.name, f"missing: {code}", *words, count, "", "", "", "",
                group.answered, group.children, group.clusters, "exact",
            )  # fmt: skip
        if not group.bars and not group.missing:
            yield (
                *said, group.name, "", "", "", "", "", "", "", "",
                group.answered, group.children, group.clusters,
                "words" if question.shape in ("voices", "talk") else "hidden",
            )  # fmt: skip
    for reason in question.refused:
        yield (*said, reason, *[""] * 11, "hidden")


def _bar(question: QuestionResult, group: Group, bar: Bar) -> tuple[object, ...]:
    words = label(question, bar.key)
    return (
        group.name, bar.key, words["nl"], words["fr"],
        _figure(bar.count), _figure(bar.share), _figure(bar.low), _figure(bar.high), group.band,
        group.answered, group.children, group.clusters, bar.about or "exact",
    )  # fmt: skip


def label(question: QuestionResult, key: str) -> dict[str, str]:
    """The words of an answer; of several taken together, joined."""
    if key == REST:
        return {"nl": "Andere antwoorden samen", "fr": "Autres réponses ensemble"}
    members = [key] if key in question.labels else key.split("+")
    return {
        language: " / ".join(question.labels[one][language] if one in question.labels else one for one in members)
        for language in ("nl", "fr")
    }


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:.4f}"


def inert(value: object) -> str:
    """A cell that no spreadsheet takes for a formula, whether it splits on commas or on semicolons."""
    text = str(value).replace("\x00", "")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return text
    return BEGINS.sub(r"\1\2'", text)


def _file(rows: Sequence[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in rows:
        writer.writerow([inert(cell) for cell in row])
    return (BOM + out.getvalue()).encode("utf-8")
