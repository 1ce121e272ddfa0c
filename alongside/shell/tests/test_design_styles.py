"""The built style sheets: small, nobody else's brand, mirrored, and readable in any council's colours."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from alongside.shell import design
from tests.visiting import Visit

ASSETS = settings.VAR / "assets"


def built(name: str) -> str:
    file = ASSETS / name
    assert file.exists(), "Build the style sheets: npm ci && npm run build"
    return file.read_text()


def rule(css: str, selector: str) -> str:
    """The declarations of all rules with exactly this selector, one after the other."""
    return ";".join(re.findall(r"(?:^|[{}])" + re.escape(selector) + r"\{([^}]*)\}", css))


@pytest.mark.parametrize(("name", "most"), [("public", 11_000), ("light", 7_000), ("staff", 17_000)])
@pytest.mark.parametrize("twin", ["", ".rtl"])
def test_a_style_sheet_is_small(name: str, most: int, twin: str) -> None:
    css = built(f"{name}{twin}.css") + design.custom_properties(design.council())
    assert 1_000 < len(gzip.compress(css.encode(), 9)) <= most


@pytest.mark.parametrize("name", ["public.css", "public.rtl.css", "staff.css", "staff.rtl.css"])
def test_no_style_sheet_brings_fonts_crests_or_other_peoples_addresses(name: str) -> None:
    css = built(name).lower()
    for forbidden in ("@font-face", "@import", "url(", "crown", "crest", "gds transport"):
        assert forbidden not in css, forbidden
    assert "#1d70b8" not in css  # GOV.UK's blue


def test_everything_is_mirrored_right_to_left() -> None:
    left, right = built("public.css"), built("public.rtl.css")
    for selector, side in ((".govuk-radios__label::before", "{}:2px"), (".govuk-form-group--error", "border-{}:5px")):
        assert side.format("left") in rule(left, selector)
        assert side.format("right") in rule(right, selector)
        assert side.format("left") not in rule(right, selector)


def test_a_tick_is_not_mirrored() -> None:
    for name in ("public.css", "public.rtl.css"):
        tick = rule(built(name), ".govuk-checkboxes__label::after")
        assert "rotate(-45deg)" in tick
        assert "border-width:0 0 5px 5px" in tick


def test_a_style_sheet_ends_with_the_councils_own_colours(visit: Visit) -> None:
    page = visit(design.stylesheet("public"))
    assert page.content.decode().endswith(design.custom_properties(design.council()))
    assert "immutable" in page.response.headers["Cache-Control"]
    assert not page.response.cookies


def test_a_style_sheet_travels_compressed(visit: Visit) -> None:
    plain = visit(design.stylesheet("staff"))
    packed = visit(design.stylesheet("staff"), headers={"Accept-Encoding": "gzip"})
    assert packed.response.headers["Content-Encoding"] == "gzip"
    assert packed.content == plain.content, "unpacked as a browser does"
    assert len(packed.response.content) < len(plain.content) / 2


def test_an_old_name_of_a_style_sheet_leads_nowhere(visit: Visit, db: None) -> None:
    assert visit("/look/public-000000000000.css", status=404).h1
    assert visit("/look/nothing-000000000000.css", status=404).h1


def test_the_demo_councils_colours_can_be_read() -> None:
    assert design.colour_faults(design.council()) == []


@pytest.mark.parametrize(
    ("colour", "words"),
    [("#6fb3b8", "Choose a darker colour"), ("teal", "#rrggbb"), ("red;}body{display:none", "#rrggbb")],
)
def test_a_colour_that_nobody_can_read_is_named(colour: str, words: str) -> None:
    faults = design.colour_faults(replace(design.council(), brand_colour=colour))
    assert len(faults) == 1
    assert "brand_colour" in faults[0]
    assert words in faults[0]


def test_a_font_cannot_bring_rules_of_its_own() -> None:
    css = design.custom_properties(replace(design.council(), font="Lato, sans-serif;} body{display:none"))
    assert css.count("{") == css.count("}") == 1
    assert "--font:Lato, sans-serif body" in css


def test_contrast_is_that_of_wcag() -> None:
    assert design.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert design.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_logo_must_be_a_picture(tmp_path: Path) -> None:
    file = tmp_path / "logo.html"
    file.write_text("<script>alert(1)</script>")
    with pytest.raises(ImproperlyConfigured, match="must be an SVG, PNG or WebP"):
        design._logo(str(file))
