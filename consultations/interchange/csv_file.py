"""Released results as CSV: UTF-8, every field quoted, and inert in any spreadsheet, with a codebook in both languages.

A cell that a spreadsheet would take for a formula gets an apostrophe in front. Belgian Excel splits on semicolons, and
then on each new line too, so neither ever stands before a trigger (protection P15).
"""

import csv
import io
import re
from collections.abc import Sequence

from consultations.interchange.result_rows import HEADER, label, numbered, rows
from consultations.shapes import QuestionResult, Results

__all__ = ["as_file", "codebook_csv", "inert", "label", "results_csv"]

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
    (
        "count",
        "Hoeveel bijdragen of kinderen (zie unit); van een muur: hoeveel kaartjes",
        "Combien de contributions ou d’enfants (voir unit) ; pour un mur : combien de cartes",
    ),
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
    (
        "n_answered",
        "Aantal bijdragen; één toestel of blad kan voor meer kinderen spreken",
        "Nombre de contributions ; un appareil ou une feuille peut parler pour plusieurs enfants",
    ),
    ("n_children", "Aantal kinderen achter die bijdragen", "Nombre d’enfants derrière ces contributions"),
    ("n_sessions", "Aantal sessies", "Nombre de séances"),
    (
        "shown_as",
        (
            "exact; rounded: op vijf afgerond; few: bijna niemand; nearly_all: bijna iedereen; "
            "hidden: te weinig antwoorden; words: alleen hoeveel; cards: kaartjes; ranking: vergeleken in paren; "
            "similarity: samen op een stapel; pile: de stapel die het vaakst gekozen is; "
            "opinion group: wie op dezelfde manier stemt; in_order: op volgorde gezet; score: punten op honderd; "
            "pins: speldjes op een pagina; "
            "pins_place: per negende van de pagina; pins_cell: per vakje (van links, van boven, 20 bij 20)"
        ),
        (
            "exact ; rounded : arrondi à cinq ; few : presque personne ; nearly_all : presque tout le monde ; "
            "hidden : trop peu de réponses ; words : seulement combien ; cards : cartes ; "
            "ranking : comparé par paires ; similarity : ensemble dans une pile ; "
            "pile : la pile choisie le plus souvent ; opinion group : qui vote de la même façon ; "
            "in_order : mis dans l’ordre ; score : points sur cent ; pins : épingles sur une page ; "
            "pins_place : par neuvième de page ; pins_cell : par case (de gauche, du haut, 20 sur 20)"
        ),
    ),
    ("round", "Eerste of tweede ronde", "Premier ou deuxième tour"),
    (
        "unit",
        "Wat count telt: contributions (een toestel telt één keer) of children (zo vaak als er kinderen zijn)",
        "Ce que count compte : contributions (un appareil compte une fois) ou children (autant de fois que d’enfants)",
    ),
    ("of", "Van hoeveel, als dat niet iedereen is", "Sur combien, si ce n’est pas tout le monde"),
    ("dots", "Hoeveel stickers of speldjes", "Combien de gommettes ou d’épingles"),
    (
        "step",
        (
            "Plaats in de rangorde; een gelijke plaats: dat kunnen we nog niet uit elkaar houden; bij in_order: de "
            "gemiddelde plaats"
        ),
        "Rang ; même rang : nous ne pouvons pas encore les départager ; pour in_order : la place moyenne",
    ),
    ("before", "Van wie twee keer stemde: wie dit eerst koos", "De qui a voté deux fois : qui l’avait d’abord choisi"),
    ("after", "Van wie twee keer stemde: wie dit daarna koos", "De qui a voté deux fois : qui l’a choisi ensuite"),
    ("stayed", "Wie dit twee keer koos", "Qui l’a choisi deux fois"),
    ("came", "Wie dit pas de tweede keer koos", "Qui ne l’a choisi que la deuxième fois"),
    ("left", "Wie dit alleen de eerste keer koos", "Qui ne l’a choisi que la première fois"),
    (
        "p",
        "Exacte McNemar-p van de verschuiving, vanaf tien bijdragen",
        "p exact de McNemar du changement, à partir de dix contributions",
    ),
)


def results_csv(results: Results) -> bytes:
    """One line for each answer of each question and group. Hidden figures have no line but their reason."""
    lines: list[Sequence[object]] = [HEADER]
    for number, question in numbered(results.questions):
        lines.extend(rows(called(number, question), question))
    return as_file(lines)


def codebook_csv(results: Results) -> bytes:
    """What each column means, in Dutch and French, and which questions there are."""
    lines: list[Sequence[object]] = [("column", "nl", "fr"), *CODEBOOK]
    for number, question in numbered(results.questions):
        if question.round > 1:
            continue
        name = called(number, question)
        lines.append((name, question.wording["nl"], question.wording["fr"]))
        lines.extend((f"{name}: {key}", words["nl"], words["fr"]) for key, words in question.labels.items())
    return as_file(lines)


def called(number: int, question: QuestionResult) -> str:
    """What a question is called in both files."""
    return f"{number} v{question.version}"


def inert(value: object) -> str:
    """A cell that no spreadsheet takes for a formula, whether it splits on commas or on semicolons."""
    text = str(value).replace("\x00", "")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return text
    return BEGINS.sub(r"\1\2'", text)


def as_file(lines: Sequence[Sequence[object]]) -> bytes:
    """Rows as a file that every spreadsheet reads, and none runs."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in lines:
        writer.writerow([inert(cell) for cell in row])
    return (BOM + out.getvalue()).encode("utf-8")
