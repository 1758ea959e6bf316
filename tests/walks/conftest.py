"""What AppTest needs here."""

from tests.apptest import jar, open_page, team

__all__ = ["jar", "open_page", "team"]
