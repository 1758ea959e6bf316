"""English is the language our sentences are written in: its catalogue says each of them back."""

from babel.messages import pofile

from translations import FOLDER


def main() -> None:
    """Fill in en.po."""
    path = FOLDER / "en.po"
    with path.open("rb") as file:
        catalogue = pofile.read_po(file, locale="en_GB")
    for message in catalogue:
        if message.id:
            message.string = tuple(message.id) if isinstance(message.id, (list, tuple)) else message.id
    with path.open("wb") as file:
        pofile.write_po(file, catalogue, omit_header=False, width=118, sort_output=True, no_location=True)


if __name__ == "__main__":
    main()
