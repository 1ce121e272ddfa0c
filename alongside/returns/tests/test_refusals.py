"""What cannot be read is refused with one clear sentence, and nothing is half-read."""

import io
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest

from alongside.returns import Limits, ReturnRefused, read_return
from alongside.returns.tests.invented import Upload, ep, leaver, table_csv

EPISODES = table_csv("Episodes", [ep("A", "01/05/2025"), ep("B", "01/06/2025")]).getvalue()
OC3 = table_csv("OC3", [leaver("A")]).getvalue()


def refusal(*given: object, **options: object) -> str:
    """The sentence of the refusal: one sentence, one line."""
    with pytest.raises(ReturnRefused) as refused:
        read_return(list(given), **options)  # type: ignore[arg-type]
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 250
    return sentence


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], name: str = "return.zip") -> Upload:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for inside, data in members:
            packed.writestr(inside, data)
    return Upload(name, out.getvalue())


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "nothing in it" in refusal(tmp_path)


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    assert "no file or folder" in refusal(tmp_path / "gone")


def test_a_folder_of_photographs(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)) * 20)
    assert refusal(tmp_path).startswith("None of the 3 files is a table of the return")


@pytest.mark.parametrize("length", range(1, 55))
def test_a_csv_cut_off_in_its_last_row(length: int) -> None:
    """Cut between two values the row is short; cut inside the last one, the value's own form tells."""
    cut = Upload("episodes.csv", EPISODES.rstrip()[:-length])
    if cut.getvalue().endswith(b"ZZ2 2ZZ,"):
        given = read_return([cut])  # a row may well end with a blank: nobody can tell, so a note says to look
        assert any("see that its last row is whole" in note for note in given.notes)
    else:
        assert "cut off" in refusal(cut)


def test_a_csv_cut_off_inside_its_last_code() -> None:
    assert "cut off" in refusal(Upload("oc3.csv", OC3.rstrip()[:-1]), year=2026)


def test_a_csv_that_only_lacks_its_last_line_end_is_whole() -> None:
    assert read_return([Upload("episodes.csv", EPISODES.rstrip())])["Episodes"].height == 2


def test_a_quotation_mark_that_never_closes() -> None:
    assert "never closes" in refusal(Upload("episodes.csv", EPISODES.replace(b"ZZ1 1ZZ", b'"ZZ1 1ZZ', 1)))


def test_a_row_with_more_values_than_headings() -> None:
    sentence = refusal(Upload("episodes.csv", EPISODES.replace(b"ZZ1 1ZZ", b"ZZ1, 1ZZ", 1)))
    assert "row 2: 14 values stand under 13 headings" in sentence


def test_the_same_table_twice(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_bytes(EPISODES)
    (tmp_path / "two.csv").write_bytes(EPISODES)
    assert "Episodes is there twice for one year, in one.csv and in two.csv" in refusal(tmp_path)


def test_the_same_year_in_two_folders(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "episodes.csv").write_bytes(EPISODES)
    assert "twice for one year" in refusal(tmp_path)


def test_other_writing_in_the_folder_is_not_taken_for_a_broken_table(tmp_path: Path) -> None:
    (tmp_path / "episodes.csv").write_bytes(EPISODES)
    (tmp_path / "read me.txt").write_text('Dear Jo,\nhere, as "promised, are\nthe, files, you, asked, for\n')
    assert read_return(tmp_path)["Episodes"].height == 2


def test_a_heading_twice() -> None:
    assert "heading ACCOM twice" in refusal(
        Upload("oc3.csv", OC3.replace(b"ACTIV", b"ACTIV,ACCOM").replace(b"F2", b"F2,U2")), year=2026
    )


def test_a_table_without_a_column_for_the_child() -> None:
    assert "no column CHILD" in refusal(Upload("oc3.csv", OC3.replace(b"CHILD", b"CLIENT")), year=2026)


def test_a_file_too_large_on_disk_is_refused_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "episodes.csv"
    with large.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    assert "larger than 32 MB" in refusal(tmp_path)


def test_an_upload_too_large_and_files_too_large_together() -> None:
    small = Limits(file_bytes=1024 * 1024, total_bytes=1024 * 1024)
    assert "larger than 1 MB" in refusal(Upload("big.csv", b"x" * 1024 * 1024 + b"x"), limits=small)
    half = b"x" * (600 * 1024)
    assert "together" in refusal(Upload("a.csv", half), Upload("b.csv", half), limits=small)


def test_more_files_than_a_return_has(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.csv").write_bytes(OC3)
    assert "more than 3 files" in refusal(tmp_path, limits=Limits(files=3))


@pytest.mark.parametrize(
    "name", ["../episodes.csv", "a/../../episodes.csv", "/etc/episodes.csv", "..\\episodes.csv", "C:\\e.csv"]
)
def test_a_zip_whose_names_lead_outside_it(name: str) -> None:
    assert "leads outside the zip" in refusal(zipped(("header.csv", b"x"), (name, EPISODES)))


def test_a_zip_that_unpacks_to_far_more_than_a_return() -> None:
    bomb = zipped(("episodes.csv", b"0" * (40 * 1024 * 1024)))
    assert len(bomb.getvalue()) < 100_000
    assert "larger than 32 MB" in refusal(bomb)


def test_a_zip_that_lies_about_what_it_holds() -> None:
    data = bytearray(zipped(("episodes.csv", EPISODES)).getvalue())
    at = data.find(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 10)
    assert "damaged or cut off" in refusal(Upload("return.zip", bytes(data)))


def test_a_zip_with_a_password() -> None:
    data = bytearray(zipped(("episodes.csv", EPISODES)).getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    assert "password" in refusal(Upload("return.zip", bytes(data)))


def test_a_zip_with_a_link() -> None:
    link = zipfile.ZipInfo("episodes.csv")
    link.external_attr = 0o120777 << 16
    assert "link to another place" in refusal(zipped((link, b"/etc/passwd")))


def test_a_zip_cut_off() -> None:
    assert "damaged or cut off" in refusal(Upload("return.zip", zipped(("episodes.csv", EPISODES)).getvalue()[:-30]))


def test_a_folder_with_a_link_to_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.csv").write_bytes(EPISODES)
    (tmp_path / "return").mkdir()
    (tmp_path / "return" / "episodes.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert "is a link to another place" in refusal(tmp_path / "return")


def test_a_spreadsheet_with_a_formula() -> None:
    book = openpyxl.Workbook()
    book.active.title = "OC3"
    book.active.append(["CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"])
    book.active.append(["A", "01/02/2009", "YES", "F2", '=IF(1=1,"U1","U2")'])
    out = io.BytesIO()
    book.save(out)
    assert "holds a formula in cell E2" in refusal(Upload("oc3.xlsx", out.getvalue()), year=2026)


def test_a_spreadsheet_cut_off_or_of_the_old_kind() -> None:
    assert "damaged or cut off" in refusal(Upload("oc3.xlsx", b"PK\x03\x04" + b"\0" * 50))
    assert "old Excel file" in refusal(Upload("oc3.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50))


def test_a_csv_saved_as_utf_16() -> None:
    assert "UTF-16" in refusal(Upload("oc3.csv", OC3.decode().encode("utf-16")))
    assert "not a text file" in refusal(Upload("oc3.csv", OC3.decode().encode("utf-16-le")))


def test_a_csv_with_nothing_in_it() -> None:
    assert "is empty" in refusal(Upload("oc3.csv", b""))


BILLION = """<?xml version="1.0"?><!DOCTYPE EXPSSDA903 [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
<EXPSSDA903><CHILD><HEADER><CHILDID>&b;</CHILDID></HEADER></CHILD></EXPSSDA903>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE EXPSSDA903 [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<EXPSSDA903><CHILD><HEADER><CHILDID>&a;</CHILDID></HEADER></CHILD></EXPSSDA903>"""


@pytest.mark.parametrize("text", [BILLION, OUTSIDE])
def test_xml_with_entities(text: str) -> None:
    assert "XML entities" in refusal(Upload("return.xml", text))


def test_xml_cut_off() -> None:
    text = "<EXPSSDA903><CHILD><HEADER><CHILDID>A</CHILDID></HEADER></CHILD><CHILD><HEAD"
    assert "cut off or is not sound XML" in refusal(Upload("return.xml", text))


def test_one_bad_file_among_good_ones_refuses_them_all(tmp_path: Path) -> None:
    (tmp_path / "episodes.csv").write_bytes(EPISODES)
    (tmp_path / "oc3.csv").write_bytes(OC3.rstrip()[:-4])
    assert "oc3.csv is cut off" in refusal(tmp_path)
