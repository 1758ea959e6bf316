"""What was seen of one version of a tool as CSV: a line for each task, group and source, then one for each problem."""

from collections.abc import Iterator, Mapping

from consultations.interchange.csv_file import as_file
from consultations.interchange.result_rows import figure
from consultations.shapes import ProblemResult, TaskResult, VersionResults

COLUMNS: Mapping[str, tuple[str, str]] = {
    "kind": ("task: een opdracht; problem: een probleem", "task : une mission ; problem : un problème"),
    "version": ("Nummer van de versie van de tool", "Numéro de la version de l’outil"),
    "wording_nl": ("De opdracht in het Nederlands", "La mission en néerlandais"),
    "wording_fr": ("De opdracht in het Frans", "La mission en français"),
    "source": (
        "watched: zoals de observator het zag; told: zoals kinderen het zelf zeggen",
        "watched : vu par la personne qui observe ; told : dit par les enfants eux-mêmes",
    ),
    "group": ("all: iedereen; nl, fr: wie in die taal", "all : tout le monde ; nl, fr : dans cette langue"),
    "n_children": ("Aantal kinderen", "Nombre d’enfants"),
    "attempts": ("Kinderen, duo’s of groepjes die het probeerden", "Enfants, duos ou groupes qui ont essayé"),
    "unaided": ("Gelukt zonder hulp", "Réussi sans aide"),
    "helped": ("Gelukt met hulp", "Réussi avec de l’aide"),
    "failed": ("Niet gelukt", "Pas réussi"),
    "not_tried": ("Niet geprobeerd (telt niet als poging)", "Pas essayé (ne compte pas comme essai)"),
    "share": ("Aandeel zonder hulp (0 tot 1)", "Part sans aide (de 0 à 1)"),
    "low": ("Ondergrens (95 %)", "Borne inférieure (95 %)"),
    "high": ("Bovengrens (95 %)", "Borne supérieure (95 %)"),
    "partial": ("Gedeeltelijk gelukt: hulp telt half", "Réussite partielle : l’aide compte pour moitié"),
    "seconds": (
        "Meetkundig gemiddelde tijd van wie het zonder hulp kon",
        "Temps moyen géométrique de ceux qui ont réussi sans aide",
    ),
    "n_timed": ("Hoeveel tijden", "Combien de temps mesurés"),
    "errors": ("Fouten: het midden", "Erreurs : le milieu"),
    "assists": ("Hulp gegeven: het midden", "Aides données : le milieu"),
    "ease": ("Hoe makkelijk, van 1 tot ease_of: het midden", "Facilité, de 1 à ease_of : le milieu"),
    "ease_of": ("Hoeveel trappen die schaal heeft", "Combien de degrés a cette échelle"),
    "problem": ("Het probleem, zoals een volwassene het opschreef", "Le problème, écrit par un adulte"),
    "place": ("Waar: page, card, minute, task, elsewhere", "Où : page, card, minute, task, elsewhere"),
    "harm": ("1: een kind ondervond schade", "1 : un enfant en a souffert"),
    "met": ("Hoeveel het tegenkwamen (zie unit)", "Combien l’ont rencontré (voir unit)"),
    "watched": ("Hoeveel er geobserveerd zijn", "Combien ont été observés"),
    "unit": (
        "children: kinderen; contributions: elk een kind, een duo of een groepje",
        "children : enfants ; contributions : chacun un enfant, un duo ou un groupe",
    ),
    "severity": ("Hoe erg, 0 tot 4: het midden van wie oordeelde", "Gravité, de 0 à 4 : le milieu des avis"),
    "raters": ("Hoeveel mensen oordeelden", "Combien de personnes ont donné un avis"),
    "priority": ("Voorrang: hoe erg × aandeel", "Priorité : gravité × part"),
    "standing": ("open, mended: hersteld, stays: blijft", "open : ouvert, mended : corrigé, stays : reste"),
    "met_before": ("Kwamen het tegen in de vorige versie", "L’ont rencontré dans la version précédente"),
    "watched_before": ("Geobserveerd met de vorige versie", "Observés avec la version précédente"),
    "lasts": ("Of het er nog is", "S’il est encore là"),
    "shown_as": ("exact, of de reden waarom iets niet te zien is", "exact, ou pourquoi rien n’est montré"),
}  # fmt: skip
Told = dict[str, object]


def version_csv(found: VersionResults) -> bytes:
    """All that may be read of a version. What is hidden has no figure, but its reason."""
    told = [*_tasks(found), *(_problem(one) for one in found.problems)]
    rows = [[each.get(name, "") for name in COLUMNS] for each in told]
    for row in rows:
        row[1] = found.number
    return as_file([tuple(COLUMNS), *rows])


def version_codebook_csv(found: VersionResults) -> bytes:
    """What each column means, in Dutch and French, and which tasks there are."""
    tasks = [(f"task {at}", one.wording["nl"], one.wording["fr"]) for at, one in enumerate(found.tasks, start=1)]
    return as_file([("column", "nl", "fr"), *((name, *words) for name, words in COLUMNS.items()), *tasks])


def _tasks(found: VersionResults) -> Iterator[Told]:
    for one in found.tasks:
        known: Told = {"kind": "task", "wording_nl": one.wording["nl"], "wording_fr": one.wording["fr"]}
        for source, groups in (("watched", one.watched), ("told", one.told)):
            for each in groups:
                made: Told = {
                    "source": source, "group": each.name, "n_children": each.children, "attempts": each.attempts,
                    "unaided": each.unaided, "helped": each.helped, "failed": each.failed,
                    "not_tried": each.not_tried, "share": figure(each.share), "low": figure(each.low),
                    "high": figure(each.high), "partial": figure(each.partial), "shown_as": each.why or "exact",
                }  # fmt: skip
                more = _facts(one) if (source, each.name) == ("watched", "all") else {}
                yield known | made | more
        for source, reasons in (("watched", one.refused), ("told", one.refused_told)):
            yield from (known | {"source": source, "shown_as": reason} for reason in reasons)


def _facts(one: TaskResult) -> Told:
    """What is only known of everybody together."""
    made: Told = {}
    if one.took is not None:
        made |= {"seconds": figure(one.took.seconds), "n_timed": one.took.n}
    if one.errors is not None:
        made["errors"] = figure(one.errors.median)
    if one.assists is not None:
        made["assists"] = figure(one.assists.median)
    if one.eased is not None:
        made |= {"ease": figure(one.eased.median), "ease_of": len(one.eased.counts)}
    return made


def _problem(one: ProblemResult) -> Told:
    made: Told = {
        "kind": "problem", "problem": one.words, "place": one.place.get("kind", ""), "harm": int(one.harm),
        "severity": figure(one.severity), "raters": one.raters, "priority": figure(one.priority),
        "standing": one.standing, "lasts": one.lasts or "", "shown_as": "exact" if one.met else "too_few",
    }  # fmt: skip
    if one.met is not None:
        made |= {"met": one.met.met, "watched": one.met.watched, "unit": one.met.unit}
    if one.before is not None:
        made |= {"met_before": one.before.met, "watched_before": one.before.watched}
    return made
