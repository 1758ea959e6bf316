"""What opens a session's doors: its join code, its link, its projector page. All made from our secret, none kept."""

from consultations.protection import letters, secret
from models.group_session import GroupSession


def link_token(row: GroupSession) -> str:
    """The 128-bit token of the join link of this moment: it turns with the code. Only our secret makes it again."""
    return secret.link_token("join link", row.id, str(row.code_turn))


def projector_token(session_id: str) -> str:
    """The token of the projector page: it shows the code and the head count, and can do nothing."""
    return secret.link_token("projector", session_id)


def join_code(row: GroupSession) -> str:
    """The join code of this moment: six letters and a check letter."""
    return letters.from_bytes(secret.derive("join code", row.id, str(row.code_turn)), letters.JOIN_LENGTH)
