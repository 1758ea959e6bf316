"""The settings our measurements chose are the settings that are shipped, and Streamlit reads every one of them."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHOSEN = {
    "browser.gatherUsageStats": False,
    "browser.serverAddress": "localhost",
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "server.maxUploadSize": 2,
    "server.maxMessageSize": 50,
    "server.maxWidgetStateSize": 1,
    "server.disconnectedSessionTTL": 900,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.showEmailPrompt": False,
    "runner.magicEnabled": False,
    "runner.postScriptGC": False,
    "runner.fastReruns": True,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "client.disableDataExport": True,
    "client.allowedOrigins": [],
}


def test_the_settings_are_those_that_pay():
    written = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    flat = {f"{section}.{name}": value for section, names in written.items() for name, value in names.items()}
    assert {name: value for name, value in flat.items() if not name.startswith("theme.")} == CHOSEN


def test_streamlit_knows_and_reads_every_one_of_them():
    asked = "; ".join(["from streamlit import config", f"print({{n: config.get_option(n) for n in {list(CHOSEN)!r}}})"])
    run = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (eval(run.stdout), "not a valid config option" in run.stderr) == (CHOSEN, False)


def test_what_is_needed_is_pinned_to_the_letter():
    for name in ("requirements.txt", "requirements-dev.txt", "constraints.txt"):
        lines = [line for line in (ROOT / name).read_text().splitlines() if line and not line.startswith(("#", "-r"))]
        assert [line for line in lines if "==" not in line] == []
