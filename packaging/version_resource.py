"""The version resource of the Windows programs, as the text that PyInstaller reads."""

from pathlib import Path

_TEXT = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004,
    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "AlphaSMS Desktop"),
      StringStruct("FileDescription", "AlphaSMS Desktop"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "alphasms-desktop"),
      StringStruct("LegalCopyright", "MIT licence"),
      StringStruct("ProductName", "AlphaSMS Desktop"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0409, 0x04B0, 0x0422, 0x04B0])]),
  ],
)
"""


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """Return a version as Windows counts it: `1.2.3` is 1, 2, 3, 0."""
    digits = [int("".join(c for c in part if c.isdigit()) or 0) for part in version.split(".")]
    first, second, third, fourth = [*digits, 0, 0, 0, 0][:4]
    return first, second, third, fourth


def text(version: str) -> str:
    """Return the description of the resource."""
    return _TEXT.format(version=version, numbers=four_numbers(version))


def written(folder: Path, version: str) -> str:
    """Write the description into `folder`; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "version-resource.txt"
    file.write_text(text(version), encoding="utf-8")
    return str(file)
