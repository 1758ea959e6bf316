"""How a vote stands in the room, in bars and plain figures: for who leads it, and for the projector."""

from collections.abc import Callable, Mapping

import streamlit as st

from consultations.shapes import Opinions, Ranking, Summary, Tally, Words
from pages.parts import text
from pages.parts.frame import Visit

SHOWN = 30


def draw(visit: Visit, standing: Summary, labels: Mapping[str, Words], languages: tuple[str, ...]) -> None:
    """One round, most first."""

    def called(key: str) -> str:
        words = labels.get(key, {})
        return " / ".join(dict.fromkeys(filter(None, (words.get(one, "") for one in languages)))) or "…"

    match standing:
        case Tally(counts=counts, dots=dots):
            _dots(visit, dots or counts, counts, called)
        case Ranking(rows=rows, why=why):
            if why:
                st.info(visit.say("We cannot tell yet which is liked most."))
            for one in rows[:SHOWN]:
                times = visit.say("chosen {chosen} of {shown} times", chosen=one.chosen, shown=one.shown)
                _bar(one.chosen / one.shown if one.shown else 0.0, called(one.key), times)
        case Opinions(rows=opinions):
            for each in opinions[:SHOWN]:
                met = each.agree + each.disagree + each.passed
                told = f"👍 {each.agree}  👎 {each.disagree}  – {each.passed}"
                _bar(each.agree / met if met else 0.0, called(each.key), told)


def _dots(visit: Visit, dots: Mapping[str, int], counts: Mapping[str, int], called: Callable[[str], str]) -> None:
    most = max(dots.values(), default=0) or 1
    for key in sorted(dots, key=lambda one: -dots[one])[:SHOWN]:
        stickers = visit.count("{n} sticker", "{n} stickers", dots[key])
        of = visit.count("from {n} contribution", "from {n} contributions", counts[key])
        _bar(dots[key] / most, called(key), f"{stickers} {of}")


def _bar(share: float, words: str, figures: str) -> None:
    st.progress(min(1.0, share), text.one_line(f"{words}  {figures}"))
