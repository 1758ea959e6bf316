"""The schools on which survey packages are checked; see data/README.md for where they come from."""

import csv
from pathlib import Path

import pytest

School = dict[str, str]


@pytest.fixture(scope="session")
def districts() -> list[list[School]]:
    """183 schools, one list for each of the 15 districts."""
    with (Path(__file__).parent / "data" / "api_districts.csv").open(newline="") as file:
        schools = list(csv.DictReader(file))
    found: dict[str, list[School]] = {}
    for school in schools:
        found.setdefault(school["district"], []).append(school)
    return list(found.values())


@pytest.fixture(scope="session")
def scores(districts: list[list[School]]) -> list[list[float]]:
    """The scores of the schools, by district."""
    return [[float(school["score"]) for school in district] for district in districts]
