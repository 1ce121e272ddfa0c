"""Words without markup, whatever the markup."""

from __future__ import annotations

import pytest

from alongside.offer.open_referral.plain import plain


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", ""),
        ("Plain words.", "Plain words."),
        ("https://looks.like/an/address", "https://looks.like/an/address"),
        ("Fish &amp; chips &lt; £5", "Fish & chips < £5"),
        ("<p>One <b>bold</b> word.</p><p>Two</p>", "One bold word.\n\nTwo"),
        ("<p>Bring:</p><ul><li>shoes</li><li>a friend</li></ul><p>Come.</p>", "Bring:\n\n- shoes\n- a friend\n\nCome."),
        ("One<br>two<br/>three", "One\ntwo\nthree"),
        ("<script>alert('<p>')</script>Safe<style>p{}</style>", "Safe"),
        ("<scr<script>ipt>alert(1)", "ipt>alert(1)"),
        ("Never closed <script>alert(1)", "Never closed"),
        ("</script></p>Closed only", "Closed only"),
        ("<![CDATA[x]]><![foo bar]>a<!-- b --><?php c ?><!DOCTYPE d>e", "CDATA[x]]>foo bar]>ae"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("<a href='javascript:alert(1)'>Click</a>", "Click"),
    ],
)
def test_words_are_what_a_reader_would_see(html: str, words: str) -> None:
    assert plain(html) == words


def test_a_text_of_tags_only_is_read_in_good_time() -> None:
    assert plain("<div>" * 100_000) == ""
    assert plain("<" * 100_000) == "<" * 100_000
