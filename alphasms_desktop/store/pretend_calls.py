"""What the sandbox inside the program remembers of pretend calls: forgotten with the people."""

from collections.abc import Collection

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.store.folder import DataFolder

SANDBOX_CALLS = "sandbox-calls.jsonl"
"""What the sandbox inside the program remembers of pretend calls, by phones."""


def forget_pretend_calls(folder: DataFolder, phones: Collection[str]) -> None:
    """Forget pretend calls to phones; whoever holds the file open must have let it go.

    Raises TroubleError(FOLDER_OPEN) while another program of this folder has it.
    """
    path = folder.path / SANDBOX_CALLS
    if not path.exists() or not phones:
        return
    digits = [one.lstrip("+").encode() for one in phones]
    lock = folder.lock("sandbox")
    if not lock.acquire():
        raise TroubleError(Kind.FOLDER_OPEN, "sandbox", path=folder.path)
    try:
        lines = path.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if not any(one in line for one in digits)]
        if len(kept) < len(lines):
            fresh = path.with_suffix(".new")
            fresh.write_bytes(b"".join(kept))
            fresh.replace(path)
    finally:
        lock.release()
