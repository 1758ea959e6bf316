"""What was seen of a version as a file: each figure that may be read, inert in a spreadsheet; else its reason."""

import csv
import io
from dataclasses import replace

from consultations.interchange import version_file
from consultations.shapes import Eased, Ending, Heard, Met, ProblemResult, Slips, TaskResult, Took, VersionResults

WORDING = {"nl": "Leg de kaart", "fr": "Mets la carte"}
TASK = TaskResult(
    "t", "f", WORDING,
    watched=(Ending("all", 12, 5, 3, 1, 1, 1, share=0.6, partial=0.7, why="too_few_classes"),),
    took=Took(3, 41.5), errors=Slips(5, 2, 1.0, 4), eased=Eased((0, 1, 0, 2, 1), 4, 4.0),
    refused=("nl",), refused_told=("too_few",),
)  # fmt: skip
PROBLEM = ProblemResult(
    "p", "=kaart te klein", {"kind": "card", "card": "3"}, False, "mended", 2, 3.0, Met(2, 12), 0.5, "", Met(8, 12),
    "mended_and_back",
)  # fmt: skip
FOUND = VersionResults(
    "c", WORDING, "tool", WORDING, "v", 2, (), "9-11", Heard(2, 12, {}, {}, {}), 12, 6, (TASK,), (PROBLEM,), None
)


def rows(found: VersionResults) -> list[dict[str, str]]:
    lines = csv.DictReader(io.StringIO(version_file.version_csv(found).decode("utf-8-sig")))
    return [{name: cell for name, cell in line.items() if cell} for line in lines]


def test_a_task_has_a_line_for_each_group_and_its_refusals_have_their_reason():
    known = {"kind": "task", "version": "2", "wording_nl": "Leg de kaart", "wording_fr": "Mets la carte"}
    assert rows(replace(FOUND, problems=())) == [
        known | {
            "source": "watched", "group": "all", "n_children": "12", "attempts": "5", "unaided": "3", "helped": "1",
            "failed": "1", "not_tried": "1", "share": "0.6000", "partial": "0.7000", "shown_as": "too_few_classes",
            "seconds": "41.5000", "n_timed": "3", "errors": "1.0000", "ease": "4.0000", "ease_of": "5",
        },
        known | {"source": "watched", "shown_as": "nl"},
        known | {"source": "told", "shown_as": "too_few"},
    ]  # fmt: skip


def test_a_problem_has_both_counts_and_its_words_run_nowhere():
    assert rows(replace(FOUND, tasks=())) == [
        {
            "kind": "problem", "version": "2", "problem": "'=kaart te klein", "place": "card", "harm": "0", "met": "2",
            "watched": "12", "unit": "children", "severity": "3.0000", "raters": "2", "priority": "0.5000",
            "standing": "mended", "met_before": "8", "watched_before": "12", "lasts": "mended_and_back",
            "shown_as": "exact",
        }
    ]  # fmt: skip


def test_a_count_that_may_not_be_told_is_not_in_the_file():
    hidden = replace(PROBLEM, harm=True, met=None, before=None, lasts=None)

    (line,) = rows(replace(FOUND, tasks=(), problems=(hidden,)))

    assert (line["shown_as"], line["harm"], {"met", "watched", "met_before"} & line.keys()) == ("too_few", "1", set())


def test_the_codebook_says_what_each_column_means_and_which_tasks_there_are():
    book = list(csv.reader(io.StringIO(version_file.version_codebook_csv(FOUND).decode("utf-8-sig"))))
    header = next(csv.reader(io.StringIO(version_file.version_csv(FOUND).decode("utf-8-sig"))))

    assert [row[0] for row in book] == ["column", *header, "task 1"]
    assert book[-1] == ["task 1", "Leg de kaart", "Mets la carte"]
