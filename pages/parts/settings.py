"""Draws the fields of a question type's settings, side by side in both languages, and gives back what was filled in."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import streamlit as st

from consultations.questions.base import QuestionType
from consultations.shapes import (
    EarlierWall,
    Field,
    OptionList,
    PictureList,
    ShortWords,
    Variant,
    WholeNumber,
    YesNo,
)
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
    "phase": N_("Phase"),
    "wall": N_("Cards to choose from"),
    "kinds": N_("Kinds of card"),
    "idea_wall.at_most": N_("How many cards one child may write"),
    "dot_voting.options": N_("Things to choose from"),
    "this_or_that.options": N_("Things to choose from"),
    "agree_pass.options": N_("Statements"),
    "card_sort.options": N_("Cards"),
    "themes": N_("Themes to lay cards under"),
    "dots": N_("How many stickers each child has"),
    "per_option": N_("How many stickers may go on one thing"),
    "page_remarks.at_most": N_("How many pins one child may put"),
    "page_remarks.least": N_("Fewest pins (0: none is an answer too)"),
    "likes": N_("👍 What they like"),
    "dislikes": N_("👎 What they do not like"),
    "ideas": N_("💡 Their ideas"),
    "rounds": N_("How many pairs one child compares"),
    "piles": N_("Piles"),
    "own": N_("How many piles children may name themselves"),
    "least": N_("Fewest pictures"),
    "most": N_("Most pictures"),
    "form": N_("Form"),
    "success": N_("How one sees that it worked"),
    "stop": N_("When to stop"),
    "help_allowed": N_("Help is allowed"),
    "again_again.options": N_("Activities"),
    "fun_sorter.options": N_("Things to put in order"),
    "remember.options": N_("What was shown"),
    "items": N_("Ten statements, in the order of the original"),
    "lefts": N_("Eight words on the left, in the order of the original"),
    "rights": N_("The eight good words on the right"),
}


def draw(
    visit: Visit, how: QuestionType, settings: Mapping[str, Any], key: str, walls: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The settings as they stand in the fields now; nothing is checked here. `walls`: the idea walls that come before,
    by stem.
    """
    filled: dict[str, Any] = dict(settings)
    for field in how.settings_controls:
        name = visit.say(NAMES[_named(how, field)])
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
                written = {
                    "nl": left.text_input(f"{name} · NL", words.get("nl", ""), longest, key=f"{key}_{at}_nl"),
                    "fr": right.text_input(f"{name} · FR", words.get("fr", ""), longest, key=f"{key}_{at}_fr"),
                }
                # Nothing stays the nothing it was: a question that was only looked at still adds up with what it was.
                filled[at] = words if not any(words.values()) and not any(written.values()) else written
            case PictureList(at, most):
                filled[at] = picturing.choose(visit, settings.get(at, []), most, f"{key}_{at}")
            case YesNo(at):
                filled[at] = st.toggle(name, bool(settings.get(at)), key=f"{key}_{at}")
            case EarlierWall(at):
                filled[at] = _wall(visit, name, str(settings.get(at, "")), walls or {}, f"{key}_{at}")
    return filled


def _named(how: QuestionType, field: Field) -> str:
    """What a field is called: by its type, where two types mean another thing by it."""
    own = f"{how.name}.{field.name}"
    return own if own in NAMES else field.name


def _wall(visit: Visit, name: str, chosen: str, walls: Mapping[str, str], key: str) -> str:
    """An idea wall that comes before, or none. Without one there is nothing to choose."""
    if not walls:
        st.text(visit.say("Put an idea wall before this, and its cards can be chosen from here."))
        return ""
    stems = ["", *walls]
    return st.selectbox(
        name, stems, stems.index(chosen) if chosen in walls else 0,
        format_func=lambda at: walls.get(at, visit.say("Only the options below")), key=key,
    )  # fmt: skip


def _options(visit: Visit, name: str, options: list[Mapping[str, str]], most: int, key: str) -> list[dict[str, str]]:
    """The options, one line each, with one empty line to write the next in. An emptied line is a deleted option."""
    st.text(visit.say("{name}: one on each line, Dutch beside French. Empty a line to delete it.", name=name))
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
