"""CELLAR: our own words. Gettext catalogues for nl, fr and en, read into memory; a language is a value you hold."""

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages import mofile, pofile

FOLDER = Path(__file__).resolve().parent
LANGUAGES = ("nl", "fr", "en")
CHILDREN = ("nl", "fr")
LOCALES = {"nl": "nl_BE", "fr": "fr_BE", "en": "en_GB"}


def N_(text: str) -> str:  # noqa: N802  (the name every gettext tool knows)
    """Marks a sentence for the catalogues without translating it here."""
    return text


@cache
def words(language: str) -> gettext.GNUTranslations:
    """Our sentences in `language`: `words("fr").gettext("Next")`. An unknown language speaks English."""
    path = FOLDER / f"{language if language in LANGUAGES else 'en'}.po"
    with path.open("rb") as file:
        catalogue = pofile.read_po(file, locale=LOCALES.get(language, "en_GB"))
    compiled = BytesIO()
    mofile.write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
