"""Reading a return: what is tolerated, how years are told apart, and what every row becomes."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from alongside.returns import Return, ReturnRefused, joined_episodes, read_return
from alongside.returns.checks import run_checks
from alongside.returns.read import columns_of
from alongside.returns.tables import TABLES
from alongside.returns.tests.cases import places
from alongside.returns.tests.invented import Row, Upload, a_return, csv_text, ep, leaver, table_csv

HEADER: list[Row] = [
    {"CHILD": "A", "SEX": "F", "DOB": "01/02/2009", "ETHNIC": "WBRI", "UPN": "UN1"},
    {"CHILD": "B", "SEX": "M", "DOB": "29/02/2008", "ETHNIC": "BCRB", "UPN": "A123456789012"},
]
EPISODES = [ep("A", "01/05/2025", "02/06/2025", "E4A"), ep("A", "03/07/2025")]
LEAVERS = [{**leaver("B"), "DOB": "29/02/2008"}]


def files() -> dict[str, bytes]:
    """A small return of 2025/26, under names that say nothing."""
    tables = {"Header": HEADER, "Episodes": EPISODES, "OC3": LEAVERS}
    return {f"{number}.csv": table_csv(name, rows).getvalue() for number, (name, rows) in enumerate(tables.items())}


def uploads(contents: dict[str, bytes]) -> list[Upload]:
    return [Upload(name, data) for name, data in contents.items()]


def folder(path: Path, contents: dict[str, bytes]) -> Path:
    for name, data in contents.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return path


def zipped(contents: dict[str, bytes], name: str = "return.zip") -> Upload:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for inside, data in contents.items():
            packed.writestr(inside, data)
    return Upload(name, out.getvalue())


def workbook(sheets: dict[str, list[list[object]]], name: str = "return.xlsx") -> Upload:
    book = openpyxl.Workbook()
    del book["Sheet"]
    for title, rows in sheets.items():
        tab = book.create_sheet(title)
        for row in rows:
            tab.append(row)
    out = io.BytesIO()
    book.save(out)
    return Upload(name, out.getvalue())


def same_tables(one: Return, other: Return) -> bool:
    """Whether two returns hold the same rows, whatever their files are called."""
    return all(one[name].drop("file").equals(other[name].drop("file")) for name in TABLES)


def test_a_folder_a_zip_and_uploads_of_the_same_files_give_the_same_return(tmp_path: Path) -> None:
    by_folder = read_return(folder(tmp_path, files()))
    by_zip = read_return(zipped(files()))
    by_upload = read_return(list(reversed(uploads(files()))))
    assert same_tables(by_folder, by_zip)
    assert same_tables(by_folder, by_upload)
    assert by_folder.sha256 == by_zip.sha256 == by_upload.sha256
    assert len(by_folder.sha256) == 64


def test_another_value_or_another_year_gives_another_hash() -> None:
    changed = files() | {"2.csv": files()["2.csv"].replace(b"YES", b"NO")}
    hashes = {read_return(uploads(contents)).sha256 for contents in (files(), changed)}
    hashes.add(read_return(uploads(files()), year=2027).sha256)
    assert len(hashes) == 3


def test_every_row_keeps_its_text_and_gains_its_dates() -> None:
    given = read_return(uploads(files()))
    assert given.year == 2026
    assert given.years == (2026,)
    episodes = given["Episodes"]
    assert episodes.columns == list(columns_of(TABLES["Episodes"]))
    assert episodes["row"].to_list() == [2, 3]
    assert episodes["DECOM"].to_list() == ["01/05/2025", "03/07/2025"]
    assert episodes["DECOM_on"].to_list() == [date(2025, 5, 1), date(2025, 7, 3)]
    assert episodes["DEC_on"].to_list() == [date(2025, 6, 2), None]
    assert given["Header"]["MOTHER"].to_list() == [None, None]
    assert given["Reviews"].schema == pl.Schema(columns_of(TABLES["Reviews"]))
    assert given.has("OC3")
    assert not given.has("Reviews")
    assert given.children.to_list() == ["A", "B"]


def test_what_cannot_be_a_date_is_kept_as_text_and_named() -> None:
    rows = [
        ep("A", value) for value in ("31/02/2025", "2025-05-01", "1/5/25", "01/05/20255", " 1/5/2025 ", "01/05/1025")
    ]
    given = read_return([table_csv("Header", HEADER), table_csv("Episodes", rows)], year=2026)
    assert given["Episodes"]["DECOM_on"].to_list() == [None, None, None, None, date(2025, 5, 1), None]
    assert [place[1] for place in places(given, "141")] == [2, 3, 4, 5, 7]
    assert given["Episodes"]["DECOM"][0] == "31/02/2025"


def test_small_differences_of_form_are_tolerated_and_noted() -> None:
    original = read_return(uploads(files()))
    rows = [{**row, "NAME": "Zoë"} for row in LEAVERS]
    lower = csv_text(
        ["accom", "in_touch", "activ", "child", "dob", "name"], [{k.lower(): v for k, v in rows[0].items()}]
    )
    odd = files() | {
        "0.csv": b"\xef\xbb\xbf" + files()["0.csv"],
        "1.csv": files()["1.csv"].replace(b",", b";"),
        "2.csv": lower.encode("cp1252"),
    }
    given = read_return(uploads(odd))
    assert same_tables(given, original)
    notes = "\n".join(given.notes)
    for words in ("byte order mark", "semicolons", "Windows-1252", "capitals", "“name” is not part of OC3"):
        assert words in notes


def test_a_spreadsheet_with_a_sheet_for_each_table_is_read_with_its_own_dates_and_numbers() -> None:
    sheets: dict[str, list[list[object]]] = {
        "children": [list(HEADER[0]), *[list(row.values()) for row in HEADER]],
        "sdq": [["CHILD", "DOB", *TABLES["OC2"].column_names[2:]], ["A", date(2009, 2, 1), 12, None, 0]],
        "read me": [["Made in May"]],
    }
    sheets["children"][0] += ["MOTHER", "MC_DOB"]
    given = read_return(workbook(sheets), year=2026)
    assert given["OC2"].select("DOB", "DOB_on", "SDQ_SCORE", "SDQ_SCORE_number", "CONVICTED", "row").rows() == [
        ("01/02/2009", date(2009, 2, 1), "12", 12, "0", 2)
    ]
    assert given["Header"]["CHILD"].to_list() == ["A", "B"]
    assert any("spreadsheet" in note for note in given.notes)


def test_blank_rows_are_passed_over_and_the_rows_after_keep_their_numbers() -> None:
    data = files()["2.csv"].replace(b"\r\nB,", b"\r\n,,,,\r\n\r\nB,")
    given = read_return(uploads(files() | {"2.csv": data}))
    assert given["OC3"]["row"].to_list() == [4]
    assert any("2 rows were wholly blank" in note for note in given.notes)


def test_rows_that_lost_their_trailing_commas_are_filled_up() -> None:
    headings = b"CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n"
    data = headings + b"A,01/02/2009,01/05/2025\nB,29/02/2008,01/06/2025\n"
    given = read_return(uploads(files() | {"placed.csv": data}))
    assert given["PlacedAdoption"]["DATE_PLACED_CEASED"].to_list() == [None, None]
    assert any("filled up with blanks" in note for note in given.notes)


def test_a_quoted_line_break_is_one_row() -> None:
    data = b'CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n"A",01/02/2009,YES,F2,"U\n1"\nB,29/02/2008,YES,F2,U1\n'
    given = read_return([Upload("oc3.csv", data)], year=2026)
    assert given["OC3"].select("CHILD", "row").rows() == [("A", 2), ("B", 3)]


def test_each_folder_is_a_year_that_its_own_dates_tell(tmp_path: Path) -> None:
    earlier = {"prev/e.csv": table_csv("Episodes", [ep("A", "01/05/2024")]).getvalue(), "prev/h.csv": files()["0.csv"]}
    given = read_return(folder(tmp_path, files() | earlier))
    assert given.years == (2025, 2026)
    assert given.year == 2026
    assert given["Episodes"].group_by("year").len().sort("year").rows() == [(2025, 1), (2026, 2)]
    assert given.has("Header", 2025)
    assert not given.has("OC3", 2025)


def test_several_paths_and_zips_are_several_years(tmp_path: Path) -> None:
    last = {"e.csv": table_csv("Episodes", [ep("A", "01/05/2024")]).getvalue()}
    one = read_return([folder(tmp_path / "this", files()), folder(tmp_path / "last", last)])
    other = read_return([zipped(last, "last.zip"), zipped(files(), "this.zip")])
    assert one.years == other.years == (2025, 2026)
    assert one.sha256 == other.sha256


def test_one_year_spread_over_folders_is_put_together(tmp_path: Path) -> None:
    parts = {
        "a/e.csv": files()["1.csv"],
        "b/m.csv": table_csv("Missing", [{"CHILD": "A", "MIS_START": "01/05/2025"}]).getvalue(),
    }
    given = read_return(folder(tmp_path, parts))
    assert given.years == (2026,)
    assert given.has("Episodes")
    assert given.has("Missing")


def test_a_slip_of_the_pen_does_not_change_the_year() -> None:
    rows = [ep(f"C{number}", "01/05/2025") for number in range(200)] + [ep("Z", "01/05/2052")]
    assert read_return(table_csv("Episodes", rows)).year == 2026


def test_the_year_can_be_given_and_must_be_where_no_date_tells_it() -> None:
    oc3 = files()["2.csv"]
    assert read_return([Upload("oc3.csv", oc3)], year=2024).year == 2024
    with pytest.raises(ReturnRefused, match="say the collection year"):
        read_return([Upload("oc3.csv", oc3)])
    assert read_return(uploads(files()), year=2027).year == 2027


def test_a_table_or_column_that_is_missing_is_named_and_the_rest_is_read() -> None:
    short = csv_text(["CHILD", "DOB", "IN_TOUCH", "ACTIV"], [{"CHILD": "A"}])
    given = read_return(uploads(files() | {"2.csv": short.encode()}))
    named = {(each.check, each.table, each.column) for each in given.findings}
    assert ("column_missing", "OC3", "ACCOM") in named
    assert ("table_missing", "Reviews", None) in named
    assert ("table_missing", "DoLo", None) not in named
    assert given["OC3"]["ACCOM"].to_list() == [None]


def test_a_table_from_before_its_time_is_named_and_read() -> None:
    given = read_return([*uploads(files()), table_csv("DoLo", [{"CHILD": "A", "DOLO_START": "01/05/2025"}])])
    assert ("table_too_early", "DoLo") in {(each.check, each.table) for each in given.findings}
    assert given["DoLo"].height == 1


def test_files_that_are_no_table_are_left_out_with_a_note() -> None:
    extras = {
        "photo.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF",
        "notes.txt": b"Ask Jo about row 7.\n",
        "inner.zip": zipped(files()).getvalue(),
    }
    given = read_return(zipped(files() | extras))
    for name in extras:
        assert any(note.startswith(f"return.zip/{name}: is not a table") for note in given.notes)
    assert given.sha256 == read_return(uploads(files())).sha256


def test_a_validators_list_of_errors_beside_the_table_is_left_out_and_named() -> None:
    extra = {"oc3_errors.csv": files()["2.csv"]}
    given = read_return(uploads(files() | extra))
    assert [each.table for each in given.findings if each.check == "file_left_out"] == ["OC3"]
    assert given["OC3"].height == 1


XML = """<?xml version="1.0" encoding="utf-8"?>
<EXPSSDA903>
 <CHILD><HEADER><CHILDID>A</CHILDID><UPN>UN1</UPN><SEX>F</SEX><DOB>01/02/2009</DOB><ETHNIC>WBRI</ETHNIC><UASC>0</UASC>
   <AREVIEW><REVIEW>01/06/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW><MOTHER /><MC_DOB /></HEADER>
  <EPISODE><DECOM>01/05/2025</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U6</PL><PLACE_PROVIDER>PR1</PLACE_PROVIDER>
   <DEC>02/06/2025</DEC><REC>E4A</REC><REASON_PLACE_CHANGE /><HOME_POST>ZZ1 1ZZ</HOME_POST><PL_POST>ZZ2 2ZZ</PL_POST>
   <URN>SC000001</URN></EPISODE>
  <EPISODE><DECOM>03/07/2025</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U6</PL><PLACE_PROVIDER>PR1</PLACE_PROVIDER>
   <DEC /><REC /><REASON_PLACE_CHANGE /><HOME_POST>ZZ1 1ZZ</HOME_POST><PL_POST>ZZ2 2ZZ</PL_POST>
   <URN>SC000001</URN></EPISODE>
 </CHILD>
 <CHILD><HEADER><CHILDID>B</CHILDID><UPN>A123456789012</UPN><SEX>M</SEX><DOB>29/02/2008</DOB><ETHNIC>BCRB</ETHNIC>
   <UASC>1</UASC><DUC /><MOTHER /><MC_DOB /><IN_TOUCH>YES</IN_TOUCH><ACTIV>F2</ACTIV><ACCOM>U1</ACCOM>
   <OC2><SDQ_SCORE>9</SDQ_SCORE></OC2><SHOE_SIZE>7</SHOE_SIZE></HEADER></CHILD>
</EXPSSDA903>
"""


def test_the_xml_form_gives_the_same_tables_as_the_csv_form() -> None:
    by_xml = read_return(Upload("return.xml", XML))
    by_csv = read_return(uploads(files()))
    for name in ("Header", "Episodes", "OC3"):
        assert by_xml[name].drop("file").equals(by_csv[name].drop("file"))
    assert by_xml["UASC"]["CHILD"].to_list() == ["B"]
    assert by_xml["OC2"].select("CHILD", "DOB", "SDQ_SCORE_number").rows() == [("B", "29/02/2008", 9)]
    assert by_xml["Reviews"]["DOB_on"].to_list() == [date(2009, 2, 1)]
    assert any("SHOE_SIZE" in note for note in by_xml.notes)
    assert by_xml.findings == ()
    assert by_xml.has("AD1")
    assert not by_xml.has("SWEpisodes")


def test_csv_is_believed_before_the_xml_of_the_same_children(tmp_path: Path) -> None:
    given = read_return(folder(tmp_path, files() | {"return.xml": XML.encode()}))
    assert given["Header"].height == 2
    assert any("the same children stand beside it as CSV" in note for note in given.notes)
    other = XML.replace("<CHILDID>A<", "<CHILDID>Q<").encode()
    given = read_return(folder(tmp_path, {"return.xml": other}))
    assert [each.check for each in given.findings if each.check == "file_left_out"] == ["file_left_out"]


def test_episodes_of_several_years_are_joined_once_each_the_newest_believed() -> None:
    last = a_return(2025, Episodes=[ep("A", "01/05/2024"), ep("B", "01/05/2024", "01/06/2024", "E4A")])
    given = a_return(earlier=last, Episodes=[ep("A", "01/09/2025", RNE="P"), ep("A", "01/05/2024", "01/09/2025", "X1")])
    joined = joined_episodes(given)
    assert joined.select("CHILD", "DECOM", "DEC", "year").rows() == [
        ("A", "01/05/2024", "01/09/2025", 2026),
        ("A", "01/09/2025", None, 2026),
        ("B", "01/05/2024", "01/06/2024", 2025),
    ]


def test_what_an_older_year_says_against_a_newer_one_is_not_believed() -> None:
    after_its_end, left_open = ep("A", "01/05/2025"), ep("B", "01/05/2024")
    last = a_return(2025, Episodes=[after_its_end, left_open, ep("C", "01/05/2024")])
    given = a_return(earlier=last, Episodes=[ep("B", "02/05/2024")])
    joined = joined_episodes(given)
    assert joined.select("CHILD", "DECOM", "year").rows() == [("B", "02/05/2024", 2026), ("C", "01/05/2024", 2025)]
    assert given["Episodes"].height == 4


def test_a_return_cannot_be_changed_by_those_who_read_it() -> None:
    given = read_return(uploads(files()))
    frame = given["OC3"]
    frame[0, "ACCOM"] = "S2"
    assert given["OC3"]["ACCOM"].to_list() == ["U1"]
    with pytest.raises(AttributeError):
        given.year = 2030  # type: ignore[misc]
    with pytest.raises(TypeError):
        given.tables["OC3"] = frame  # type: ignore[index]


def test_a_messy_return_is_read_whole_and_every_problem_is_named() -> None:
    contents = {
        "header.csv": csv_text(TABLES["Header"].column_names, [{"CHILD": "A", "SEX": "2", "DOB": "0"}]).encode(),
        "episodes.csv": csv_text(TABLES["Episodes"].column_names, [{"CHILD": "Q"}, {"DECOM": "nonsense"}]).encode(),
        "oc3.csv": csv_text(TABLES["OC3"].column_names, [{"CHILD": "A"}, {"CHILD": "A", "ACCOM": "💥" * 400}]).encode(),
    }
    given = read_return(uploads(contents), year=2026)
    result = run_checks(given)
    assert given["Episodes"].height == 2
    assert not [each for each in result.could_not_run if each.failed]
    assert {"101", "102", "141", "INT03", "INT34", "133", "blank"} <= {each.check for each in result.findings}
