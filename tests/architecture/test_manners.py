"""The manners of pages bite: a page with one fault is told that fault, and a good page none."""

from __future__ import annotations

import pytest
from django.http import HttpResponse

from tests.architecture.manners import faults_of, header_faults_of

GOOD = """<!DOCTYPE html>
<html lang="en-gb" dir="ltr">
<head><meta charset="utf-8"><title>Your plan – Brightwater</title><link rel="stylesheet" href="/look/a.css"></head>
<body>
<a href="#main">Skip to the main part</a>
<main id="main">
<h1>Your plan</h1>
<h2>Who helps you</h2>
<form method="post"><label for="name">Name</label><input id="name" name="name"><button>Save</button></form>
<table><caption>Visits</caption><tbody><tr><th scope="row">June</th><td>2</td></tr></tbody></table>
<img src="/a.png" alt="">
<p>Ama rings on Friday.</p>
</main>
</body>
</html>
"""

BREAKS = {
    "unclosed": ("</h2>", "", "Invalid markup"),
    "a template's marks": ("on Friday", "{{ day }}", "A template's own marks"),
    "two headings": ("<h2>Who helps you</h2>", "<h1>Who helps you</h1>", "2 h1 headings"),
    "no heading": ("<h1>Your plan</h1>", "", "0 h1 headings"),
    "another title": ("<title>Your", "<title>My", "does not begin with the h1"),
    "no main part": ('<main id="main">', '<div id="main">', "0 main landmarks"),
    "a jump": ("<h2>Who helps you</h2>", "<h3>Who helps you</h3>", "jumps from h1 to h3"),
    "no language": ('lang="en-gb" ', "", "html has no lang"),
    "no direction": (' dir="ltr"', "", "html has no dir"),
    "a handler": ("<button>", '<button onclick="save()">', "inline onclick"),
    "a style": ("<p>", '<p style="color: red">', "inline style"),
    "a style element": ("</head>", "<style>p {}</style></head>", "<style> element"),
    "a script": ("</main>", "<script>alert(1)</script></main>", "An inline <script>"),
    "a script address": ('href="#main"', 'href="javascript:void(0)"', "has a javascript"),
    "another host": ("/look/a.css", "https://fonts.example/a.css", "from another host"),
    "no label": ('<label for="name">Name</label>', "", "has no label"),
    "no text for a picture": (' alt=""', "", "has no alt"),
    "no caption": ("<caption>Visits</caption>", "", "A table has no caption"),
    "an empty link": ("Skip to the main part", "", "without words"),
    "a vague link": ("Skip to the main part", "Click here", "says only"),
    "the same id twice": ("<p>", '<p id="name">', "is used 2 times"),
    "an id with a space": ("<p>", '<p id="two words">', "is empty or has a space"),
    "a dangling description": ('name="name">', 'name="name" aria-describedby="hint">', "points at nothing"),
    "a dangling link": ('href="#main"', 'href="#top-of-page"', "leads nowhere"),
    "an empty value": ("<td>2</td>", "<td>None</td>", "says 'None'"),
}


def test_a_good_page_has_no_faults():
    assert faults_of(GOOD) == []


@pytest.mark.parametrize("name", BREAKS)
def test_a_fault_is_told(name):
    before, after, told = BREAKS[name]
    assert before in GOOD
    assert any(told in fault for fault in faults_of(GOOD.replace(before, after, 1)))


def test_a_page_sent_back_with_errors_may_say_so_in_its_title():
    assert faults_of(GOOD.replace("<title>Your", "<title>Error: Your")) == []


def answer(**headers: str) -> HttpResponse:
    """An answer with good headers, but for those given."""
    good = {
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; frame-ancestors 'none'",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=()",
    }
    return HttpResponse(headers=good | {name.replace("_", "-"): value for name, value in headers.items()})


def test_good_headers_have_no_faults():
    assert header_faults_of("/staff/", answer()) == []


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ({"Content_Security_Policy": "default-src 'self'; frame-ancestors 'none'"}, "not strict"),
        ({"Content_Security_Policy": "default-src 'none'"}, "not strict"),
        (
            {"Content_Security_Policy": "default-src 'none'; frame-ancestors 'none'; style-src 'unsafe-inline'"},
            "inline",
        ),
        ({"Content_Security_Policy": "default-src 'none'; frame-ancestors 'none'; img-src *"}, "allows *"),
        ({"Cache_Control": "max-age=60"}, "may be kept in a cache"),
    ],
)
def test_a_bad_header_is_told(headers, told):
    assert any(told in fault for fault in header_faults_of("/staff/", answer(**headers)))
