"""One worked setting for each activity of a co-design, and strategies that come close to what a screen sends."""

from typing import Any

from hypothesis import strategies as st

from tests.factories import options

KEYS = ("spel", "film", "poster")
CARD = "0123456789abcdef" * 2
CHOSEN: dict[str, dict[str, Any]] = {
    "idea_wall": {"at_most": 4, "themes": options("thuis", "school")},
    "dot_voting": {"options": options(*KEYS), "dots": 3, "per_option": 2},
    "this_or_that": {"options": options(*KEYS), "rounds": 3},
    "agree_pass": {"options": options(*KEYS)},
    "card_sort": {"options": options(*KEYS), "piles": options("leuk", "saai"), "own": 2},
    "storyboard": {"least": 3, "most": 4},
    "drawing": {},
    "postcard": {"form": "six_words"},
}

TEXTS = st.text(st.characters(), max_size=50) | st.text("ab \n\r\t\x00\u200b\u2028🙂é", max_size=50)
NEAR = st.sampled_from(
    [
        *KEYS,
        "leuk",
        "saai",
        "own_1",
        "own_2",
        "own_3",
        "idea",
        "like",
        "💡",
        "🧒",
        CARD,
        "",
        0,
        1,
        2,
        -1,
        True,
        1.0,
        None,
    ]
)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | NEAR
ANYTHING = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NEAR.filter(lambda one: isinstance(one, str)), inner),
    max_leaves=12,
)
KEY = st.sampled_from([*KEYS, "krant"])
VALID: dict[str, st.SearchStrategy[Any]] = {
    "idea_wall": st.fixed_dictionaries(
        {"kind": st.sampled_from(["like", "dislike", "idea"]), "words": st.text("abc é🙂", min_size=1, max_size=150)},
        optional={"emoji": st.sampled_from(["", "💡", "❤️"]), "from": st.sampled_from(["", CARD])},
    ),
    "dot_voting": st.dictionaries(KEY, st.integers(-1, 3)),
    "this_or_that": st.lists(st.tuples(KEY, KEY, KEY | st.just("")), max_size=4),
    "agree_pass": st.dictionaries(KEY, st.integers(-1, 1)),
    "card_sort": st.fixed_dictionaries(
        {"cards": st.dictionaries(KEY, st.sampled_from(["leuk", "saai", "own_1", "own_2"]), min_size=1)},
        optional={"names": st.dictionaries(st.sampled_from(["own_1", "own_2"]), TEXTS)},
    ),
    "storyboard": st.lists(
        st.fixed_dictionaries({}, optional={"picture": st.sampled_from(["", "🧒", "📱"]), "words": TEXTS}), max_size=5
    ),
    "drawing": st.fixed_dictionaries(
        {
            "strokes": st.lists(
                st.fixed_dictionaries(
                    {
                        "colour": st.integers(0, 8),
                        "width": st.integers(0, 2),
                        "points": st.lists(st.integers(0, 751), max_size=6),
                    }
                ),
                max_size=3,
            )
        }
    ),
    "postcard": TEXTS | st.lists(st.sampled_from(["maak", "het", "leuk", "!", "l’ami"])).map(" ".join),
}
"""What a screen could send: often an answer, sometimes just not one."""
