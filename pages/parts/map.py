"""Which pages there are, and which action each needs. Navigation, guards and tests are all made from this one table."""

from dataclasses import dataclass

from consultations.access import Action
from translations import N_


@dataclass(frozen=True)
class Place:
    """One page: its script below `pages/`, the action that opens it, its name, and where it stands in the menu."""

    script: str
    action: Action
    title: str
    icon: str
    menu: bool = True

    @property
    def path(self) -> str:
        """Its address."""
        return self.script.rsplit("/", 1)[-1].removesuffix(".py")


OPEN = (
    Place("child/join.py", Action.JOIN, N_("Join in"), "👋", menu=False),
    Place("child/take_part.py", Action.JOIN, N_("Join in"), "👋", menu=False),
    Place("child/my_answers.py", Action.USE_RECEIPT, N_("My answers"), "🧾", menu=False),
    Place("staff/sign_in.py", Action.JOIN, N_("Sign in"), "🔑", menu=False),
    Place("staff/welcome.py", Action.JOIN, N_("Choose a password"), "🔑", menu=False),
    Place("staff/projector.py", Action.JOIN, N_("Projector"), "📽️", menu=False),
)
STAFF = (
    Place("staff/home.py", Action.WORK_HERE, N_("Home"), "🏠"),
    Place("staff/tools.py", Action.SHAPE_TOOLS, N_("Tools"), "🧰"),
    Place("staff/problems.py", Action.SHAPE_TOOLS, N_("Problems"), "🚧"),
    Place("staff/prepare.py", Action.DRAFT, N_("Prepare"), "✏️"),
    Place("staff/write.py", Action.DRAFT, N_("Write"), "📝", menu=False),
    Place("staff/lead.py", Action.LEAD, N_("Lead"), "🧑‍🏫"),
    Place("staff/observe.py", Action.NOTE, N_("Observe"), "👀", menu=False),
    Place("staff/inbox.py", Action.LOOK_AFTER, N_("Look after"), "📥"),
    Place("staff/results.py", Action.READ_RESULTS, N_("Results"), "📊"),
    Place("staff/versions.py", Action.READ_RESULTS, N_("Versions"), "🔬"),
    Place("staff/compare.py", Action.READ_RESULTS, N_("Compare two versions"), "⚖️", menu=False),
    Place("staff/voices.py", Action.READ_RESULTS, N_("Voices"), "💬"),
    Place("staff/concerns.py", Action.SETTLE_CONCERNS, N_("Concerns"), "🛟"),
    Place("staff/people.py", Action.MANAGE_PEOPLE, N_("People"), "👥"),
    Place("staff/house_rules.py", Action.MANAGE_PEOPLE, N_("House rules"), "⚖️"),
    Place("staff/audit.py", Action.READ_AUDIT, N_("Audit"), "🔎"),
    Place("staff/my_account.py", Action.WORK_HERE, N_("My account"), "👤"),
)
PLACES = OPEN + STAFF
CHILD_PATHS = frozenset(place.path for place in OPEN) - {"sign_in"}
