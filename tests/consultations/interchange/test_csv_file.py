"""Results as a file: every byte of a small one, and nothing in it that any spreadsheet would run."""

import csv
import io
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from consultations.interchange import csv_file
from consultations.shapes import (
    REST,
    Bar,
    CardGroup,
    Group,
    Heard,
    Lies,
    Moved,
    Opinion,
    OpinionGroup,
    Opinions,
    QuestionResult,
    Ranked,
    Ranking,
    Results,
    Sorting,
)

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
    more = ["round|unit|of|dots|step|before|after|stayed|came|left|p"] + ["1|contributions|||||||||"] * 13
    lines = [f"{line}|{rest}".replace("|", '","') for line, rest in zip(SMALL.splitlines(), more, strict=True)]

    assert csv_file.results_csv(small()) == BOM + "".join(f'"{line}"\r\n' for line in lines).encode()


def test_every_row_has_a_cell_for_every_column():
    read = cells(csv_file.results_csv(small()))

    assert ({len(row) for row in read}, read[0]) == ({27}, list(csv_file.HEADER))


def test_the_codebook_explains_every_column_in_both_languages_and_lists_every_question():
    read = cells(csv_file.codebook_csv(small()))

    assert read[0] == ["column", "nl", "fr"]
    assert [row[0] for row in read[1:28]] == list(csv_file.HEADER)
    assert [row for row in read if not all(cell.strip() for cell in row) or len(row) != 3] == []
    assert read[28:] == [
        ["1 v1", "Wat lees je?", "Que lis-tu ?"], ["1 v1: strip", "Strips", "BD"],
        ["1 v1: boek", "Boeken;' =1", "Livres"],
        ["2 v2", "Pest men?", "Harcèle-t-on ?"], ["2 v2: 1", "Nooit", "Jamais"], ["2 v2: 2", "Soms", "Parfois"],
        ["3 v1", "Hoe oud?", "Quel âge ?"], ["4 v1", "Nog iets?", "Autre chose ?"],
        ["5 v1", "Geheim?", "Secret ?"], ["5 v1: 1", "Nooit", "Jamais"], ["5 v1: 2", "Soms", "Parfois"],
    ]  # fmt: skip


def made() -> Results:
    """What a group made and chose, in every shape of it."""
    labels = {key: {"nl": f"{key} nl", "fr": f"{key} fr"} for key in ("a", "b")} | {
        "pile.leuk": {"nl": "leuk nl", "fr": "leuk fr"}
    }
    votes = Group("all", 6, 24, (Bar("a", 16, 16 / 24, dots=9), Bar("b", 8, 8 / 24, dots=4)), clusters=2)
    ranking = Ranking(12, 12, {}, (Ranked("a", 9, 12, 0.75, 0.5, 0.9, 1), Ranked("b", 3, 12, 0.25, 0.1, 0.5, 1)))
    apart = Ranking(12, 12, {}, (Ranked("a", 2, 2),), "too_few_contributors")
    camp = OpinionGroup(20, (Opinion("a", 20, 0, 0, 0.8, 1.0),))
    opinions = Opinions(12, 12, {}, (Opinion("a", 8, 3, 1, 0.4, 0.86), Opinion("b", 0, 0, 0)), (camp,))
    piles = Sorting(12, 12, {}, ("a", "b"), ((1.0, 0.5), (0.5, 1.0)), lies=(Lies("a", ("leuk",), 9, 12),))
    groups = [Group("all", 12, 12, detail=one, clusters=1) for one in (ranking, apart, opinions, piles)]
    wall = (CardGroup("a", "", "nl", 7, 2), CardGroup("b", "leuk", "fr", 1, 1))
    return results(
        result(WORDING, labels, shape="dots", groups=(votes,), unit="children"),
        result(
            WORDING, labels, shape="dots", groups=(), unit="children", round=2, refused=("too_few",),
            moved=(Moved("a", 8, 5, 5, 0, 3, 0.25), Moved("b", 4, 9, 4, 5, 0)),
        ),
        *(result(WORDING, labels, shape=shape, groups=(one,))
          for shape, one in zip(("pairs", "pairs", "stances", "piles"), groups, strict=True)),
        result(WORDING, {**labels, "theme.leuk": STRIPS}, shape="wall", groups=(Group("all", 5, 20, clusters=1),),
               wall=wall),
    )  # fmt: skip


# As above, without the wording, which is the same everywhere: from `group` on.
MADE = """\
1 v1|all|a|a nl|a fr|16|0.6667|||none|6|24|2|exact|1|children||9|||||||
1 v1|all|b|b nl|b fr|8|0.3333|||none|6|24|2|exact|1|children||4|||||||
1 v1|moved|a|a nl|a fr|||||||||exact|2|children||||8|5|5|0|3|0.2500
1 v1|moved|b|b nl|b fr|||||||||exact|2|children||||4|9|4|5|0|
1 v1|too_few||||||||||||hidden|2|children|||||||||
2 v1|all|a|a nl|a fr|9|0.7500|0.5000|0.9000|interval|12|12|1|ranking|1|contributions|12||1||||||
2 v1|all|b|b nl|b fr|3|0.2500|0.1000|0.5000|interval|12|12|1|ranking|1|contributions|12||1||||||
3 v1|all|a|a nl|a fr|2||||none|12|12|1|too_few_contributors|1|contributions|2||||||||
4 v1|all|a: agree|a nl: eens|a fr : d’accord|8|0.6667|0.4000|0.8600|interval|12|12|1|exact|1|contributions|12||||||||
4 v1|all|a: disagree|a nl: niet eens|a fr : pas d’accord|3|0.2500|||none|12|12|1|exact|1|contributions|12||||||||
4 v1|all|a: pass|a nl: pas|a fr : passe|1|0.0833|||none|12|12|1|exact|1|contributions|12||||||||
4 v1|all|b: agree|b nl: eens|b fr : d’accord|0||||none|12|12|1|exact|1|contributions|0||||||||
4 v1|all|b: disagree|b nl: niet eens|b fr : pas d’accord|0||||none|12|12|1|exact|1|contributions|0||||||||
4 v1|all|b: pass|b nl: pas|b fr : passe|0||||none|12|12|1|exact|1|contributions|0||||||||
4 v1|all|a: agree|a nl: eens|a fr : d’accord|20|1.0000|0.8000|1.0000|interval|12|12|1|opinion group 1|1|contributions|\
20||||||||
4 v1|all|a: disagree|a nl: niet eens|a fr : pas d’accord|0|0.0000|||none|12|12|1|opinion group 1|1|contributions|\
20||||||||
4 v1|all|a: pass|a nl: pas|a fr : passe|0|0.0000|||none|12|12|1|opinion group 1|1|contributions|20||||||||
5 v1|all|a & b|a nl & b nl: samen|a fr & b fr : ensemble||0.5000||||12|12|1|similarity|1|contributions|||||||||
5 v1|all|a: leuk|a nl: leuk nl|a fr : leuk fr|9|0.7500||||12|12|1|pile|1|contributions|12||||||||
6 v1|all|||||||||5|20|1|words|1|contributions|||||||||
6 v1|nl|a|a nl|a fr|7|||||||2|cards|1|contributions|||||||||
6 v1|fr|b / leuk|b nl / Strips|b fr / BD|1|||||||1|cards|1|contributions|||||||||
"""


def test_what_a_group_made_and_chose_is_exactly_these_rows():
    read = cells(csv_file.results_csv(made()))

    assert ["|".join([row[0], *row[3:]]) for row in read[1:]] == MADE.splitlines()
    assert {tuple(row[1:3]) for row in read[1:]} == {tuple(WORDING.values())}
    assert {len(row) for row in read} == {27}


def test_a_second_round_has_the_number_of_its_first_and_is_explained_once():
    read = [row[0] for row in cells(csv_file.codebook_csv(made()))]

    assert [one for one in read if one.endswith(" v1")] == ["1 v1", "2 v1", "3 v1", "4 v1", "5 v1", "6 v1"]


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_a_card_of_a_child_does_not_run_in_any_shape_of_the_file(text: str):
    named = {key: {"nl": text, "fr": f"a{text}"} for key in ("a", "b", "pile.leuk", "theme.leuk")}
    given_ = made()
    nasty = results(*(replace(one, labels=named) for one in given_.questions))

    for file in (csv_file.results_csv(nasty), csv_file.codebook_csv(nasty)):
        assert [running(file, separator) for separator in ",;"] == [[], []]


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
