"""The pages children put pins on, as results need them: what each is, its picture, and those that are there no more."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from consultations.drafting.view import QuestionView
from consultations.questions.options import Page
from consultations.rollup.own_cards import TAKEN_AWAY
from consultations.shapes import Contribution
from consultations.tooling.choosing import versions_tested
from consultations.tooling.pages import pages_of


def pages_tested(db: Session, consultation_id: str, tool_version_id: str | None) -> tuple[Page, ...]:
    """The pages of the version that was asked for, if it was tested; or of all that were, the newest first."""
    tested = versions_tested(db, consultation_id)
    return pages_of(db, [one.id for one in tested if tool_version_id in (None, one.id)])


def with_pages(one: QuestionView, settings: Any, pages: Sequence[Page], held: Sequence[Contribution]) -> Any:
    """The settings with these pages, and behind them the pages in the sums that were taken out of the tool since."""
    if not one.how.paged:
        return settings
    there = {page.key for page in pages}
    pinned = {pin[0] for each in held if each.missing is None for pin in each.value}
    return one.how.with_pages(settings, [*pages, *(_gone(key) for key in sorted(pinned - there))])


def _gone(key: str) -> Page:
    return Page.model_construct(key=key, nl=TAKEN_AWAY["nl"], fr=TAKEN_AWAY["fr"], picture="")
