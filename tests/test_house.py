"""The house tests itself: every line in its room, every room in its manner. Red when one is not."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from consultations.questions import question_types
from consultations.shapes import Refused
from pages.parts.map import PLACES

ROOT = Path(__file__).resolve().parent.parent
OURS = ("app", "pages", "consultations", "models", "translations")
FILES = sorted(
    path
    for path in [ROOT / "app.py", *(path for room in OURS[1:] for path in (ROOT / room).rglob("*.py"))]
    if "versions" not in path.parts
)

# Which rooms may import which. The first prefix that fits a file decides; `None`: anything of ours below it.
VERBS = (
    "models", "translations", "consultations.shapes", "consultations.access", "consultations.kinds",
    "consultations.questions", "consultations.language", "consultations.statistics", "consultations.templates",
    "consultations.drafting", "consultations.sessions", "consultations.collecting", "consultations.glancing",
    "consultations.rollup", "consultations.hearing", "consultations.reading", "consultations.looking_after",
    "consultations.observing", "consultations.talked", "consultations.people", "consultations.signing_in",
    "consultations.protection", "consultations.health", "consultations.stages",
    "consultations.ways_in", "consultations.picturing",
    "consultations.tooling",
)  # fmt: skip
MAY_IMPORT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("translations", ()),
    ("models", ("models",)),
    ("consultations/language", ("consultations.language",)),
    ("consultations/statistics", ("consultations.statistics",)),
    ("consultations/shapes", ("consultations.shapes", "translations")),
    ("consultations/access", ("consultations.shapes", "translations")),
    ("consultations/kinds", ("consultations.kinds", "consultations.shapes", "translations")),
    ("consultations/templates", ("consultations.shapes",)),
    (
        "consultations/questions",
        (
            "consultations.questions", "consultations.shapes", "consultations.language", "consultations.statistics",
            "translations",
        ),
    ),
    ("consultations/interchange", ("consultations.interchange", "consultations.shapes", "translations")),
    ("consultations/reports", ("consultations.reports", "consultations.shapes", "translations")),
    ("consultations/demo", ("consultations", "models", "translations")),
    ("consultations/demo_cards", ("consultations.interchange", "consultations.shapes")),
    ("consultations/demo_testing", (*VERBS, "consultations.demo_cards", "consultations.demo_pairs")),
    ("consultations/__main__", ("consultations", "models.store", "models", "translations")),
    ("consultations", VERBS),
    ("pages", ("pages", "consultations", "translations", "models")),
    ("app", ("pages", "consultations", "models")),
)  # fmt: skip
LIBRARIES = {"streamlit": ("app", "pages"), "streamlit_authenticator": ("pages/parts/sign_in",)}
PAGE_LENGTH, FILE_LENGTH, FUNCTION_LENGTH = 120, 300, 50
MACHINE_WORDS = re.compile(r"(Manager|Handler|Service|Repository|Utils?|Helper)$|^utils?$|^helpers?$|data2", re.I)
GUARDS = {"enter", "enter_open", "enter_child"}
MARKDOWN = {
    "markdown", "write", "title", "header", "subheader", "caption", "metric", "info", "warning", "error", "success",
    "toast", "table", "radio", "pills", "segmented_control", "button", "checkbox", "toggle", "expander", "popover",
    "text_input", "text_area", "number_input", "link_button", "page_link", "form_submit_button", "progress", "badge",
    "selectbox", "multiselect", "date_input",
}  # fmt: skip
SAFE_CALLS = {"say", "count", "number", "named", "one_line", "refusal", "day", "moment", "hour", "len", "format"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").as_posix()


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{one.name}" for one in node.names)


def wrong_imports(name: str, source: str) -> list[str]:
    """What a file called `name` imports that its room may not."""
    allowed = next(rooms for room, rooms in MAY_IMPORT if name == room or name.startswith(f"{room}/"))
    wrong = []
    for one in imports(ast.parse(source)):
        top = one.split(".")[0]
        if top in OURS and not any(one == room or one.startswith(f"{room}.") for room in allowed):
            wrong.append(one)
        if top in LIBRARIES and not any(name == at or name.startswith(f"{at}/") for at in LIBRARIES[top]):
            wrong.append(one)
    return wrong


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_file_imports_only_from_the_rooms_below_it(path: Path):
    name = name_of(path).removesuffix("/__init__")
    assert wrong_imports(name, path.read_text()) == []


@pytest.mark.parametrize(
    ("name", "source", "wrong"),
    [
        ("consultations/rollup", "import streamlit", ["streamlit"]),
        ("consultations/rollup", "from pages.parts import text", ["pages.parts.text"]),
        ("consultations/language/words", "from consultations.shapes import Words", ["consultations.shapes.Words"]),
        ("consultations/questions/number", "from models.response import Response", ["models.response.Response"]),
        ("consultations/interchange/csv_file", "from models import store", ["models.store"]),
        ("models/store", "from consultations import people", ["consultations.people"]),
        ("pages/staff/home", "import streamlit_authenticator", ["streamlit_authenticator"]),
    ],
)
def test_a_line_in_the_wrong_room_is_found(name: str, source: str, wrong: list[str]):
    assert wrong_imports(name, source) == wrong


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_file_is_small_and_says_what_it_is(path: Path):
    tree = ast.parse(path.read_text())
    lines = len(path.read_text().splitlines())
    is_page = name_of(path).startswith(("pages/child/", "pages/staff/"))
    long = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= FUNCTION_LENGTH
    ]
    assert (lines <= (PAGE_LENGTH if is_page else FILE_LENGTH), long, bool(ast.get_docstring(tree))) == (True, [], True)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_public_name_promises_something_in_words_of_the_field(path: Path):
    tree = ast.parse(path.read_text())
    named = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    inner = {
        child
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for child in ast.walk(node)
        if child is not node
    }
    silent = [node.name for node in named if node not in inner and not ast.get_docstring(node)]
    of_machines = [node.name for node in named if MACHINE_WORDS.search(node.name)]
    assert (silent, of_machines) == ([], [])


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.path)
def test_a_page_begins_with_its_guard_and_asks_for_the_action_of_its_place(place):
    body = ast.parse((ROOT / "pages" / place.script).read_text()).body
    first = next(node for node in body[1:] if not isinstance(node, ast.Import | ast.ImportFrom))
    call = first.value if isinstance(first, ast.Assign) else None
    assert isinstance(call, ast.Call)
    assert isinstance(call.func, ast.Attribute)
    assert call.func.attr in GUARDS
    if call.func.attr == "enter":
        assert ast.unparse(call.args[0]) == f"Action.{place.action.name}"


def test_every_page_has_its_place_in_the_one_table():
    on_disk = {
        path.relative_to(ROOT / "pages").as_posix()
        for folder in ("child", "staff")
        for path in (ROOT / "pages" / folder).glob("*.py")
        if path.name != "__init__.py"
    }
    assert on_disk == {place.script for place in PLACES}


def in_transactions(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.With) and any("store." in ast.unparse(item.context_expr) for item in node.items):
            for statement in node.body:
                yield from ast.walk(statement)


@pytest.mark.parametrize("path", [p for p in FILES if name_of(p).startswith("pages/")], ids=name_of)
def test_nothing_is_drawn_inside_a_transaction(path: Path):
    drawn = [
        ast.unparse(node)
        for node in in_transactions(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).startswith("st.")
        and not ast.unparse(node.func).startswith(("st.session_state", "st.context"))
    ]
    assert drawn == []


# Names that hold a sentence of ours where a reader of one file alone cannot see it, and why.
OUR_SENTENCES = {
    "pages/parts/deeds": {"words"},  # `tap` is handed `visit.say(…)`
    "pages/parts/walk": {"words"},  # loops over pairs with `visit.say(…)`
    "pages/parts/assenting": {"words"},  # the same
    "pages/parts/making": {"label"},  # `_tap` is handed words of ours, or words made safe
    "pages/parts/settings": {"name"},  # `visit.say(NAMES[…])`, field by field
}


def is_ours(node: ast.expr, tree: ast.Module, known: set[str]) -> bool:
    """Whether a label can only hold words of ours, or words made safe: literals, and calls that see to it."""
    match node:
        case ast.Constant():
            return True
        case ast.JoinedStr():
            return all(is_ours(part.value, tree, known) for part in node.values if isinstance(part, ast.FormattedValue))
        case ast.Call():
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            return called in SAFE_CALLS
        case ast.BinOp():
            return is_ours(node.left, tree, known) and is_ours(node.right, tree, known)
        case ast.IfExp():
            return is_ours(node.body, tree, known) and is_ours(node.orelse, tree, known)
        case ast.BoolOp():
            return all(is_ours(one, tree, known) for one in node.values)
        case ast.Subscript():
            return ast.unparse(node.value).rsplit(".", 1)[-1] in {"NAMES", "ANIMALS"} or (
                is_ours(node.value, tree, known) and not isinstance(node.value, ast.Name)
            )
        case ast.Name():
            given = [
                one.value
                for one in ast.walk(tree)
                if isinstance(one, ast.Assign) and any(ast.unparse(at) == node.id for at in one.targets)
            ]
            return node.id in known or (bool(given) and all(is_ours(one, tree, known) for one in given))
    return False


def markdown_sinks(source: str, name: str = "") -> list[str]:
    """Calls that would read somebody's words as Markdown."""
    tree = ast.parse(source)
    return [
        f"{ast.unparse(node.func)}({ast.unparse(node.args[0])})"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value) not in {"text", "paper"}
        and node.func.attr in MARKDOWN
        and len(node.args) > (node.func.attr == "progress")
        and not is_ours(node.args[node.func.attr == "progress"], tree, OUR_SENTENCES.get(name, set()))
    ]


@pytest.mark.parametrize(
    "path", [p for p in FILES if name_of(p).startswith("pages/") and p.name != "text.py"], ids=name_of
)
def test_nobodys_words_are_read_as_markdown(path: Path):
    assert markdown_sinks(path.read_text(), name_of(path)) == []


def test_somebodys_words_in_a_markdown_place_are_found():
    assert markdown_sinks("st.markdown(quote.words)\nst.text(quote.words)\nst.info(visit.say('Hello'))") == [
        "st.markdown(quote.words)"
    ]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_nothing_raw_reaches_the_browser_and_nothing_leaves_by_the_back_door(path: Path):
    source = path.read_text()
    banned = re.findall(
        r"unsafe_allow_html|unsafe_allow_javascript|download_button|components\.v1|st\.iframe|st\.html", source
    )
    assert banned == []


@pytest.mark.parametrize("path", [p for p in FILES if p.name != "clock.py"], ids=name_of)
def test_only_the_clock_knows_the_time(path: Path):
    calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)}
    assert calls & {"datetime.now", "datetime.utcnow", "date.today", "datetime.today"} == set()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_pages_the_command_line_and_two_rooms_with_a_reason_open_a_transaction(path: Path):
    opens = re.search(r"store\.(session|reading)\(\)", path.read_text()) is not None
    may = name_of(path).startswith("pages/") or name_of(path) in {
        "consultations/__main__", "consultations/demo", "consultations/health",
    }  # fmt: skip
    assert not opens or may


@pytest.mark.parametrize("name", sorted(question_types()))
def test_every_question_type_is_explained(name: str):
    assert f"## {name}\n" in (ROOT / "docs" / "question-types.md").read_text()


@pytest.mark.parametrize("name", sorted(question_types()))
def test_every_question_type_does_what_its_example_says(name: str):
    how = question_types()[name]
    settings = how.read(how.example["settings"])
    if how.asks:
        assert how.check(how.example["raw"], settings) == how.example["value"]
    else:
        with pytest.raises(Refused):
            how.check(how.example["raw"], settings)
