"""What a site may be called, and which lines name it."""

from __future__ import annotations

import pytest

from cleaners.blocks import cut_text
from cleaners.evidence.sitename import namings, site_names


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("https://www.ferry-gazette.co.uk/a/b", {"ferrygazette"}),
        ("https://theharbour.example/", {"theharbour", "harbour"}),
        ("https://oarsmanship.blogs.example:8080/x", {"oarsmanship", "blogs"}),
        ("https://m.quay.example", {"quay"}),
        ("", set()),
        ("no address", set()),
    ],
)
def test_what_a_site_may_be_called(url: str, names: set[str]) -> None:
    assert site_names(url)[0] == names


def test_a_line_that_names_its_site() -> None:
    lines = [
        "At The Ferry Gazette, we row before we write.",
        "The toll was first reported in March by someone who had paid it, said the Ferry Gazette.",
        "More on ferrygazette.example every morning.",
        "A ferry gazette is a fine thing to have.",
        "Ferry gazettes are finer.",
    ]
    url = "https://www.ferrygazette.example/toll"
    found = namings(cut_text("\n".join(lines)), url)
    assert [naming.site for naming in found] == [1, 1, 1, 0, 0]
    assert {naming.site_share for naming in found} == {0.6}
    assert not any(naming.site for naming in namings(cut_text("\n".join(lines)), ""))
