"""Cards a group wrote itself, among the things it chose from: what they say, and who had them before them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from consultations.collecting.cards import options_of
from consultations.drafting import view
from consultations.drafting.view import QuestionView
from consultations.protection import disclosure
from consultations.protection.ledger import Key
from consultations.questions.options import Option
from consultations.rollup.units import behind
from consultations.shapes import Contribution
from models.group_session import GroupSession
from models.response import Frozen

TAKEN_AWAY = {"nl": "(weggehaald)", "fr": "(retirée)"}


@dataclass(frozen=True)
class Choosable:
    """What may be shown of the things there were to choose from.

    `settings` hold only those; `own`: the cards among them, by the one session (its cluster) that had them; `left_out`:
    whether some are not in there, since too few children had them before them.
    """

    settings: Any
    own: Mapping[str, str] = field(default_factory=dict)
    left_out: bool = False


def choosable(db: Session, one: QuestionView, key: Key, held: Sequence[Contribution], *, room: bool) -> Choosable:
    """Of a question with options: those of the author, and the cards of each session's own wall."""
    settings = one.read_settings
    if one.how.shape not in ("dots", "pairs", "stances", "piles"):
        return Choosable(settings)
    written = {option.key for option in settings.options}
    cards, home = _cards(db, one, key, held, written)
    gave: dict[str, int] = {}
    for each in held:
        if each.missing is None:
            gave[each.cluster] = gave.get(each.cluster, 0) + each.size * each.times
    if one.how.shape == "dots":
        children = {card: gave.get(cluster, 0) for card, cluster in home.items()}
        hidden = {card for card in cards if not disclosure.enough(children.get(card, 0), room=room)}
    else:
        # Nobody compares, sorts or takes a stand on everything: each thing has its own number of children.
        children = behind(one.how.shape, held)
        every = {*written, *cards}
        hidden = {each for each in every if children.get(each) and not disclosure.enough(children[each], room=room)}
        hidden |= {card for card in cards if card not in home}
    shown = one.how.with_cards(settings, [card for name, card in cards.items() if name not in hidden])
    shown = shown.model_copy(update={"options": tuple(each for each in shown.options if each.key not in hidden)})
    return Choosable(shown, {card: home[card] for card in cards if card not in hidden}, bool(hidden))


def _cards(
    db: Session, one: QuestionView, key: Key, held: Sequence[Contribution], written: set[str]
) -> tuple[dict[str, Option], dict[str, str]]:
    """The cards of sessions that stand by themselves in the sums, and the cluster of each.

    A card of sessions that were added together is none of them: it cannot be told how many had it before them.
    """
    if not one.read_settings.wall:
        return {}, {}
    cards: dict[str, Option] = {}
    home: dict[str, str] = {}
    stands = db.exec(
        select(GroupSession)
        .join(Frozen, col(Frozen.group_session_id) == col(GroupSession.id))
        .where(
            Frozen.view == "all",
            Frozen.stem == key[0],
            Frozen.fingerprint == key[1],
            Frozen.cluster == GroupSession.id,
            col(Frozen.cluster).in_({each.cluster for each in held}),
        )
        .order_by(col(GroupSession.id))
    ).all()
    for session in stands:
        asked = view.asked(db, session.version_id)
        question = next(
            each for each in asked.questions if (each.stem, each.fingerprint) == (one.stem, one.fingerprint)
        )
        for option in options_of(db, session.id, asked, question):
            if option.key not in written:
                cards[option.key], home[option.key] = option, session.id
    alone = {session.id for session in stands}
    for each in held:
        for card in sorted(_chosen(each)) if each.missing is None else ():
            if card not in written and card not in cards:
                cards[card] = Option.model_construct(key=card, nl=TAKEN_AWAY["nl"], fr=TAKEN_AWAY["fr"])
                if each.cluster in alone:
                    home[card] = each.cluster
    return cards, home


def _chosen(one: Contribution) -> set[str]:
    value = one.value
    if isinstance(value, list):
        return {key for left, right, _ in value for key in (left, right)}
    return set(value["cards"] if isinstance(value.get("cards"), Mapping) else value)
