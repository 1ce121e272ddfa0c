"""Every situation of the manual, and the command that checks them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from alongside.law.__main__ import main
from alongside.law.situations import OUR_SITUATIONS, check, problems_of, records_in, situation_of

RECORDS = [(file.stem, record) for file in sorted(OUR_SITUATIONS.glob("*.toml")) for record in records_in(file)]

GOOD = """
[[situation]]
name = "Left care after exactly thirteen weeks, all of it at sixteen"
on = 2025-06-15
born_on = 2009-02-01
spells = [{ from = 2025-03-01, to = 2025-05-31, legal_status = "V2" }]
[situation.expect]
category = "relevant"
"""


@pytest.mark.parametrize("record", [record for _, record in RECORDS], ids=[f"{f}: {r['name']}" for f, r in RECORDS])
def test_situation(record: dict[str, object]) -> None:
    assert problems_of(situation_of(record)) == ()


def test_there_are_enough_situations_and_no_name_is_used_twice() -> None:
    names = Counter(record["name"] for _, record in RECORDS)
    assert len(RECORDS) >= 150
    assert [name for name, times in names.items() if times > 1] == []


def test_every_category_certainty_and_open_question_has_a_situation() -> None:
    expected = [record["expect"] for _, record in RECORDS]
    assert {e.get("category") for e in expected} >= {
        "eligible",
        "relevant",
        "former_relevant",
        "qualifying",
        "none",
        "unknown",
    }
    assert {e.get("certainty") for e in expected} >= {"clear", "borderline", "contested", "unknown"}
    assert {track for e in expected for track in e.get("tracks", ())} == {"T1", "T2", "T3", "offer"}
    flagged = {name for e in expected for name in e.get("ambiguities", ())}
    assert flagged == {f"A{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14)}


def test_check_without_a_file_checks_ours(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"{len(RECORDS)} passed, 0 failed"


def test_check_says_what_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "one.toml"
    file.write_text(GOOD.replace('"relevant"', '"eligible"') + 'certainty = "contested"\nalso = []\n')
    assert main(["check", str(file)]) == 1
    out = capsys.readouterr().out
    assert "category is relevant, not eligible" in out
    assert "certainty is clear, not contested" in out
    assert "also are qualifying, not none" in out
    assert out.endswith("0 passed, 1 failed\n")


def test_check_says_what_is_owed_or_is_not(tmp_path: Path) -> None:
    file = tmp_path / "one.toml"
    file.write_text(GOOD + 'owed = ["staying_put", "keep_in_touch"]\nnot_owed = ["personal_adviser"]\n')
    (result,) = check([file])
    assert result.problems == ("staying_put is not owed", "personal_adviser is owed")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("not toml at all [", "not a TOML file"),
        ("", "no [[situation]] table"),
        ("situation = 3", "no [[situation]] table"),
        ("situation = [3]", "must be a table"),
        ("title = 'x'\n" + GOOD, "not title"),
        (GOOD.replace("born_on", "birthday"), "Not a fact this law knows: birthday."),
        (GOOD.replace("born_on = 2009-02-01", ""), "born_on is missing"),
        (GOOD.replace("2009-02-01", '"2009-02-01"'), "born_on must be a date"),
        (GOOD.replace("2009-02-01", "2009-02-01T12:00:00"), "born_on must be a date"),
        (GOOD.replace("2009-02-01", "0001-02-01"), "outside the years"),
        (GOOD.replace("on = 2025-06-15", ""), "on must be given"),
        (GOOD.replace("from = 2025-03-01, ", ""), "spells lacks from"),
        (GOOD.replace("2025-05-31", "2025-02-28"), "ends on 2025-02-28, before it starts"),
        (GOOD.replace("legal_status", "status"), "a key this law does not know: status"),
        (GOOD.replace('"V2"', "2"), "spells.legal_status must be text"),
        (GOOD.replace('"V2"', '"V2", hours = true'), "spells.hours must be a number"),
        (GOOD.replace('"V2"', '"V2", same_carer = "no"'), "spells.same_carer must be true or false"),
        (GOOD.replace("[{ from", "3 # [{ from"), "must be a list of tables"),
        (GOOD + "outcome = 1\n", "expect has a key this law does not know: outcome"),
        (GOOD.replace('"relevant"', '"relevent"'), "expect.category cannot be relevent"),
        (GOOD + 'owed = ["a_pony"]\n', "expect.owed cannot be a_pony"),
        (GOOD + 'owed = "personal_adviser"\n', "expect.owed must be a list"),
        (
            GOOD.replace("spells", 'accommodated_elsewhere = [{ from = 2025-01-01, kind = "ship" }]\nspells'),
            "must be one of",
        ),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_a_failure(tmp_path: Path, content: str, sentence: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(content)
    (result,) = check([file])
    assert sentence in result.problems[0]
    assert "\n" not in result.problems[0]


def test_a_file_that_is_not_there_or_is_not_text_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    photograph = tmp_path / "photograph.toml"
    photograph.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(["check", str(photograph), str(tmp_path / "nowhere"), str(empty)]) == 1
    out = capsys.readouterr().out
    assert "cannot be read as text" in out
    assert "no such file or folder" in out
    assert "no .toml file in this folder" in out
    assert out.endswith("0 passed, 3 failed\n")


def test_one_bad_situation_does_not_hide_the_others(tmp_path: Path) -> None:
    file = tmp_path / "two.toml"
    file.write_text(GOOD + GOOD.replace("born_on", "birthday"))
    assert [result.passed for result in check([tmp_path])] == [True, False]


def test_explain_prints_the_whole_argument(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "one.toml"
    file.write_text(GOOD)
    name = "Left care after exactly thirteen weeks, all of it at sixteen"
    assert main(["explain", str(file), "--name", name]) == 0
    out = capsys.readouterr().out
    assert "relevant (clear)" in out
    assert "91 days" in out
    assert "https://www.legislation.gov.uk/" in out
    assert main(["explain", str(file), "--name", name, "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["category"] == "relevant"
    assert {"text", "link", "provision"} <= set(record["reasons"][0])


def test_explain_says_when_there_is_no_such_situation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "one.toml"
    file.write_text(GOOD)
    assert main(["explain", str(file), "--name", "Another"]) == 1
    assert "no situation named 'Another'" in capsys.readouterr().err


def test_register_prints_every_provision(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["register"]) == 0
    assert "section 23A(2)" in capsys.readouterr().out
