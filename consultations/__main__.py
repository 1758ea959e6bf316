"""The command line: python -m consultations secret | upgrade | demo | organisation NAME | account …"""

import argparse
import os
import sys

from consultations import people
from consultations.access import OPERATOR, Role
from consultations.protection import secret
from consultations.shapes import Refused
from models import store
from translations import LANGUAGES, words


def main() -> int:
    """Do one thing. Returns 0 when it was done."""
    parser = argparse.ArgumentParser(prog="python -m consultations", description=__doc__)
    tasks = parser.add_subparsers(dest="task", required=True)
    tasks.add_parser("secret", help="print a new secret for ONSAVIS_SECRET")
    tasks.add_parser("upgrade", help="bring the database's schema up to date")
    tasks.add_parser("demo", help="fill an empty database with a believable bilingual demo")
    found = tasks.add_parser("organisation", help="found an organisation; prints its id")
    found.add_argument("name")
    invite = tasks.add_parser("account", help="invite somebody; prints a single-use link")
    invite.add_argument("organisation", help="the organisation's id")
    invite.add_argument("login", help="the name to sign in with")
    invite.add_argument("name", help="first and last name")
    invite.add_argument("roles", nargs="+", choices=["admin", "facilitator", "designer", "safeguarding"])
    invite.add_argument("--language", choices=LANGUAGES, default="nl")
    chosen = parser.parse_args()
    try:
        return _do(chosen)
    except (Refused, secret.Weak) as why:
        said = words("en").gettext(why.sentence).format(**why.holes) if isinstance(why, Refused) else str(why)
        print(said, file=sys.stderr)
        return 1


def _do(chosen: argparse.Namespace) -> int:
    if chosen.task == "secret":
        print(secret.fresh())
        return 0
    if chosen.task == "upgrade":
        store.upgrade()
        return 0
    secret.check()
    if chosen.task == "demo":
        from consultations import demo

        for line in demo.fill():
            print(line)
        return 0
    with store.session() as db:
        if chosen.task == "organisation":
            print(people.found_organisation(db, OPERATOR, chosen.name))
        else:
            roles = [Role(one) for one in chosen.roles]
            _, token = people.invite(
                db, OPERATOR, chosen.organisation, chosen.name, chosen.login, roles, chosen.language
            )
            address = os.environ.get("ONSAVIS_PUBLIC_URL", "http://localhost:8501").rstrip("/")
            print(f"{address}/welcome?link={token}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
