"""What a user can send to those who look for the cause of an unexpected error."""

import traceback
from pathlib import Path

from PySide6.QtCore import qVersion

from chopin_studio.log import last_lines, versions
from chopin_studio.session.support.translation import tr


def details_of(error: BaseException) -> str:
    """Return an error's traceback."""
    return "".join(traceback.format_exception(error)).rstrip()


def error_report(details: str, log: Path | None) -> str:
    """Put the details of an error together with the versions and the end of the log, if any."""
    parts = ["\n".join((*versions(), f"Qt {qVersion()}")), details]
    if log is not None and (lines := last_lines(log)):
        parts.append(tr("The end of {log}:\n{lines}", log=log, lines=lines))
    return "\n\n".join(parts) + "\n"
