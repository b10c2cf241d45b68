"""A workbook looked at from outside, before anything unpacks it.

An .xlsx is a ZIP file. Its directory says how large each part will be; a reader that trusts a hostile file
would unpack 300 MB from 300 KB, or allocate a sheet that ends at XFD1048576. Formulas are found here as
well, since the reader gives values only.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import join, normpath
from xml.etree import ElementTree

from registry_api.imports.errors import RosterRefused

UNPACKED_CAP = 160 * 1024 * 1024
"""Bytes all parts may unpack to: a roster of 50,000 persons and 60 columns takes about 120 MB."""
PARTS_CAP = 1_000
INDEX_CAP = 1024 * 1024
CELLS_CAP = 6_000_000
"""Cells of the rectangle a sheet spans; the reader allocates all of it."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DOCUMENT = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"

# Each begins with a literal, which is what makes scanning 10 MB of XML cheap.
_WIDE = re.compile(rb"r\s*=\s*[\"']([A-Za-z]{2,3})\d")
_DEEP = re.compile(rb"r\s*=\s*[\"'][A-Za-z]{0,3}(\d{6,9})")
_ROW = re.compile(rb"<row\s[^>]*?\br\s*=\s*[\"'](\d{1,9})")
_FORMULA = re.compile(rb"<f(?=[\s/>])")
_PREFIX = re.compile(rb"(</?)\w+:")
_ADDRESS = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3}\d{1,7})[\"']")


# What zipfile and the parser raise for damaged or hostile packages.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    LookupError,
    EOFError,
    ValueError,
    OSError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class SheetXml:
    """What a sheet's XML says beyond its values: addresses ("C5") of cells that hold a formula."""

    formulas: frozenset[str]


def inspect(data: bytes) -> dict[str, SheetXml]:
    """Look through an .xlsx; sheet name -> what its XML says.

    Raises RosterRefused: `bomb`, `not-a-workbook`, `unreadable`, `too-many-cells`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _weigh(package)
            paths = _sheet_paths(package)
            found = {name: _look(name, package.read(path)) for name, path in paths}
            _check_rest(package, {path for _, path in paths})
    except UNREADABLE as error:
        raise RosterRefused("unreadable") from error
    return found


def weigh(data: bytes) -> None:
    """Look at the directory alone: cheap enough for the request itself.

    Raises RosterRefused: `bomb`, `not-a-workbook`, `unreadable`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _weigh(package)
    except UNREADABLE as error:
        raise RosterRefused("unreadable") from error


def _weigh(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > PARTS_CAP or sum(part.file_size for part in parts) > UNPACKED_CAP:
        raise RosterRefused("bomb", cap=UNPACKED_CAP // 1024 // 1024)
    names = [part.filename.lower() for part in parts]
    if "xl/workbook.xml" not in names:
        raise RosterRefused("not-a-workbook")
    if len(set(names)) < len(names):
        raise RosterRefused("unreadable")


def _sheet_paths(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    targets = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in _index(package, "xl/_rels/workbook.xml.rels").iter(f"{_PACKAGE}Relationship")
    }
    book = _index(package, "xl/workbook.xml")
    paths = []
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(f"{_DOCUMENT}id", ""), "")
        path = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        if "worksheets/" in path:
            paths.append((sheet.get("name", ""), path))
    return paths


def _index(package: zipfile.ZipFile, path: str) -> ElementTree.Element:
    if package.getinfo(path).file_size > INDEX_CAP:
        raise RosterRefused("bomb", cap=UNPACKED_CAP // 1024 // 1024)
    text = package.read(path)
    if b"<!" in text.replace(b"<!--", b""):
        raise RosterRefused("unreadable")
    return ElementTree.fromstring(text)


def _look(name: str, xml: bytes) -> SheetXml:
    if b"<sheetData" not in xml:
        xml = _PREFIX.sub(rb"\1", xml)
    rows = max((int(number) for number in (*_ROW.findall(xml), *_DEEP.findall(xml))), default=0)
    columns = max((_column_number(letters) for letters in set(_WIDE.findall(xml))), default=26)
    if rows * columns > CELLS_CAP:
        raise RosterRefused("too-many-cells", sheet=name, row=rows, column=columns)
    return SheetXml(frozenset(_formulas(xml)))


def _formulas(xml: bytes) -> Iterator[str]:
    for match in _FORMULA.finditer(xml):
        cell = xml.rfind(b"<c ", 0, match.start())
        address = _ADDRESS.search(xml, max(cell, 0), match.start())
        if address:
            yield address.group(1).decode().upper()


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _check_rest(package: zipfile.ZipFile, seen: set[str]) -> None:
    """Unpack the other parts once, piece by piece: one that is longer than the directory says is caught."""
    for part in package.infolist():
        if part.filename in seen or not part.filename.startswith("xl/"):
            continue
        with package.open(part) as stream:
            while stream.read(1024 * 1024):
                continue
