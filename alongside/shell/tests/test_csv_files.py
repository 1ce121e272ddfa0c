"""A table that somebody gives: read in every way that spreadsheets write it, else refused with one sentence."""

from __future__ import annotations

import pytest

from alongside.shell import csv_files
from alongside.shell.refusals import FileRefused

READ = ("who", "value"), [(2, ("England", "1,234")), (3, ("Wales", ""))]


def all_of(content: bytes) -> tuple[tuple[str, ...], list[tuple[int, tuple[str, ...]]]]:
    table = csv_files.read(content)
    return table.headings, list(table.rows)


@pytest.mark.parametrize(
    "content",
    [
        b'who,value\nEngland,"1,234"\nWales,\n',
        b'\xef\xbb\xbfWho , VALUE\r\n"England", "1,234"\r\nWales,'.replace(b', "', b',"'),
        b'who,value\rEngland,"1,234"\rWales,\r',
        b'who,value,,\nEngland,"1,234",,\nWales,,,\n,,,\n',
    ],
)
def test_what_spreadsheets_write_is_read(content: bytes) -> None:
    assert all_of(content) == READ


def test_what_an_english_spreadsheet_writes_of_old_is_read() -> None:
    assert all_of("who,value\nÎle,£2\n".encode("cp1252"))[1] == [(2, ("Île", "£2"))]


def test_an_empty_row_counts_so_that_the_row_named_is_the_one_on_the_screen() -> None:
    assert all_of(b"who,value\n\nEngland,1\n\n,\nWales,2\n")[1] == [(3, ("England", "1")), (6, ("Wales", "2"))]


def test_so_many_cells_as_may_lack_are_left_out_at_the_end_of_a_row_and_no_more() -> None:
    table = csv_files.read(b"who,value,until\nEngland,1\nWales\n", may_lack=1)
    assert next(table.rows) == (2, ("England", "1", ""))
    with pytest.raises(FileRefused, match="Row 3 has 1 cell, not 3"):
        next(table.rows)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The first row of this file is empty"),
        (b"\n\n", "The first row of this file is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "another kind of file, not a table"),
        (b"who,value\n\0England,1\n", "another kind of file"),
        ("who,value\nEngland,1\n".encode("utf-16"), "in UTF-16. Save it as “CSV UTF-8”"),
        (b"who,value\nEngland,1\n\x81le,2\n", "Row 3 has letters that cannot be read. Save it as"),
        (b"who;value\nEngland;1\n", "semicolons between its cells, where commas belong"),
        (b"who\tvalue\nEngland\t1\n", "tabs between its cells"),
        (b"who,value,Who\nEngland,1,x\n", "The heading who stands twice"),
        (b"who,value\nEngland,1\nWales\n", "Row 3 has 1 cell, not 2"),
        (b"who,value\nEngland,1,234\n", "Row 2 has 3 cells, not 2"),
        (b'who,value\nEngland,1\n"Wales,2\n', "Row 3 cannot be read: a quotation mark"),
        (b"who,value\n" + b"x" * 200_000 + b",1\n", "Row 2 cannot be read"),
    ],
)
def test_what_is_no_table_or_does_not_fit_is_named(content: bytes, said: str) -> None:
    with pytest.raises(FileRefused, match=said):
        all_of(content)
