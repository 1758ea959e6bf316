"""Results as a file: every byte of a small one, and nothing in it that any spreadsheet would run."""

import csv
import io
import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from consultations.interchange import csv_file
from consultations.shapes import REST, Bar, Group, Heard, QuestionResult, Results

BOM = b"\xef\xbb\xbf"
TRIGGERS = "=+-@|%＝＋－＠"
UNSEEN = re.compile(r"^[\s\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2060\ufeff]+")
NASTY = [
    "=1+1", "+1", "-1", "@SUM(A1)", "|cmd", "%0A", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1", " =1",
    "\u00a0=1", "\x00=1", "\ufeff=1", "\u200b=1", "'=1", '"=1', '""=1', ";=1+1", "; =1", ";\t=1", ';"=1',
    ';""=1', ';"";=1', ";'=1", ";\u200b=1", ";\x01=1", ";;=1", ",=1", "a,=1", "a;=cmd|' /C calc'!A0", "a;@x;b",
    "a\n=1", "a\r\n=1", "a\n\n-1", 'a\n"=1', "a;\n=1", "a\t=1", "Kies:\n- strip\n- boek", '"', '";"', "a;", ";",
    "\n", '\n"', "=", ";＝1", "a\n＠1", "\x0b=1", "\x1f;\x1f=1", "\u2028=1", ';"\n=1', '"\n";=1', "x\r=1",
    "\x85=1", ";\u00ad=1",
]  # fmt: skip
PIECES = st.sampled_from([*"=+-@|%＝＋－＠;,\"'\t\r\n \x00\u200b\u00a0\ufeffab1", *NASTY])
LABELS = st.lists(PIECES, max_size=7).map("".join) | st.text(max_size=12)


def result(wording: dict[str, str], labels: dict[str, dict[str, str]], **changed: Any) -> QuestionResult:
    """One question that ten children answered, half of them with the first answer."""
    bars = tuple(Bar(key, 5, 0.5) for key in labels)
    plain: dict[str, Any] = {
        "stem": "s", "fingerprint": "f", "type": "single_choice", "wording": wording, "labels": labels,
        "sensitive": False, "shape": "tally", "groups": (Group("all", 10, 10, bars, clusters=1),),
    }  # fmt: skip
    return QuestionResult(**{**plain, **changed})


def results(*questions: QuestionResult) -> Results:
    return Results("c", {"nl": "T", "fr": "T"}, {"nl": "P", "fr": "P"}, "survey", Heard(1, 10, {}, {}, {}), questions)


def cells(file: bytes, separator: str = ",") -> list[list[str]]:
    """The file as a program reads it that splits on `separator`."""
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""), delimiter=separator))


def running(file: bytes, separator: str) -> list[str]:
    """The cells a spreadsheet would take for a formula."""
    every = [cell for row in cells(file, separator) for cell in row]
    return [one for one in every if one[:1] in {*"\t\r\n"} or UNSEEN.sub("", one)[:1] in {*TRIGGERS}]


LIVRES, STRIPS = {"nl": "Boeken; =1", "fr": "Livres"}, {"nl": "Strips", "fr": "BD"}
WORDING = {"nl": "Wat lees je?", "fr": "Que lis-tu ?"}


def small() -> Results:
    labels = {"strip": STRIPS, "boek": LIVRES}
    dutch = Group(
        "nl", 12, 14, (Bar("strip", 9, 0.75, "", 0.5, 1.0), Bar(REST, 3, 0.25, "", 0, 0.5)), {}, None, None, 2, "range"
    )
    whole = Group(
        "all", 13, 15, (Bar("strip", 9, 9 / 13), Bar("boek", 4, 4 / 13)), {"dont_know": 2, "not_asked": 0}, clusters=3
    )
    scale = {"1": {"nl": "Nooit", "fr": "Jamais"}, "2": {"nl": "Soms", "fr": "Parfois"}}
    coarse = Group("all", 25, 25, (Bar("1", None, None, "few"), Bar("2", 20, 0.8, "rounded")), rounded=True, clusters=4)
    return results(
        result(WORDING, labels, groups=(dutch, whole), refused=("fr",)),
        result(
            {"nl": "Pest men?", "fr": "Harcèle-t-on ?"},
            scale,
            shape="spread",
            sensitive=True,
            groups=(coarse,),
            version=2,
        ),
        result(
            {"nl": "Hoe oud?", "fr": "Quel âge ?"},
            {},
            shape="numbers",
            groups=(Group("all", 9, 9),),
            refused=("too_few",),
        ),
        result(
            {"nl": "Nog iets?", "fr": "Autre chose ?"}, {}, shape="voices", groups=(Group("all", 7, 7, clusters=2),)
        ),
        result({"nl": "Geheim?", "fr": "Secret ?"}, scale, groups=(), refused=("sensitive",)),
    )


# The file below, with | for what stands between two cells: `"` at both ends of a line, `","` between.
SMALL = """\
question|wording_nl|wording_fr|group|answer|answer_nl|answer_fr|count|share|low|high|uncertainty|n_answered|n_children|\
n_sessions|shown_as
1 v1|Wat lees je?|Que lis-tu ?|nl|strip|Strips|BD|9|0.7500|0.5000|1.0000|range|12|14|2|exact
1 v1|Wat lees je?|Que lis-tu ?|nl|(rest)|Andere antwoorden samen|Autres réponses ensemble|3|0.2500|0|0.5000|range|12|\
14|2|exact
1 v1|Wat lees je?|Que lis-tu ?|all|strip|Strips|BD|9|0.6923|||none|13|15|3|exact
1 v1|Wat lees je?|Que lis-tu ?|all|boek|Boeken;' =1|Livres|4|0.3077|||none|13|15|3|exact
1 v1|Wat lees je?|Que lis-tu ?|all|missing: dont_know|Ik weet het niet|Je ne sais pas|2|||||13|15|3|exact
1 v1|Wat lees je?|Que lis-tu ?|all|missing: not_asked|Niet gevraagd|Pas posée|0|||||13|15|3|exact
1 v1|Wat lees je?|Que lis-tu ?|fr||||||||||||hidden
2 v2|Pest men?|Harcèle-t-on ?|all|1|Nooit|Jamais|||||none|25|25|4|few
2 v2|Pest men?|Harcèle-t-on ?|all|2|Soms|Parfois|20|0.8000|||none|25|25|4|rounded
3 v1|Hoe oud?|Quel âge ?|all|||||||||9|9|0|hidden
3 v1|Hoe oud?|Quel âge ?|too_few||||||||||||hidden
4 v1|Nog iets?|Autre chose ?|all|||||||||7|7|2|words
5 v1|Geheim?|Secret ?|sensitive||||||||||||hidden
"""


def test_a_whole_file_is_exactly_this():
    lines = [line.replace("|", '","') for line in SMALL.splitlines()]

    assert csv_file.results_csv(small()) == BOM + "".join(f'"{line}"\r\n' for line in lines).encode()


def test_every_row_has_a_cell_for_every_column():
    read = cells(csv_file.results_csv(small()))

    assert ({len(row) for row in read}, read[0]) == ({16}, list(csv_file.HEADER))


def test_the_codebook_explains_every_column_in_both_languages_and_lists_every_question():
    read = cells(csv_file.codebook_csv(small()))

    assert read[0] == ["column", "nl", "fr"]
    assert [row[0] for row in read[1:17]] == list(csv_file.HEADER)
    assert [row for row in read if not all(cell.strip() for cell in row) or len(row) != 3] == []
    assert read[17:] == [
        ["1 v1", "Wat lees je?", "Que lis-tu ?"], ["1 v1: strip", "Strips", "BD"],
        ["1 v1: boek", "Boeken;' =1", "Livres"],
        ["2 v2", "Pest men?", "Harcèle-t-on ?"], ["2 v2: 1", "Nooit", "Jamais"], ["2 v2: 2", "Soms", "Parfois"],
        ["3 v1", "Hoe oud?", "Quel âge ?"], ["4 v1", "Nog iets?", "Autre chose ?"],
        ["5 v1", "Geheim?", "Secret ?"], ["5 v1: 1", "Nooit", "Jamais"], ["5 v1: 2", "Soms", "Parfois"],
    ]  # fmt: skip


def with_texts(first: str, second: str) -> Results:
    labels = {"a": {"nl": second, "fr": first}, "b": {"nl": first, "fr": "Livres"}}
    return results(result({"nl": first, "fr": second}, labels), result({"nl": second, "fr": "?"}, labels))


@settings(max_examples=2000)
@given(LABELS, LABELS)
@example(";=1+1", "=1+1")
@example('a;"', '"=1')
@example("a;", "\n=1")
def test_nothing_runs_whichever_way_a_spreadsheet_splits_and_every_text_comes_back(first: str, second: str):
    given_ = with_texts(first, second)
    files = [csv_file.results_csv(given_), csv_file.codebook_csv(given_)]

    assert [running(file, separator) for file in files for separator in ",;"] == [[]] * 4
    row = cells(files[0])[1]
    assert [plain(row[at]) for at in (1, 2, 5, 6)] == [plain(one) for one in (first, second, second, first)]


def plain(text: str) -> str:
    """A text without the apostrophes that may have been put in front, and without what no file can hold."""
    return text.replace("'", "").replace("\x00", "")


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_a_known_trick_does_not_run_in_any_place_of_the_file(text: str):
    given_ = with_texts(text, f"Boeken{text}")

    for file in (csv_file.results_csv(given_), csv_file.codebook_csv(given_)):
        assert [running(file, separator) for separator in ",;"] == [[], []]


@pytest.mark.parametrize(
    "text",
    [
        "Strips",
        "L’école, c’est bien ; non ?",
        "été",
        "12 uur",
        "a = b",
        "😀",
        "ja/nee",
        "0–1 uur",
        "Wat?\n\nEn nu?",
        "a\nb",
    ],
)
def test_an_ordinary_text_is_left_as_it_is(text: str):
    assert csv_file.inert(text) == text


def test_a_formula_that_is_not_made_harmless_would_be_found():
    rows = b'k,"=1"\r\nk,"a;=1"\r\nk,"a\n@1"\r\n'

    assert (running(rows, ","), running(rows, ";")) == (["=1"], ['=1"', '@1"'])
