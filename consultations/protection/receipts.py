"""A child's receipt: eleven letters and a check letter, made from our secret and who it is; we keep a keyed hash."""

from consultations.protection import letters, secret

KIND = "receipt"


def receipt(participant_id: str) -> str:
    """The letters. Only our secret can make them again."""
    return letters.from_bytes(secret.derive(KIND, participant_id), letters.RECEIPT_LENGTH)


def kept(code: str) -> str:
    """What stands in the store in place of the letters."""
    return secret.keyed(KIND, code)
