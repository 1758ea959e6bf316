"""What may be added up, and when: only children who said yes, only closed sessions, never fewer than five at a time.

At closing, a session's answers are added to *sums* that never change again, whatever is erased later. First the
heads: how many came, never fewer than five. Then each question by itself, and only where at least five met it and
nobody or at least five gave a value. So no two things that were ever shown of a question differ by one to four
children or by what one to four children answered (protection §6.6). A missing code of a child that met the question
is a cell of its sum, as small as any cell may be; `not_asked` is none: those who met a question tell what was answered
to the one it hangs from, so they are held to five as well, and *nobody met it* waits with *too few met it*.

All these fives count children, and not devices. What must not be told is what a few children said, and what is added
or left out is always whole devices: a device of six comes or stays away with all its six, so two sums that differ by
it alone differ by six children, who gave one answer together that is nobody's own; one of three is as few as three
children with a device each. Counting devices would hold back twenty-four children around four tablets and protect
nobody by it. Cells are another matter: see `disclosure`.

Sessions that are too small wait, and are added together with others of the same version, as one cluster; so does a
question of a session. A question that hangs from another is added in whole clusters of that one, so that it never
tells more of that one than its own sums do. A session from which a child was erased brings nothing new any more; one
in which nobody said yes is in no sum, and counts as none.

There are two views: `all`, and `language`, in which each language of a cluster has no child, or is held to the same
fives. A cluster comes into `language` only as it stands in `all`, whole: otherwise subtracting the one view from the
other would tell of the few who were erased in between, or who wait. And clusters are only added together there when
each language gave values in each of them: one that speaks for a language alone would tell what the others hold.

A vote that was asked a second time has a second sum, in whole clusters of the first, in which each value tells what
was given before and what is given now. Who voted once and not twice is often one to four, in all or in one language,
and subtracting those who voted twice from those who voted at all would tell what they said: then what was given
before is left out of the sum (the value is only {"now": …}), so that it shows how the second round went and not who
moved. In the languages it is always left out: who moved is never told by language.
"""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from consultations.protection.ledger import (
    HEADS,
    VIEWS,
    Bundle,
    Key,
    Ledger,
    View,
    Walked,
    as_one,
    children_of,
    ledgers,
)
from consultations.shapes import NOT_ASKED
from models import store
from models.response import Frozen, FrozenSum

ENOUGH = 5


def freeze(db: Session, consultation_id: str) -> None:
    """Add the closed sessions of a consultation to its sums, as far as they may be. Safe to call again."""
    store.take_turn(db, f"sums {consultation_id}")
    for ledger in ledgers(db, consultation_id):
        for kind in VIEWS:
            _add_what_may(ledger, kind, HEADS)
            for key in ledger.parents:
                _add_what_may(ledger, kind, key)


def _add_what_may(ledger: Ledger, kind: View, key: Key) -> None:
    """Add to the sums of one question what may be added by itself, and then what may be added together."""
    done = ledger.stands.get((kind, key), {})
    waiting = [one for one in _units(ledger, kind, key) if not one.session_ids & done.keys()]
    if (kind, key) != ("all", HEADS):
        waiting = [one for one in waiting if ledger.unchanged(one)]
    if kind == "language":
        waiting = _whole(ledger, key, waiting)
    for one in waiting:
        if _enough(ledger, kind, key, one) and (kind == "all" or _mixed(ledger, key, one, alone=True)):
            _add(ledger, kind, key, one)
    standing = ledger.stands.get((kind, key), {}).keys()
    rest = [one for one in waiting if not one.session_ids & standing and ledger.walked(one)]
    if kind == "language":
        rest = [one for one in rest if _mixed(ledger, key, one)]
    if len(rest) > 1 and _enough(ledger, kind, key, together := as_one(rest)):
        _add(ledger, kind, key, together)


def _units(ledger: Ledger, kind: View, key: Key) -> list[Bundle]:
    """What a sum is made of, never in pieces: sessions for the heads, for a question the clusters of its parent."""
    if key != HEADS:
        return ledger.clusters(kind, ledger.parents[key])
    if kind == "language":
        return ledger.clusters("all", HEADS)
    return [Bundle(one, frozenset({one})) for one in sorted(ledger.sessions)]


def _whole(ledger: Ledger, key: Key, bundles: Sequence[Bundle]) -> list[Bundle]:
    """Bundles that share a cluster of `all` as one; without those that hold only a piece of one."""
    left = list(bundles)
    for cluster in ledger.clusters("all", key):
        touched = [one for one in left if one.session_ids & cluster.session_ids]
        if touched:
            left = [one for one in left if one not in touched]
            together = as_one(touched)
            if cluster.session_ids <= together.session_ids:
                left.append(together)
    standing = ledger.stands.get(("all", key), {}).keys()
    return [one for one in left if one.session_ids <= standing]


def _mixed(ledger: Ledger, key: Key, bundle: Bundle, *, alone: bool = False) -> bool:
    """Whether each language gave values in each cluster of `all` in a bundle. `alone`: or it is one such cluster."""
    parts = [one for one in ledger.clusters("all", key) if one.session_ids <= bundle.session_ids]
    if alone and len(parts) == 1:
        return True
    languages = {walk.language for walk in ledger.walked(bundle)}
    spoken = [
        {walk.language for walk in ledger.walked(part) if key == HEADS or walk.gave[key][1] is None} for part in parts
    ]
    return len(languages) > 1 and all(one == languages for one in spoken)


def _enough(ledger: Ledger, kind: View, key: Key, bundle: Bundle) -> bool:
    """Whether a bundle may become a sum: in each group of it five children came and met, none or five gave."""
    walked = ledger.walked(bundle)
    languages = {walk.language for walk in walked} if kind == "language" else {""}
    groups = [[walk for walk in walked if language in ("", walk.language)] for language in languages]
    if key == HEADS:
        return bool(groups) and all(children_of(group) >= ENOUGH for group in groups)
    counted = [_met_and_gave(group, key) for group in groups]
    return bool(groups) and all(met >= ENOUGH and (not gave or gave >= ENOUGH) for met, gave in counted)


def _met_and_gave(walked: Sequence[Walked], key: Key) -> tuple[int, int]:
    """How many children met a question, and how many children stand behind the values that were given to it."""
    met = [walk for walk in walked if walk.gave[key][1] != NOT_ASKED]
    return children_of(met), children_of(walk for walk in met if walk.gave[key][1] is None)


def _add(ledger: Ledger, kind: View, key: Key, bundle: Bundle) -> None:
    together = ledger.walked(bundle)
    stem, fingerprint = key
    languages = [""] if kind == "all" else sorted({walk.language for walk in together})
    told = _told_before(ledger, kind, key, bundle) if key in ledger.second else None
    for language in languages:
        of_group = [walk for walk in together if language in {"", walk.language}]
        met, gave = (0, 0) if key == HEADS else _met_and_gave(of_group, key)
        ledger.db.add(
            FrozenSum(
                consultation_id=ledger.version.consultation_id,
                stem=stem,
                fingerprint=fingerprint,
                view=kind,
                language=language,
                cluster=bundle.cluster,
                participants=len(of_group),
                children=children_of(of_group),
                met=met,
                gave=gave,
                values=[] if key == HEADS else _counted(of_group, key, told),
            )
        )
    for one in sorted(bundle.session_ids):
        ledger.db.add(
            Frozen(group_session_id=one, view=kind, stem=stem, fingerprint=fingerprint, cluster=bundle.cluster)
        )
        ledger.stands.setdefault((kind, key), {})[one] = bundle.cluster
    if (kind, key) == ("all", HEADS):
        ledger.came[bundle.cluster] = len(together), children_of(together)
    ledger.db.flush()


def _told_before(ledger: Ledger, kind: View, key: Key, bundle: Bundle) -> frozenset[str]:
    """Of what a second round may tell what was given before: of the vote (""), or of which statements.

    Whoever voted did so twice; or in each language those who voted twice, only before, and only now are none or five.
    """
    if kind != "all":
        return frozenset()
    first, by_statement = ledger.parents[key], key in ledger.stances
    voted: dict[str, Counter[tuple[str, bool, bool]]] = {}
    for walk in ledger.walked(bundle):
        before = _parts(walk.gave[first][0], by_statement)
        now = _parts((walk.gave[key][0] or {}).get("now"), by_statement)
        for part in before | now:
            voted.setdefault(part, Counter())[walk.language, part in before, part in now] += walk.size
    return frozenset(
        part
        for part, how in voted.items()
        if all(before and now for _, before, now in how) or all(children >= ENOUGH for children in how.values())
    )


def _parts(value: Any, by_statement: bool) -> set[str]:
    return set() if value is None else set(value) if by_statement else {""}


def _counted(walked: list[Walked], key: Key, told: frozenset[str] | None) -> list[Any]:
    """[value, missing, size, times], sorted so that nothing tells who came first.

    `told`: of a second round, of what it may tell what was given before.
    """
    counted: Counter[str] = Counter()
    held: dict[str, list[Any]] = {}
    for one in walked:
        value, missing = one.gave[key]
        if told is not None and missing is None:
            value = _with_what_may_be_told(value, told)
        entry = [value, missing, one.size]
        name = json.dumps(entry, sort_keys=True)
        held[name] = entry
        counted[name] += 1
    return [[*held[name], counted[name]] for name in sorted(held)]


def _with_what_may_be_told(value: Any, told: frozenset[str]) -> dict[str, Any]:
    if not told:
        return {"now": value["now"]}
    first = value["first"]
    if first is not None and "" not in told:
        first = {statement: stance for statement, stance in first.items() if statement in told}
    return {"first": first, "now": value["now"]}
