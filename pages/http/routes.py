"""Every address of our own."""

from starlette.routing import BaseRoute, Route

from pages.http import health, joining, notes_sheet, own_files, pace, pictures, sheets, working

ROUTES: list[BaseRoute] = [
    Route("/j/{token:str}", joining.invitation, methods=["GET"]),
    Route("/j/{token:str}", joining.join, methods=["POST"]),
    Route("/bye", joining.bye, methods=["POST"]),
    Route("/goodbye", joining.goodbye, methods=["GET"]),
    Route("/pace", pace.pace, methods=["GET"]),
    Route("/session", working.enter, methods=["POST"]),
    Route("/leave", working.leave, methods=["POST"]),
    Route("/sheet/{session_id:str}", working.sheet, methods=["GET"]),
    Route("/sheets/{session_id:str}.pdf", sheets.sheets, methods=["GET"]),
    Route("/notes/{session_id:str}", notes_sheet.notes_sheet, methods=["GET"]),
    Route("/export/{consultation_id:str}/{what:str}.csv", working.export, methods=["GET"]),
    Route("/picture/{picture_id:str}", pictures.picture, methods=["GET"]),
    Route("/ours/{name:str}", own_files.own_file, methods=["GET"]),
    *(Route(path, joining.to_start, methods=["GET"]) for path in ("/bye", "/session", "/leave")),
    Route("/healthz", health.healthz, methods=["GET"]),
]
