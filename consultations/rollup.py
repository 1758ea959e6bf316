"""Many responses → Results: only what is released, added up by each question's own type, protected, and with its n."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import mean, median
from typing import Any, Literal

from sqlmodel import Session, col, func, select

from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.drafting import view
from consultations.drafting.view import BANDS, QuestionView, VersionView
from consultations.protection import disclosure, release
from consultations.sessions import PROVINCES
from consultations.shapes import REST, Bar, Contribution, Group, Heard, QuestionResult, Results, Spread, Tally, Voices
from consultations.statistics.clusters import planned_design_effect
from consultations.statistics.interval import FEWEST_CLASSES
from consultations.statistics.proportions import clustered, spread_over_clusters
from models.consultation import Consultation, Version
from models.group_session import GroupSession, Participant
from models.response import Frozen, FrozenSum

FEWEST_IN_CLASS = 10
ALIKE = 0.05  # how alike children of one class usually are (methods §3.3: .02 to .10)
Sums = Mapping[tuple[str, str, str], list[Contribution]]


def roll_up(db: Session, who: Visitor, consultation_id: str) -> Results:
    """All closed sessions of a consultation together, for a designer."""
    home = db.get(Consultation, consultation_id)
    if home is None:
        raise Denied
    require(who, Action.READ_RESULTS, Thing(organisation_id=home.organisation_id))
    versions = _published(db, consultation_id)
    if not versions:
        raise Denied
    whole = release.contributions(db, consultation_id, "all")
    apart = release.contributions(db, consultation_id, "language")
    return Results(
        consultation_id=consultation_id,
        title=versions[-1].notices["title"],
        purpose=versions[-1].notices["purpose"],
        kind=home.kind,
        heard=_heard(db, consultation_id, versions),
        questions=_questions(versions, whole, apart, room=False),
    )


def room(db: Session, who: Visitor, session_id: str) -> Results:
    """One closed session's own results, for the facilitator who led it, by the room's rule."""
    session = db.get(GroupSession, session_id)
    if session is None:
        raise Denied
    require(who, Action.LEAD, Thing(session.organisation_id, session.facilitator_id))
    asked = view.version(db, session.version_id)
    whole = release.contributions(db, session.consultation_id, "all", cluster=session_id)
    children = max((sum(one.times * one.size for one in held) for held in whole.values()), default=0)
    return Results(
        consultation_id=session.consultation_id,
        title=asked.notices["title"],
        purpose=asked.notices["purpose"],
        kind=asked.kind,
        heard=Heard(sessions=1, children=children, languages={}, bands={}, provinces={}),
        questions=_questions((asked,), whole, {}, room=True),
    )


def _published(db: Session, consultation_id: str) -> tuple[VersionView, ...]:
    ids = db.exec(
        select(Version.id)
        .where(Version.consultation_id == consultation_id, col(Version.published_on).is_not(None))
        .order_by(col(Version.number))
    ).all()
    return tuple(view.version(db, one) for one in ids)


def _questions(versions: Sequence[VersionView], whole: Sums, apart: Sums, *, room: bool) -> tuple[QuestionResult, ...]:
    """The newest version's questions in order; then older wordings that were answered, each by itself."""
    results: list[QuestionResult] = []
    shown: set[tuple[str, str]] = set()
    delicate = {key for version in versions for key in _delicate(version)}
    for version in reversed(versions):
        for one in version.questions:
            key = (one.stem, one.fingerprint)
            newest = version is versions[-1]
            if not one.how.asks or key in shown or not (newest or (*key, "") in whole):
                continue
            shown.add(key)
            made = _question(one, whole, apart, sensitive=key in delicate, room=room)
            results.append(replace(made, version=version.number))
    return tuple(results)


def _delicate(version: VersionView) -> Iterator[tuple[str, str]]:
    """The sensitive questions, and those that hang from one: how many met them tells an answer.

    What was delicate in one version stays so in all: the answers of that version are in the same sum.
    """
    found: set[str] = set()
    for one in version.questions:
        if one.sensitive or (one.show_when and one.show_when["stem"] in found):
            found.add(one.stem)
            yield one.stem, one.fingerprint


def _question(one: QuestionView, whole: Sums, apart: Sums, *, sensitive: bool, room: bool) -> QuestionResult:
    key = (one.stem, one.fingerprint)
    held = whole.get((*key, ""), [])
    parts: dict[Literal["nl", "fr"], list[Contribution]] = {
        language: apart[(*key, language)] for language in ("nl", "fr") if (*key, language) in apart
    }
    settings = one.read_settings
    protected = disclosure.protect(
        one.how.summarise(held, settings),
        {language: one.how.summarise(part, settings) for language, part in parts.items()},
        sensitive=sensitive,
        room=room,
    )
    if room:
        groups = protected.groups
    else:
        of_group: dict[str, list[Contribution]] = {"all": held} | dict(parts)
        groups = tuple(_with_doubt(group, one, settings, of_group[group.name]) for group in protected.groups)
    assert one.how.shape != "nothing"
    return QuestionResult(
        stem=one.stem,
        fingerprint=one.fingerprint,
        type=one.type,
        wording=one.wording,
        labels=one.how.labels(settings),
        sensitive=sensitive,
        shape=one.how.shape,
        groups=groups,
        refused=protected.refused,
    )


def _with_doubt(group: Group, one: QuestionView, settings: Any, held: Sequence[Contribution]) -> Group:
    """How sure a share is: one class is described; two to four have a range; five or more an interval that knows
    that children of one class are alike (methods §3.3–3.4). A sensitive question has none.
    """
    clusters = sorted({each.cluster for each in held})
    group = replace(group, clusters=len(clusters))
    if not group.bars or group.rounded or len(clusters) < 2:
        return group
    by_cluster = []
    for cluster in clusters:
        summary = one.how.summarise([each for each in held if each.cluster == cluster], settings)
        if not isinstance(summary, Voices) and summary.answered:
            by_cluster.append(summary)
    sizes = [summary.answered for summary in by_cluster]
    if len(sizes) < 2:
        return group
    counted = [_of_bar(bar, group, by_cluster) for bar in group.bars]
    bars = _doubted(group.bars, counted, sizes)
    band: Literal["none", "range", "interval"] = "none"
    if any(bar.low is not None for bar in bars):
        band = "interval" if len(sizes) >= FEWEST_CLASSES else "range"
    return replace(group, bars=tuple(bars), band=band)


def _of_bar(bar: Bar, group: Group, by_cluster: Sequence[Tally | Spread]) -> list[int]:
    """How many gave this answer in each class, answers that were taken together added up."""
    known = by_cluster[0].counts
    if bar.key == REST:
        alone = {each.key for each in group.bars}
        members = [key for key in known if key not in alone]
    else:
        members = [bar.key] if bar.key in known else bar.key.split("+")
    return [sum(summary.counts[key] for key in members) for summary in by_cluster]


def _doubted(bars: Sequence[Bar], counted: Sequence[list[int]], sizes: list[int]) -> list[Bar]:
    if len(sizes) >= FEWEST_CLASSES:
        first = [clustered(counts, sizes) for counts in counted]
        # Where all classes have the same share (nobody, everybody) they cannot show how alike they are: the others do.
        seen = [one.deff for one in first if one.method == "korn_graubard"]
        plain = max(1.0, median(seen)) if seen else planned_design_effect(mean(sizes), ALIKE)
        intervals = [clustered(counts, sizes, deff=plain) for counts in counted]
        return [replace(bar, low=one.low, high=one.high) for bar, one in zip(bars, intervals, strict=True)]
    if min(sizes) >= FEWEST_IN_CLASS:
        ranges = [spread_over_clusters(counts, sizes) for counts in counted]
        return [replace(bar, low=low, high=high) for bar, (low, high) in zip(bars, ranges, strict=True)]
    return list(bars)


def _heard(db: Session, consultation_id: str, versions: Sequence[VersionView]) -> Heard:
    """Whose answers are in the sums, and which ages, languages and provinces are silent."""
    sessions = db.exec(
        select(GroupSession)
        .join(Frozen, col(Frozen.group_session_id) == col(GroupSession.id))
        .where(GroupSession.consultation_id == consultation_id, Frozen.view == "all")
    ).all()
    waiting = db.exec(
        select(func.count(func.distinct(GroupSession.id)))
        .join(Participant, col(Participant.group_session_id) == col(GroupSession.id))
        .where(
            GroupSession.consultation_id == consultation_id,
            GroupSession.state == "closed",
            col(GroupSession.trial).is_(False),
            Participant.assent == "yes",
            Participant.state != "declined",
            col(GroupSession.id).not_in([one.id for one in sessions]),
        )
    ).one()
    told_apart = db.exec(select(Frozen.group_session_id).where(Frozen.view == "language")).all()
    mixed = {one.language for one in sessions if one.id not in told_apart}  # who spoke what there is not to be told
    bands = {band: sum(one.age_band == band for one in sessions) for band in BANDS}
    provinces = {name: sum(one.province == name for one in sessions) for name in PROVINCES}
    languages = _children(db, consultation_id, "language")
    wanted = versions[-1].age_bands
    return Heard(
        sessions=len(sessions),
        children=_children(db, consultation_id, "all").get("", 0),
        languages=languages,
        bands={band: count for band, count in bands.items() if count},
        provinces={name: count for name, count in provinces.items() if count},
        silent_bands=tuple(band for band in wanted if not bands[band]),
        silent_languages=tuple(one for one in ("nl", "fr") if not languages.get(one) and not mixed & {one, "both"}),
        silent_provinces=tuple(name for name, count in provinces.items() if not count),
        waiting=waiting,
    )


def _children(db: Session, consultation_id: str, kind: release.View) -> dict[str, int]:
    """How many children stand in the sums of a view, by language: each cluster counted once."""
    rows = db.exec(
        select(FrozenSum.cluster, FrozenSum.language, func.max(FrozenSum.children))
        .where(FrozenSum.consultation_id == consultation_id, FrozenSum.view == kind)
        .group_by(col(FrozenSum.cluster), col(FrozenSum.language))
    ).all()
    counted: dict[str, int] = {}
    for _, language, children in rows:
        counted[language] = counted.get(language, 0) + children
    return counted
