"""Words somebody wrote, shown as words: never as Markdown, never as HTML. The only way such words reach the screen."""

import re

import streamlit as st

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&^=\"'/@])")
# Even escaped, an address becomes a link and `:streamlit:` a picture. An invisible joiner keeps them words.
MADE_INTO_SOMETHING = re.compile(r"(?<=:)(?=//|streamlit:)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
JOINER = "\u2060"
LINE_ENDS = re.compile(r"[\r\n\t\v\f\u2028\u2029]+")


def one_line(words: str) -> str:
    """The same words, on one line, for a place that reads Markdown: every sign stands for itself.

    A French space before a question mark stays what it is.
    """
    return SPECIAL.sub(r"\\\1", MADE_INTO_SOMETHING.sub(JOINER, LINE_ENDS.sub(" ", words)))


def listed(words: str) -> str:
    """The same words, on one line, for a list to choose from: such a list shows every sign as it is."""
    return LINE_ENDS.sub(" ", words)


def heading(words: str, level: int = 1) -> None:
    """Words as a heading: `level` 1 is the one of the page."""
    shown = one_line(words)
    if level == 1:
        st.title(shown, anchor=False)
    elif level == 2:
        st.header(shown, anchor=False)
    else:
        st.subheader(shown, anchor=False)


def paragraph(words: str) -> None:
    """Words as they were written, line by line."""
    st.text(words)
