"""A chart tells the same in its drawing, its table and its file, and keeps what is hidden hidden."""

from __future__ import annotations

from itertools import pairwise

import pytest
from defusedxml import ElementTree

from alongside.shell import charts
from alongside.shell.charts import Bar, Point, Reach

HOMES = (Bar("Foster care", 231, "231"), Bar("A children's home", None, "fewer than 5"), Bar("=1+1", 40, "40"))
YEARS = tuple(Point(str(year), value) for year, value in ((2024, 610.0), (2025, None), (2026, 633.5)))


def words_of(chart: charts.Chart) -> list[str]:
    """Every text that is drawn, in order."""
    return [one.text or "" for one in ElementTree.fromstring(chart.drawing).iter("{http://www.w3.org/2000/svg}text")]


@pytest.fixture
def homes() -> charts.Chart:
    return charts.bars("Where they live", "Most live in foster care.", ("Home", "Children"), HOMES)


def test_a_bar_is_named_and_its_number_stands_at_its_end(homes):
    assert words_of(homes) == ["Foster care", "A children's home", "=1+1", "231", "fewer than 5", "40"]


def test_the_table_and_the_file_tell_what_the_drawing_tells(homes):
    assert homes.rows == (("Foster care", "231"), ("A children's home", "fewer than 5"), ("=1+1", "40"))
    assert homes.as_csv().decode("utf-8-sig").splitlines() == [
        "Home,Children",
        "Foster care,231",
        "A children's home,fewer than 5",
        "'=1+1,40",
    ]


def test_a_drawing_is_one_picture_with_a_name_and_carries_no_style_and_no_script(homes):
    root = ElementTree.fromstring(homes.drawing)
    assert root.get("role") == "img"
    assert [one.get("role") for one in root.iter() if one.get("role")] == ["img"], "no image without a name in it"
    named = {one.get("id"): one.text for one in root if one.get("id")}
    assert [named[part] for part in root.get("aria-labelledby", "").split()] == [homes.title, homes.words]
    assert not any(one.get("style") or one.tag.endswith(("style", "script")) for one in root.iter())


def test_two_drawings_on_one_page_share_no_id():
    told = [[("In touch", YEARS)], [("In touch", YEARS[:2])]]
    drawn = [charts.lines("In touch", "Rises.", ("Year", "In touch"), one) for one in told]
    ids = [{e.get("id") for e in ElementTree.fromstring(one.drawing).iter() if e.get("id")} for one in drawn]
    assert ids[0] and not ids[0] & ids[1]


def test_a_hidden_value_leaves_a_gap_and_its_words_in_the_table():
    line = (YEARS[0], Point("2025", None, "not shown"), YEARS[2])
    chart = charts.lines("In care", "Rises.", ("Year", "In care"), [("In care", line)])
    assert chart.rows == (("2024", "610"), ("2025", "not shown"), ("2026", "634"))
    assert words_of(chart)[-1] == "In care 634"


def test_lines_that_end_at_one_height_have_their_names_apart():
    ends = [charts._End("2026", 88.0, "England 88"), charts._End("2026", 88.1, "Brightwater 88.1")]
    low, high = charts._apart(ends, span=7.0)
    assert high.height - low.height >= charts.ONE_LINE_HIGH * 7.0


def test_what_is_more_than_noise_is_marked_by_size_and_the_limits_are_drawn():
    plain = charts.lines("Late", "Noise.", ("Year", "Late"), [("Late", YEARS)])
    told = charts.lines(
        "Late", "Noise.", ("Year", "Late"), [("Late", YEARS)], limits=(580.0, 610.0, 630.0), marked=["2026"]
    )
    assert len(told.drawing) > len(plain.drawing)
    assert told.rows == plain.rows


def test_a_fan_opens_from_what_was_last_known_and_says_its_ends():
    coming = (Reach("2027", 600, 620, 640, 660, 690), Reach("2028", 560, 610, 650, 690, 740))
    headings = ("Year", "Was", "10 in 100", "25", "Middle", "75", "90 in 100")
    chart = charts.fan("Children in care", "May rise.", headings, YEARS, coming)
    assert {"560", "650", "740"} <= set(words_of(chart))
    assert chart.rows[-1] == ("2028", "", "560", "610", "650", "690", "740")
    assert chart.rows[1] == ("2025", "", "", "", "", "", "")


def test_days_below_a_fan_of_five_years_stand_apart():
    months = [f"{month} {year}" for year in range(26, 32) for month in ("Mar", "Jun", "Sep", "Dec")][:21]
    coming = [Reach(month, 10, 20, 30, 40, 50) for month in months[1:]]
    heads = ("When", "Was", "Low", "Lower", "Middle", "Higher", "High")
    chart = charts.fan("Children", "Fewer.", heads, [Point(months[0], None, "")], coming, from_nought=False)
    begins = [place for place, _ in days_below(chart)]
    assert len(begins) > 2
    widest = 6 * charts.LETTERS * 0.56  # of six letters and figures, as narrow as they are drawn
    assert all(after - before > widest + charts.LETTERS / 4 for before, after in pairwise(begins))


def test_each_of_four_years_is_named_below_two_lines():
    years = [Point(f"Year {year}", 100.0 + year) for year in range(4)]
    chart = charts.lines("Far", "More.", ("Year", "First", "Second"), [("First", years), ("Second", years[::-1])])
    assert [words for _, words in days_below(chart)] == [point.when for point in years]


def days_below(chart: charts.Chart) -> list[tuple[float, str]]:
    """Where the words below a drawing are seen, and which."""
    found = ElementTree.fromstring(chart.drawing).iter("{http://www.w3.org/2000/svg}text")
    seen = [one for one in found if one.get("text-anchor") == "middle" and one.get("opacity") != "0"]
    return [(float(one.get("transform").removeprefix("translate(").split(",")[0]), one.text or "") for one in seen]


def test_more_lines_than_dashes_are_refused():
    with pytest.raises(ValueError, match="two drawings"):
        charts.lines("Too much", "", ("Year",), [(str(number), YEARS) for number in range(5)])


def test_a_bar_below_nought_is_refused():
    with pytest.raises(ValueError, match="below nought"):
        Bar("Debt", -1, "-1")
