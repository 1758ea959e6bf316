"""Many responses → Results: only what is released, added up by each question's own type, protected, and with its n."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from statistics import mean, median
from typing import Any, Literal

from sqlmodel import Session, col, func, select

from consultations import talked
from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.drafting import view
from consultations.drafting.view import BANDS, QuestionView, VersionView
from consultations.kinds import kinds
from consultations.protection import disclosure, release
from consultations.protection.ledger import Key
from consultations.sessions import PROVINCES
from consultations.shapes import REST, Bar, Contribution, Group, Heard, QuestionResult, Results, Spread, Tally, Voices
from consultations.statistics.clusters import planned_design_effect
from consultations.statistics.interval import FEWEST_CLASSES
from consultations.statistics.proportions import clustered, spread_over_clusters
from models.consultation import Consultation, Version
from models.group_session import GroupSession, Participant
from models.response import Frozen

FEWEST_IN_CLASS = 10
FEWEST_FOR_RANGE = 3
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
    if kinds()[home.kind].pen == "facilitator":
        return Results(
            consultation_id=consultation_id,
            title=versions[-1].notices["title"],
            purpose=versions[-1].notices["purpose"],
            kind=home.kind,
            heard=talked.heard(db, consultation_id, versions),
            questions=talked.questions(db, consultation_id, versions),
        )
    whole = release.contributions(db, consultation_id, "all")
    apart = release.contributions(db, consultation_id, "language")
    return Results(
        consultation_id=consultation_id,
        title=versions[-1].notices["title"],
        purpose=versions[-1].notices["purpose"],
        kind=home.kind,
        heard=_heard(db, consultation_id, versions),
        questions=_questions(versions, whole, apart, release.waiting(db, consultation_id), room=False),
    )


def room(db: Session, who: Visitor, session_id: str) -> Results:
    """One closed session's own results, for the facilitator who led it, by the room's rule."""
    session = db.get(GroupSession, session_id)
    if session is None:
        raise Denied
    require(who, Action.LEAD, Thing(session.organisation_id, session.facilitator_id))
    asked = view.version(db, session.version_id)
    whole = release.contributions(db, session.consultation_id, "all", cluster=session_id)
    children = release.heads(db, session.consultation_id, "all", cluster=session_id).get("", 0)
    waiting = release.waiting(db, session.consultation_id)
    own = {key for key, sessions in waiting.items() if session_id in sessions}
    return Results(
        consultation_id=session.consultation_id,
        title=asked.notices["title"],
        purpose=asked.notices["purpose"],
        kind=asked.kind,
        heard=Heard(sessions=1, children=children, languages={}, bands={}, provinces={}),
        questions=_questions((asked,), whole, {}, own, room=True),
    )


def _published(db: Session, consultation_id: str) -> tuple[VersionView, ...]:
    ids = db.exec(
        select(Version.id)
        .where(Version.consultation_id == consultation_id, col(Version.published_on).is_not(None))
        .order_by(col(Version.number))
    ).all()
    return tuple(view.version(db, one) for one in ids)


def _questions(
    versions: Sequence[VersionView], whole: Sums, apart: Sums, waiting: Collection[Key], *, room: bool
) -> tuple[QuestionResult, ...]:
    """The newest version's questions in order; then older wordings that were answered, each by itself."""
    results: list[QuestionResult] = []
    shown: set[tuple[str, str]] = set()
    # What was delicate in one version stays so in all: the answers of that version are in the same sum.
    delicate = {(one.stem, one.fingerprint) for each in versions for one in each.questions if each.delicate(one)}
    for version in reversed(versions):
        for one in version.questions:
            key = (one.stem, one.fingerprint)
            newest = version is versions[-1]
            if not one.how.asks or key in shown or not (newest or (*key, "") in whole):
                continue
            shown.add(key)
            made = _question(one, whole, apart, sensitive=key in delicate, room=room)
            results.append(replace(_waits(made, room=room) if key in waiting else made, version=version.number))
    return tuple(results)


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
        groups = _one_range([_with_doubt(group, one, settings, of_group[group.name]) for group in protected.groups])
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


def _waits(made: QuestionResult, *, room: bool) -> QuestionResult:
    """The result of a question that is not in the sums for every class: it says so, and never says "nobody".

    One class by itself is in them or not: then there were too few.
    """
    if not made.groups:
        return made
    if made.group("all") == Group("all", 0, 0):
        return replace(made, groups=(), refused=("too_few" if room else "waiting",))
    return replace(made, refused=(*made.refused, "waiting"))


def _with_doubt(group: Group, one: QuestionView, settings: Any, held: Sequence[Contribution]) -> Group:
    """How sure a share is: one or two classes are described; three or four have a range where it tells of no few
    children; five or more an interval that knows that children of one class are alike (methods §3.3–3.4). A sensitive
    question has none.
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


def _one_range(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Where the whole has a range no language has one beside it: subtracting would tell of the other, by class."""
    if not any(group.name == "all" and group.band == "range" for group in groups):
        return tuple(groups)
    return tuple(
        replace(group, band="none", bars=tuple(replace(bar, low=None, high=None) for bar in group.bars))
        if group.name != "all" and group.band == "range"
        else group
        for group in groups
    )


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
    if len(sizes) >= FEWEST_FOR_RANGE and min(sizes) >= FEWEST_IN_CLASS and _no_small_cell(counted, sizes):
        ranges = [spread_over_clusters(counts, sizes) for counts in counted]
        return [replace(bar, low=low, high=high) for bar, (low, high) in zip(bars, ranges, strict=True)]
    return list(bars)


def _no_small_cell(counted: Sequence[list[int]], sizes: list[int]) -> bool:
    """Whether no class has one to four children behind an answer, or behind all others: with the total beside it, the
    range of few classes lets one work out what each class said. Of one bar it tells of the others, so it is all or
    none; and of two classes it always tells, so there is none.
    """
    cells = [(count, size - count) for counts in counted for count, size in zip(counts, sizes, strict=True)]
    return not any(0 < cell < disclosure.FEW for both in cells for cell in both)


def _heard(db: Session, consultation_id: str, versions: Sequence[VersionView]) -> Heard:
    """Whose answers are in the sums, and which ages, languages and provinces are silent."""
    sessions = db.exec(
        select(GroupSession)
        .join(Frozen, col(Frozen.group_session_id) == col(GroupSession.id))
        .where(GroupSession.consultation_id == consultation_id, Frozen.view == "all", Frozen.stem == "")
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
    told_apart = db.exec(select(Frozen.group_session_id).where(Frozen.view == "language", Frozen.stem == "")).all()
    mixed = {one.language for one in sessions if one.id not in told_apart}  # who spoke what there is not to be told
    bands = {band: sum(one.age_band == band for one in sessions) for band in BANDS}
    provinces = {name: sum(one.province == name for one in sessions) for name in PROVINCES}
    languages = release.heads(db, consultation_id, "language")
    wanted = versions[-1].age_bands
    return Heard(
        sessions=len(sessions),
        children=release.heads(db, consultation_id, "all").get("", 0),
        languages=languages,
        bands={band: count for band, count in bands.items() if count},
        provinces={name: count for name, count in provinces.items() if count},
        silent_bands=tuple(band for band in wanted if not bands[band]),
        silent_languages=tuple(one for one in ("nl", "fr") if not languages.get(one) and not mixed & {one, "both"}),
        silent_provinces=tuple(name for name, count in provinces.items() if not count),
        waiting=waiting,
    )
