"""What can go wrong between a tab and the server. No behaviour lives here."""


class ProtocolError(Exception):
    """The tab could not do what was asked."""


class NotFoundError(ProtocolError):
    """No element, widget or page matches."""


class DisconnectedError(ProtocolError):
    """The websocket closed while something was waiting on it."""


class RunTimeoutError(ProtocolError):
    """What was waited for did not happen before the deadline."""
