"""What the codes in our data are called on the screen, in the visitor's language."""

from pages.parts.frame import Visit
from translations import N_

ROLES = {
    "admin": N_("Administrator"),
    "facilitator": N_("Facilitator"),
    "designer": N_("Tool designer"),
    "safeguarding": N_("Safeguarding person"),
}
PLACES = {
    "school": N_("School"),
    "youth_centre": N_("Youth centre"),
    "library": N_("Library"),
    "home": N_("At home, or in a residential group"),
    "other": N_("Somewhere else"),
}
PROVINCES = {
    "antwerpen": N_("Antwerp"),
    "limburg": N_("Limburg"),
    "oost_vlaanderen": N_("East Flanders"),
    "vlaams_brabant": N_("Flemish Brabant"),
    "west_vlaanderen": N_("West Flanders"),
    "brussel": N_("Brussels"),
    "brabant_wallon": N_("Walloon Brabant"),
    "hainaut": N_("Hainaut"),
    "liege": N_("Liège"),
    "luxembourg": N_("Luxembourg"),
    "namur": N_("Namur"),
}
SESSION_LANGUAGES = {"nl": N_("Dutch"), "fr": N_("French"), "both": N_("Dutch and French")}
BASES = {
    "school_notice": N_("The school informed the parents"),
    "parents": N_("The parents gave permission"),
    "both": N_("Both: the school informed them and the parents gave permission"),
}
STATES = {"open": N_("Running"), "paused": N_("Paused"), "closed": N_("Closed")}
KINDS_OF_DETAIL = {
    "name": N_("a name"),
    "phone": N_("a phone number"),
    "email": N_("an e-mail address"),
    "handle": N_("an account name"),
    "address": N_("an address"),
    "national_number": N_("a national number"),
    "url": N_("a web address"),
    "school": N_("a school"),
}
OUTCOMES = {
    "handed_over": N_("Handed over to the help service"),
    "talked": N_("Talked about with the child or the school"),
    "no_concern": N_("No concern: the words may go on"),
}
LEVELS = {"red": N_("Urgent"), "amber": N_("Look at it")}
MISSING = {
    "dont_know": N_("I don't know"),
    "rather_not": N_("I'd rather not say"),
    "skipped": N_("Skipped"),
    "not_reached": N_("Not reached"),
    "not_asked": N_("Not asked"),
}
DEEDS = {
    "organisation founded": N_("founded the organisation"),
    "rules changed": N_("changed the house rules"),
    "account invited": N_("invited somebody"),
    "invitation link made": N_("made a new invitation link"),
    "reset link made": N_("made a link for a new password"),
    "roles changed": N_("changed somebody's roles"),
    "account opened": N_("opened an account again"),
    "account closed": N_("closed an account"),
    "password changed": N_("chose a new password"),
    "signed in": N_("signed in"),
    "signed out": N_("signed out"),
    "consultation started": N_("started a consultation"),
    "draft deleted": N_("deleted a draft"),
    "new version started": N_("started a new version"),
    "consultation published": N_("published a consultation"),
    "consultation archived": N_("archived a consultation"),
    "consultation taken out again": N_("took a consultation out of the archive"),
    "trial started": N_("started a trial run"),
    "session opened": N_("opened a session"),
    "door opened": N_("opened the door"),
    "door shut": N_("shut the door"),
    "session enlarged": N_("made room for more children"),
    "code changed": N_("made a new join code"),
    "session paused": N_("paused a session"),
    "session resumed": N_("went on after a pause"),
    "participant removed": N_("sent somebody out of a session"),
    "session closed": N_("closed a session"),
    "group seated": N_("seated a group"),
    "note-taker chosen": N_("chose a note-taker"),
    "session handed over": N_("handed a session over"),
    "utterance struck": N_("took an utterance away"),
    "transcript read in": N_("read a transcript in"),
    "shown on the wall": N_("let something be seen by the group"),
    "all shown on the wall": N_("let all that waited be seen by the group"),
    "hidden from the wall": N_("hid something from the group"),
    "walls paused": N_("took the walls off the screens"),
    "walls restored": N_("brought the walls back"),
    "second round": N_("began a second round"),
    "held words read": N_("read words that were held"),
    "words released": N_("released words"),
    "words masked and released": N_("masked words and released them"),
    "words kept out": N_("kept words out"),
    "words read": N_("read children's words"),
    "drawings seen": N_("looked at children's drawings"),
    "results exported": N_("downloaded results"),
    "problem noted": N_("noted a problem of a tool"),
    "problem harm set": N_("said that a problem did harm to a child"),
    "problem harm taken off": N_("said that a problem did no harm to a child after all"),
    "problems merged": N_("said that two problems are the same"),
    "problems parted": N_("said that two problems are not the same after all"),
    "name let through": N_("said that a name is of a figure in a tool"),
    "concerns read": N_("read concerns"),
    "concern seen": N_("took up a concern"),
    "concern settled": N_("settled a concern"),
}
OBJECTS = {
    "organisation": N_("organisation"),
    "account": N_("account"),
    "consultation": N_("consultation"),
    "group session": N_("session"),
    "response": N_("answer"),
    "tool": N_("tool"),
    "concern": N_("concern"),
}


def named(visit: Visit, names: dict[str, str], key: str) -> str:
    """What a code is called."""
    return visit.say(names[key]) if key in names else key
