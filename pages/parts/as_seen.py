"""What somebody who watched wrote down of a child, as the child reads it back with its receipt."""

from consultations.collecting.leaving import Seen
from pages.parts.frame import Visit


def told(visit: Visit, seen: Seen) -> str:
    """Line by line, only what was written down."""
    lines = [visit.say("Somebody watched and wrote this down:")]
    if seen.number is not None:
        lines.append(visit.say("This was with version {number}.", number=seen.number))
    if seen.ended:
        lines.append(f"“{seen.ended}”")
    if seen.seconds is not None:
        minutes, seconds = divmod(seen.seconds, 60)
        lines.append(visit.say("You took {minutes} min {seconds} s.", minutes=minutes, seconds=seconds))
    if seen.interrupted:
        lines.append(visit.say("Something else came in between."))
    if seen.errors is not None:
        lines.append(visit.count("{n} time something went wrong.", "{n} times something went wrong.", seen.errors))
    if seen.assists is not None:
        lines.append(visit.count("{n} time you got help.", "{n} times you got help.", seen.assists))
    if seen.ease:
        lines.append(visit.say("You said: {words}", words=seen.ease))
    return "\n".join(lines)
