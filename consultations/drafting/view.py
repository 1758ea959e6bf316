"""A version as it is read everywhere else: frozen values, no rows."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session, col, select

from consultations.access import Denied, Thing
from consultations.drafting.twins import Texts, Twins
from consultations.questions import question_type
from consultations.questions.base import QuestionType
from consultations.shapes import Words
from models.consultation import Consultation, Question, Version

NOTICES = ("title", "purpose", "decider")
MEANWHILE = {"minutes", "phase", "chapter", "activity"}
BANDS = ("6-8", "9-11", "12-14", "15-18")


@dataclass(frozen=True)
class QuestionView:
    """One question of a version."""

    id: str
    stem: str
    type: str
    wording: Words
    settings: Mapping[str, Any]
    twins: Twins
    sensitive: bool
    show_when: Mapping[str, Any] | None
    edition: int

    @property
    def how(self) -> QuestionType:
        """Its question type."""
        return question_type(self.type)

    @cached_property
    def read_settings(self) -> Any:
        """Its settings as the typed model of its type."""
        return self.how.read(self.settings)

    @property
    def texts(self) -> Texts:
        """Everything an author wrote in it, by path."""
        return {"wording": self.wording, **self.how.texts(self.read_settings)}

    def edited(self, wording: Words, settings: Mapping[str, Any], sensitive: bool) -> "QuestionView":
        """The question with these words; with these settings too, if its type can read them."""
        try:
            self.how.read(settings)
        except ValidationError:
            settings = self.settings
        return replace(self, wording=wording, settings=settings, sensitive=sensitive)

    @cached_property
    def fingerprint(self) -> str:
        """The same for two questions that ask the same in the same words: only those are added up together.

        When it is asked, for how long, and what is done meanwhile changes nothing of what is asked.
        """
        asked = self.read_settings.model_dump(mode="json", exclude=MEANWHILE)
        said = [self.type, dict(self.wording), asked, self.sensitive]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class VersionView:
    """One version of a consultation, with its questions in order."""

    id: str
    consultation_id: str
    organisation_id: str
    kind: str
    number: int
    notices: Mapping[str, Words]
    twins: Twins
    age_bands: tuple[str, ...]
    decides_on: date | None
    published_on: date | None
    edition: int
    questions: tuple[QuestionView, ...]
    tool_id: str | None = None

    @property
    def thing(self) -> Thing:
        """What the access table asks about."""
        return Thing(organisation_id=self.organisation_id)

    @property
    def youngest(self) -> str | None:
        """The youngest band: it decides the rules."""
        return next((band for band in BANDS if band in self.age_bands), None)

    def called(self, language: str) -> str:
        """The title, in `language` or else in the other."""
        words = self.notices.get("title", {})
        return words.get(language) or words.get("nl") or words.get("fr") or ""

    def delicate(self, question: QuestionView) -> bool:
        """Whether a question of this version is sensitive, or hangs from one that is, directly or through others.

        Who met it has told something about the sensitive question, so the same rules hold for both.
        """
        return question.id in self._delicate

    @cached_property
    def _delicate(self) -> frozenset[str]:
        stems: set[str] = set()
        found: set[str] = set()
        for one in self.questions:
            if one.sensitive or (one.show_when and one.show_when["stem"] in stems):
                stems.add(one.stem)
                found.add(one.id)
        return frozenset(found)

    def question(self, question_id: str) -> QuestionView:
        """The question with this id; `Denied` when it is not one of this version."""
        for one in self.questions:
            if one.id == question_id:
                return one
        raise Denied


def asked(db: Session, version_id: str) -> VersionView:
    """A version that children are answering. Once published it never changes, so it is read once a process."""
    kept = _PUBLISHED.get(version_id)
    if kept is None:
        kept = version(db, version_id)
        if kept.published_on is not None:
            _PUBLISHED.keep(kept)
    return kept


def version(db: Session, version_id: str) -> VersionView:
    """A version as it stands in the database at this moment."""
    row = db.get(Version, version_id)
    if row is None:
        raise Denied
    home = db.get_one(Consultation, row.consultation_id)
    questions = db.exec(
        select(Question).where(Question.version_id == version_id).order_by(col(Question.position), col(Question.id))
    )
    return VersionView(
        id=row.id,
        consultation_id=home.id,
        organisation_id=home.organisation_id,
        kind=home.kind,
        number=row.number,
        notices=row.notices,
        twins=row.twins,
        age_bands=tuple(row.age_bands),
        decides_on=row.decides_on,
        published_on=row.published_on,
        edition=row.edition,
        questions=tuple(_question(one) for one in questions),
        tool_id=home.tool_id,
    )


def held(db: Session, version_id: str) -> VersionView:
    """A version as it stands; nobody else edits, publishes or deletes it until this transaction ends."""
    db.get(Version, version_id, with_for_update=True, populate_existing=True)
    return version(db, version_id)


class _Shelf:
    """The published versions this process has read, the latest few hundred. Holds no child's word."""

    def __init__(self, room: int) -> None:
        self._held: dict[str, VersionView] = {}
        self._room = room

    def get(self, version_id: str) -> VersionView | None:
        """A version that was kept."""
        return self._held.get(version_id)

    def keep(self, made: VersionView) -> None:
        """Keep a version; the oldest makes room."""
        while len(self._held) >= self._room:
            self._held.pop(next(iter(self._held)), None)
        self._held[made.id] = made


_PUBLISHED = _Shelf(200)


def _question(row: Question) -> QuestionView:
    return QuestionView(
        id=row.id,
        stem=row.stem,
        type=row.type,
        wording=row.wording,
        settings=row.settings,
        twins=row.twins,
        sensitive=row.sensitive,
        show_when=row.show_when,
        edition=row.edition,
    )
