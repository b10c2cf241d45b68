"""What may be sent as a roster file, and what is refused before or while it is read."""

import contextlib
import io
import zipfile
from random import Random

import pytest
from openpyxl import Workbook

from registry_api.imports import archive
from registry_api.imports.errors import RosterRefused
from registry_api.imports.workbook import column_letters, read_sheets


def refused(data: bytes) -> str:
    with pytest.raises(RosterRefused) as caught:
        read_sheets(data)
    message = caught.value.message
    assert all(text for pair in (message.title, message.todo) for text in pair)
    return caught.value.code


def respell(data: bytes, path: str, old: bytes, new: bytes) -> bytes:
    """The workbook with one part's bytes changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as changed:
        for name in source.namelist():
            content = source.read(name)
            changed.writestr(name, content.replace(old, new) if name == path else content)
    return target.getvalue()


def test_rows_keep_their_place_in_the_file(rosters):
    def shift(book):
        book.worksheets[0].insert_rows(1, 3)

    sheet = read_sheets(rosters.workbook(rosters.families(1), change=shift))[0]
    assert sheet.rows[3][0] == "户序号"
    assert sheet.rows[4][0] == "1"


def test_letters_of_columns():
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_an_old_excel_file_is_told_though_it_is_called_xlsx():
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)) == "old-excel"


def test_a_workbook_with_a_password_is_told():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")
    assert refused(data) == "encrypted"


@pytest.mark.parametrize("data", [b"", b"\r\n \r\n"])
def test_an_empty_file_is_told(data):
    assert refused(data) == "empty"


def test_a_web_page_called_xls_is_told():
    assert refused(b"<html><table><tr><td>1</td></tr></table></html>") == "web-page"


def test_a_zip_without_a_workbook_is_told():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("roster.csv", "a,b")
    assert refused(target.getvalue()) == "not-a-workbook"


def test_a_broken_zip_is_told(rosters):
    data = rosters.workbook(rosters.families(1))
    assert refused(data[: len(data) // 2]) == "unreadable"


def test_a_bomb_is_not_unpacked(rosters):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("[Content_Types].xml", "<Types/>")
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(bytes(1024 * 1024))
    data = target.getvalue()
    assert len(data) < 400_000
    assert refused(data) == "bomb"


def test_a_bomb_that_lies_about_its_size_is_caught(rosters):
    data = bytearray(rosters.workbook(rosters.families(2000)))
    place = data.rfind(b"xl/worksheets/sheet1.xml") - 46
    data[place + 24 : place + 28] = (1000).to_bytes(4, "little")
    assert refused(bytes(data)) == "unreadable"


def test_a_cell_at_the_far_corner_is_refused(rosters):
    data = rosters.workbook(rosters.families(1))
    spoiled = respell(data, "xl/worksheets/sheet1.xml", b'r="A2"', b'r="XFD1048576"')
    assert refused(spoiled) == "too-many-cells"


def test_an_external_entity_is_refused(rosters):
    data = rosters.workbook(rosters.families(1))
    spoiled = respell(data, "xl/workbook.xml", b"<workbook", b'<!DOCTYPE a [<!ENTITY b "c">]><workbook')
    assert refused(spoiled) == "unreadable"


def test_formulas_are_found_by_address():
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["B2"] = "=1+1"
    sheet["AA10"] = "=B2"
    sheet["C3"] = "text with <f> in it"
    target = io.BytesIO()
    book.save(target)
    assert archive.inspect(target.getvalue())["Sheet"].formulas == {"B2", "AA10"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_in_its_usual_dresses(encoding, delimiter):
    text = delimiter.join(("姓名", "证件号码")) + "\r\n" + delimiter.join(("王龑", '="0012"')) + "\r\n"
    assert read_sheets(text.encode(encoding))[0].rows == [["姓名", "证件号码"], ["王龑", "0012"]]


def test_csv_in_an_unknown_encoding_is_told():
    assert refused(b"\xff\xff\xff,\x81") == "encoding"


def test_csv_with_a_loose_quotation_mark_is_told_with_its_line():
    with pytest.raises(RosterRefused) as caught:
        read_sheets(b'a,b\n"x"y,1\n')
    assert caught.value.code == "broken-csv"
    assert caught.value.details["row"] == 2


def test_damaged_files_are_refused_and_never_crash(rosters):
    chance = Random(20180927)
    whole = rosters.workbook(rosters.families(5))
    for _ in range(200):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with contextlib.suppress(RosterRefused):
            rosters.read(bytes(damaged))
