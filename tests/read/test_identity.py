"""Ids that stay the same, and addresses that mean the same page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linimasa.read.identity import canonical_url, report_id


@pytest.mark.parametrize(
    "url",
    [
        "https://kabar.example/berita/1",
        "http://www.kabar.example/berita/1/",
        "https://KABAR.example:443/berita/1?utm_source=a&utm_medium=b#top",
        "https://kabar.example/berita/1?page=all&fbclid=x",
    ],
)
def test_addresses_of_one_page_are_one(url):
    assert canonical_url(url) == "https://kabar.example/berita/1"


def test_what_tells_pages_apart_stays():
    assert canonical_url("https://kabar.example/?id=1") != canonical_url("https://kabar.example/?id=2")
    assert canonical_url("https://kabar.example/a?page=2") == "https://kabar.example/a?page=2"


def test_a_given_id_wins_then_the_address_then_the_text():
    assert report_id(given="x", url="https://kabar.example/1", text="a") == "x"
    by_url = report_id(given=None, url="https://kabar.example/1", text="a")
    assert by_url == report_id(given=None, url="http://www.kabar.example/1?utm_source=z", text="b")
    assert by_url.startswith("url-")
    assert report_id(given=None, url=None, text="a").startswith("text-")


@given(st.text(max_size=80))
def test_any_string_has_a_canonical_form_that_is_its_own(url):
    once = canonical_url(url)
    assert canonical_url(once) == once
