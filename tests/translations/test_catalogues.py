"""Every sentence of ours exists in Dutch, French and English, says the same holes, and is spelt as it should be."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages import pofile
from babel.messages.catalog import Catalog, Message

from translations import FOLDER, LANGUAGES, LOCALES, words

ROOT = Path(__file__).resolve().parent.parent.parent
HOLE = re.compile(r"\{[a-z_]+\}")
LINK = re.compile(r"\]\(tel:[^)]*\)")
CHILDRENS = (
    "pages/child", "pages/parts/walk.py", "pages/parts/helping.py", "pages/http/joining.py", "pages/parts/asking.py",
    "pages/parts/assenting.py", "pages/parts/making.py", "pages/parts/wall.py", "pages/parts/sharing.py",
    "pages/parts/following.py", "pages/parts/as_seen.py",
)  # fmt: skip


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Every sentence that stands in the code at this moment."""
    out = tmp_path_factory.mktemp("words") / "messages.pot"
    subprocess.run(
        [
            str(Path(sys.executable).parent / "pybabel"), "-q", "extract", "-F", "translations/babel.cfg",
            "-k", "N_", "-k", "say", "-k", "gettext", "-k", "count:1,2", "-k", "Refused",
            "-o", str(out), "pages", "consultations",
        ],
        cwd=ROOT, check=True,
    )  # fmt: skip
    with out.open("rb") as file:
        return pofile.read_po(file)


def catalogue(language: str) -> Catalog:
    with (FOLDER / f"{language}.po").open("rb") as file:
        return pofile.read_po(file, locale=LOCALES[language])


def key(message: Message) -> str | tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, list | tuple) else message.id


def forms(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, list | tuple) else [message.string]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_in_the_code_is_in_every_language_and_no_other(gathered: Catalog, language: str):
    wanted = {key(one) for one in gathered if one.id}
    held = {key(one) for one in catalogue(language) if one.id}
    assert (wanted - held, held - wanted) == (set(), set())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty_or_uncertain(language: str):
    assert [one.id for one in catalogue(language) if one.id and (one.fuzzy or not all(forms(one)))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_keeps_its_holes_and_telephone_links(language: str):
    wrong = []
    for one in catalogue(language):
        if not one.id:
            continue
        of = " ".join(key(one)) if isinstance(key(one), tuple) else one.id
        for form in forms(one):
            same_holes = set(HOLE.findall(form)) in (set(HOLE.findall(of)), set(HOLE.findall(of)) - {"{n}"})
            if not same_holes or sorted(LINK.findall(form)) != sorted(LINK.findall(of)):
                wrong.append(one.id)
    assert wrong == []


def test_french_is_set_as_french_is_set():
    wrong = []
    for one in catalogue("fr"):
        for form in forms(one) if one.id else []:
            bare = HOLE.sub("x", LINK.sub("", form))
            if re.search(r"[^\u202f\u00a0][?!;»]", bare) or re.search(r"«[^\u00a0\u202f]", bare):
                wrong.append(form)
            if re.search(r"[^\u00a0\u202f\d]:(?!/|\d)", bare) or "'" in bare or "·" in bare.replace(" · ", ""):
                wrong.append(form)
    assert wrong == []


def test_dutch_has_no_french_spaces_and_no_straight_apostrophes():
    wrong = [form for one in catalogue("nl") if one.id for form in forms(one) if re.search(r"[\u202f ][?!;:]|'", form)]
    assert wrong == []


def test_a_child_is_spoken_to_as_a_child(gathered: Catalog):
    """Je and tu, never u and vous, in what only children read."""
    own = {key(one) for one in gathered if one.id and all(path.startswith(CHILDRENS) for path, _ in one.locations)}
    formal = {"nl": re.compile(r"\b[Uu]w?\b"), "fr": re.compile(r"\b([Vv]ous|[Vv]otre|[Vv]os)\b")}
    said = [
        form
        for language, pattern in formal.items()
        for one in catalogue(language)
        if one.id and key(one) in own
        for form in forms(one)
        if pattern.search(form)
    ]
    assert (len(own) > 30, said) == (True, [])


def test_several_children_are_spoken_to_as_several(gathered: Catalog):
    """Jullie and vous, never je and tu, before a small group around one device says yes or no."""
    own = {key(one) for one in gathered if one.id and {path for path, _ in one.locations} == {"pages/parts/several.py"}}
    single = {"nl": re.compile(r"\b([Jj]e|[Jj]ij|[Jj]ouw)\b"), "fr": re.compile(r"\b([Tt]u|[Tt]es|[Tt]on|[Tt]oi)\b")}
    said = [
        form
        for language, pattern in single.items()
        for one in catalogue(language)
        if one.id and key(one) in own
        for form in forms(one)
        if pattern.search(form)
    ]
    assert (len(own) > 10, said) == (True, [])


def test_two_languages_are_spoken_at_once_by_one_process():
    assert (words("nl").gettext("Next"), words("fr").gettext("Next"), words("en").gettext("Next")) == (
        "Volgende", "Suivant", "Next",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [("nl", 0, "0 vragen"), ("nl", 1, "1 vraag"), ("fr", 0, "0 question"), ("fr", 2, "2 questions"),
     ("en", 0, "0 questions")],
)  # fmt: skip
def test_plurals_are_those_of_the_language(language: str, n: int, said: str):
    assert words(language).ngettext("{n} question", "{n} questions", n).format(n=n) == said
