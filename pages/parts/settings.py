"""Draws the fields of a question type's settings, side by side in both languages, and gives back what was filled in."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import streamlit as st

from consultations.questions.base import QuestionType
from consultations.shapes import OptionList, PictureList, ShortWords, Variant, WholeNumber
from pages.parts import picturing, text
from pages.parts.frame import Visit
from translations import N_

NAMES = {
    "options": N_("Options"),
    "labels": N_("Words of the scale"),
    "middle": N_("Answers"),
    "minimum": N_("Smallest number"),
    "maximum": N_("Largest number"),
    "at_most": N_("How many may be chosen (0: all)"),
    "unit": N_("Unit"),
    "chapter": N_("Chapter"),
    "minutes": N_("Minutes"),
    "probes": N_("To ask further"),
    "activity": N_("What children do meanwhile"),
    "rules": N_("What we agree on"),
    "pictures": N_("Pictures"),
}


def draw(visit: Visit, how: QuestionType, settings: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The settings as they stand in the fields now; nothing is checked here."""
    filled: dict[str, Any] = dict(settings)
    for field in how.settings_controls:
        name = visit.say(NAMES[field.name])
        match field:
            case OptionList(at, _, most):
                filled[at] = _options(visit, name, settings.get(at, []), most, f"{key}_{at}")
            case Variant(at, keys, shown):
                chosen = settings.get(at)
                filled[at] = st.selectbox(
                    name, keys, keys.index(chosen) if chosen in keys else 0,
                    format_func=shown.__getitem__, key=f"{key}_{at}",
                )  # fmt: skip
            case WholeNumber(at, least, most):
                filled[at] = int(st.number_input(name, least, most, int(settings.get(at, least)), 1, key=f"{key}_{at}"))
            case ShortWords(at, longest):
                words = settings.get(at, {})
                left, right = st.columns(2)
                filled[at] = {
                    "nl": left.text_input(f"{name} · NL", words.get("nl", ""), longest, key=f"{key}_{at}_nl"),
                    "fr": right.text_input(f"{name} · FR", words.get("fr", ""), longest, key=f"{key}_{at}_fr"),
                }
            case PictureList(at, most):
                filled[at] = picturing.choose(visit, settings.get(at, []), most, f"{key}_{at}")
    return filled


def _options(visit: Visit, name: str, options: list[Mapping[str, str]], most: int, key: str) -> list[dict[str, str]]:
    """The options, one line each, with one empty line to write the next in. An emptied line is a deleted option."""
    st.text(f"{name}: " + visit.say("one on each line, Dutch beside French. Empty a line to delete it."))
    filled: list[dict[str, str]] = []
    lines = [*options, {}][:most]
    for at, option in enumerate(lines):
        left, right = st.columns(2)
        place = f"{key}_{option.get('key', 'new')}"
        dutch = text.one_line(f"{at + 1} · NL")
        french = text.one_line(f"{at + 1} · FR")
        words = {
            "nl": left.text_input(
                dutch, option.get("nl", ""), 120, key=f"{place}_nl", label_visibility="collapsed",
                placeholder=dutch,
            ),
            "fr": right.text_input(
                french, option.get("fr", ""), 120, key=f"{place}_fr", label_visibility="collapsed",
                placeholder=french,
            ),
        }  # fmt: skip
        if any(one.strip() for one in words.values()):
            taken = {one["key"] for one in filled} | {one.get("key", "") for one in options}
            filled.append({"key": option.get("key") or fresh_key(words, taken), **words})
    return filled


def fresh_key(words: Mapping[str, str], taken: set[str]) -> str:
    """A key for a new option, made of its first words; answers are kept by it, so it never changes again."""
    plain = unicodedata.normalize("NFKD", words["nl"] or words["fr"]).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:30] or "option"
    key, number = base, 2
    while key in taken:
        key, number = f"{base}_{number}", number + 1
    return key
