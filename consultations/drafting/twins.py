"""Whether the two languages of a text still say the same. A changed sentence re-opens its twin.

For each text there is a revision per language. They are equal when somebody wrote or confirmed both together.
"""

from collections.abc import Mapping

from consultations.shapes import Words

Twins = dict[str, dict[str, int]]
Texts = Mapping[str, Words]
OTHER = {"nl": "fr", "fr": "nl"}


def after_edit(before: Texts, after: Texts, twins: Twins) -> Twins:
    """The revisions after an edit. Rewriting the language that lagged behind brings it level; rewriting the other
    puts it ahead; rewriting both at once keeps them level. Texts that are gone are forgotten.
    """
    fresh: Twins = {}
    for path, words in after.items():
        old, level = before.get(path, {}), dict(twins.get(path, {"nl": 0, "fr": 0}))
        changed = [language for language in OTHER if words.get(language, "") != old.get(language, "")]
        if len(changed) == len(OTHER):
            level = dict.fromkeys(OTHER, max(level.values()) + 1)
        elif changed:
            language = changed[0]
            ahead = level[OTHER[language]]
            level[language] = ahead if level[language] < ahead else max(level[language], ahead + 1)
        fresh[path] = level
    return fresh


def confirmed(twins: Twins, path: str) -> Twins:
    """The revisions after somebody read both languages of a text and found them the same."""
    level = twins.get(path, {"nl": 0, "fr": 0})
    return {**twins, path: dict.fromkeys(OTHER, max(level.values()))}


def empty(words: Words) -> list[str]:
    """The languages in which a text is not written yet."""
    return [language for language in OTHER if not words.get(language, "").strip()]


def stale(path: str, twins: Twins) -> str | None:
    """The language that has not followed a change of the other, or None when they are level."""
    level = twins.get(path, {"nl": 0, "fr": 0})
    if level["nl"] == level["fr"]:
        return None
    return "nl" if level["nl"] < level["fr"] else "fr"
