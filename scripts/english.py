"""After gathering: English says each sentence back, as it is written in it; no catalogue keeps who or when."""

import io

from babel.messages import pofile

from translations import FOLDER, LOCALES

HEADER = """msgid ""
msgstr ""
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural={plural};\\n"

"""
PLURALS = {"nl": "(n != 1)", "fr": "(n > 1)", "en": "(n != 1)"}


def main() -> None:
    """Fill in en.po and clean the heads of all three."""
    for language, plural in PLURALS.items():
        path, locale = FOLDER / f"{language}.po", LOCALES[language]
        with path.open("rb") as file:
            catalogue = pofile.read_po(file, locale=locale)
        if language == "en":
            for message in catalogue:
                if message.id:
                    message.string = tuple(message.id) if isinstance(message.id, (list, tuple)) else message.id
        out = io.BytesIO()
        pofile.write_po(out, catalogue, omit_header=True, width=118, sort_output=True, no_location=True)
        path.write_text(HEADER.format(locale=locale, plural=plural) + out.getvalue().decode().lstrip("\n"), "utf-8")


if __name__ == "__main__":
    main()
