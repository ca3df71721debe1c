"""What goes back from the process that cleans."""

from __future__ import annotations

from pathlib import Path

from cleaners.model import Metadata, Rules
from crawler.drafting import ToDraft
from crawler.pagework import CleanedPage, CleanPage, PageWorker

URL = "https://news.example/2026/05/04/ruling/"
PAGE = (
    b"""<html><head><title>Judge rules</title><meta name="author" content="Mara Ellison">
<meta name="tdm-reservation" content="1"></head><body><article><h1>Judge rules</h1>
"""
    + b"<p>The judge ruled on Monday that the county has to publish the docket of its court each week.</p>"
    * 9
)


def test_what_is_in_the_draft_does_not_go_back_twice(tmp_path: Path) -> None:
    work = PageWorker(Rules({}, ()), str(tmp_path / "profile.json"))
    found, whole = (work(CleanPage(URL, PAGE, "text/html", draft=draft)) for draft in (ToDraft("site"), None))
    assert isinstance(found, CleanedPage)
    assert isinstance(whole, CleanedPage)
    assert found.draft is not None
    assert whole.cleaned.metadata.authors == found.draft.article.authors == ("Mara Ellison",)
    assert found.draft.article.text == whole.cleaned.text != ""
    assert (found.cleaned.text, found.cleaned.blocks, found.cleaned.removals) == ("", (), ())
    assert found.cleaned.metadata == Metadata(usage=whole.cleaned.metadata.usage)
    assert [said.value for said in found.cleaned.metadata.usage] == ["1"]
