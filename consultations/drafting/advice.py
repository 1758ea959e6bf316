"""What an author should look at once more: too long, too hard, too much, out of order. Never a reason to refuse."""

from collections.abc import Iterator
from itertools import pairwise

from consultations.drafting.gate import YOUNGEST_OF, Gap
from consultations.drafting.view import QuestionView, VersionView
from consultations.language.readability import FLOOR, long_sentences, reading_ease
from consultations.questions.fun_sorter import MOST
from consultations.questions.label_sets import WORDED
from consultations.questions.phases import PHASES
from consultations.questions.talk import CHAPTERS
from translations import N_

MOST_QUESTIONS = {"6-8": 8, "9-11": 25, "12-14": 45, "15-18": 60}
MOST_MINUTES = {"6-8": 30, "9-11": 45, "12-14": 60, "15-18": 60}
OLDEST_OF = {"6-8": 8, "9-11": 11, "12-14": 14, "15-18": 18}
MIDDLE_OF = {"6-8": 7, "9-11": 10, "12-14": 13, "15-18": 16}
YOUNGEST_FOR = {"card_sort": 9, "storyboard": 8, "five_degrees": 7, "remember": 8}
"""From which age it is done (methods §1.1, §1.6). Of a band at least the child in the middle must be so old."""
MOST_DOTS = {"6-8": 3, "9-11": 5, "12-14": 6, "15-18": 8}
MOST_PAIRS = {"6-8": 8, "9-11": 10, "12-14": 15, "15-18": 20}
MOST_ON_ONE = 2
OLDEST_FOR = {"child_sus": 14, "ease: faces-3": 8, "ease: faces-5": 11}
"""Up to which age a scale is asked: for older children there is a better one."""
MOST_IN_ORDER = {"6-8": 3}
OF_THE_WHOLE = {"again_again", "fun_sorter", "child_sus", "sus", "ueq_s", "remember"}
"""What is about everything that was done: it comes after the last task."""


def warnings(draft: VersionView) -> tuple[Gap, ...]:
    """What an author should look at once more. Never a reason to refuse."""
    band = draft.youngest
    if band is None:
        return ()
    return tuple(_on_reading(draft, band)) + tuple(_on_form(draft, band))


def _on_reading(draft: VersionView, band: str) -> Iterator[Gap]:
    for language in ("nl", "fr"):
        said = [draft.notices.get("purpose", {}).get(language, "")]
        for one in draft.questions:
            said.append(one.wording.get(language, ""))
            for sentence in long_sentences(one.wording.get(language, ""), language, band):
                yield Gap(
                    N_("A long sentence for {band}: “{text}”"),
                    "wording",
                    one.id,
                    language,
                    {"band": band, "text": sentence},
                )
        reading = reading_ease("\n".join(said), language)
        if reading.ease is not None and reading.ease < FLOOR[band]:
            yield Gap(
                N_("Hard to read for {band}: reading ease {ease}, and {floor} is wanted."),
                "questions",
                None,
                language,
                {"band": band, "ease": round(reading.ease), "floor": FLOOR[band]},
            )


def _on_form(draft: VersionView, band: str) -> Iterator[Gap]:
    yield from _on_time(draft, band)
    yield from _on_activities(draft, band)
    yield from _on_a_test(draft, band)
    asking = [one for one in draft.questions if one.how.asks]
    if len(asking) > MOST_QUESTIONS[band]:
        yield Gap(
            N_("That is {n} questions; for {band} at most {most} is wise."),
            "questions",
            holes={"n": len(asking), "band": band, "most": MOST_QUESTIONS[band]},
        )
    if asking and asking[-1].sensitive:
        yield Gap(N_("Do not end on a sensitive question. Add something light after it."), "order", asking[-1].id)
    for one in asking:
        chosen = WORDED.get(str(one.settings.get("labels", "")))
        if chosen and chosen.youngest > OLDEST_OF[band]:
            yield Gap(
                N_("These words are for children of {age} and older."),
                "settings",
                one.id,
                holes={"age": chosen.youngest},
            )


def _on_time(draft: VersionView, band: str) -> Iterator[Gap]:
    """Of a guide or a recipe: longer than children of that age can sit, or not in the order of the route."""
    planned = sum(int(getattr(one.read_settings, "minutes", 0)) for one in draft.questions)
    if planned > MOST_MINUTES[band]:
        yield Gap(
            N_("That takes {n} minutes; for {band} at most {most} is wise."),
            "questions",
            holes={"n": planned, "band": band, "most": MOST_MINUTES[band]},
        )
    for name, order, sentence in ROUTES:
        walked = [(one.id, order.index(getattr(one.read_settings, name))) for one in draft.questions if _has(one, name)]
        for (_, before), (question_id, here) in pairwise(walked):
            if here < before:
                yield Gap(sentence, "order", question_id)


ROUTES = (
    ("chapter", CHAPTERS, N_("This chapter comes earlier in the route.")),
    ("phase", PHASES, N_("This phase comes earlier in the recipe.")),
)


def _has(one: QuestionView, name: str) -> bool:
    return hasattr(one.read_settings, name)


def _on_activities(draft: VersionView, band: str) -> Iterator[Gap]:
    """Activities for older children, and more stickers or pairs than a child of that age can weigh."""
    for one in draft.questions:
        chosen, youngest = one.read_settings, YOUNGEST_FOR.get(one.type, 0)
        if youngest > MIDDLE_OF[band]:
            yield _too_much(N_("This activity is for children of {age} and older."), one, age=youngest)
        if one.type == "dot_voting" and chosen.per_option > MOST_ON_ONE:
            sentence = N_("With more than {most} stickers on one thing, one child decides too much.")
            yield _too_much(sentence, one, most=MOST_ON_ONE)
        if one.type == "dot_voting" and chosen.dots > MOST_DOTS[band]:
            sentence = N_("That is {n} stickers a child; for {band} at most {most} is wise.")
            yield _too_much(sentence, one, n=chosen.dots, band=band, most=MOST_DOTS[band])
        if one.type == "this_or_that" and chosen.rounds > MOST_PAIRS[band]:
            sentence = N_("That is {n} pairs a child; for {band} at most {most} is wise.")
            yield _too_much(sentence, one, n=chosen.rounds, band=band, most=MOST_PAIRS[band])


def _on_a_test(draft: VersionView, band: str) -> Iterator[Gap]:
    """Of a prototype test: scales for younger children, too much to put in order, and what comes before its task."""
    tasks = [at for at, one in enumerate(draft.questions) if one.type == "task"]
    for at, one in enumerate(draft.questions):
        oldest = OLDEST_FOR.get(one.type) or OLDEST_FOR.get(f"{one.type}: {one.settings.get('labels', '')}", 99)
        if YOUNGEST_OF[band] > oldest:
            yield _too_much(N_("This scale is for children up to {age}; for older ones there is a better one."), one,
                            age=oldest)  # fmt: skip
        if one.type == "fun_sorter" and len(one.read_settings.options) > MOST_IN_ORDER.get(band, MOST):
            sentence = N_("For {band} at most {most} things to put in order is wise.")
            yield _too_much(sentence, one, band=band, most=MOST_IN_ORDER[band])
        if one.type == "ease" and not any(before < at for before in tasks):
            yield Gap(N_("This asks how easy something was. Put it right after a task."), "order", one.id)
        if one.type in OF_THE_WHOLE and any(later > at for later in tasks):
            yield Gap(N_("This is about the whole test. Put it after the last task."), "order", one.id)


def _too_much(sentence: str, one: QuestionView, **holes: object) -> Gap:
    return Gap(sentence, "settings", one.id, holes=holes)
