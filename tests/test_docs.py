"""The documents say what the code does: names that one has, the other has too."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any, Final, get_args

import pytest

import cleaners.evidence
from cleaners.model import KINDS, REASONS
from crawler import arguments, tally
from crawler.sample import gold
from crawler.site import KNOWN, Known
from crawler.spiders.base import NewsSpider
from output import Archived, Article, Image, LedgerLine, Signal

ROOT: Final = Path(__file__).resolve().parent.parent
DOCUMENTS: Final = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    *sorted(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")),
)
OWN_SETTINGS: Final = (
    "CORPUS_DIR", "SHARD_SIZE", "SHARD_COMPRESSION", "ARCHIVE_PAGES", "CONTACT", "ALLOW_PRIVATE_ADDRESSES",
    "CLEANING_WORKERS", "SUMMARY", "LOG_JSON", "OPT_OUTS", "OPT_OUT_PURPOSES", "CRAWL_DELAY_MAX", "HOST_MAX_ERRORS", "HOST_ERROR_BUDGET", "HOST_MAX_REQUESTS", "RETRY_AFTER_MAX", "ROBOTSTXT_RETRY_DELAYS",
)  # fmt: skip

_LINK: Final = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
_FENCE: Final = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def section(name: str, heading: str) -> str:
    """What stands under a heading of a document, up to the next."""
    _, found, rest = text_of(name).partition(f"\n## {heading}\n")
    assert found, f"{name} has no heading {heading!r}"
    return rest.partition("\n## ")[0]


def rows(text: str) -> list[str]:
    """The names in backticks in the first column of the tables in a text."""
    cells = re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def fields(record: type[Any]) -> list[str]:
    return [field.name for field in dataclasses.fields(record)]


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", text_of("Makefile"), re.MULTILINE))


@pytest.mark.parametrize(
    ("heading", "record"), [("The article line", Article), ("The ledger line", LedgerLine)]
)
def test_the_record_lists_every_key_in_the_order_of_the_line(heading: str, record: type[Any]) -> None:
    assert rows(section("docs/record.md", heading)) == fields(record)


@pytest.mark.parametrize("record", [Image, Signal, Archived])
def test_the_record_names_the_keys_of_what_a_line_holds(record: type[Any]) -> None:
    assert [
        name for name in fields(record) if f"`{name}`" not in section("docs/record.md", "The article line")
    ] == []


def test_the_record_lists_every_kind_and_reason() -> None:
    assert rows(section("docs/record.md", "Kinds"))[1:] == list(KINDS)
    assert rows(section("docs/record.md", "Reasons"))[1:] == list(REASONS)


@pytest.mark.parametrize(
    ("record", "heading"), [(Article, "a key of an article"), (LedgerLine, "a key of a cut")]
)
def test_the_readme_names_every_key(record: type[Any], heading: str) -> None:
    named = rows(section("README.md", "The record"))
    assert [name for name in fields(record) if name not in named] == [], heading


def test_the_readme_names_every_kind_and_reason() -> None:
    kept_and_cut = section("README.md", "What is kept and what is cut")
    assert [name for name in (*KINDS, *REASONS) if f"`{name}`" not in kept_and_cut] == []


def test_cleaning_names_every_piece_of_evidence() -> None:
    folder = Path(cleaners.evidence.__path__[0])
    modules = {p.name for p in folder.glob("*.py")} - {"__init__.py"}
    packages = {f"{p.parent.name}/" for p in folder.glob("*/__init__.py")}
    named = re.findall(r"`evidence/([\w/.]+)`", text_of("docs/cleaning.md"))
    assert set(named) == modules | packages


def test_cleaning_names_every_module_of_wording() -> None:
    folder = Path(cleaners.evidence.__path__[0]) / "wording"
    modules = {p.stem for p in folder.glob("*.py")} - {"__init__", "folded", "row"}
    wording = section("docs/cleaning.md", "Wording")
    assert [name for name in sorted(modules) if f"`{name}`" not in wording] == []


def test_cleaning_names_only_files_that_are_there() -> None:
    files = re.findall(r"`(cleaners/[\w/]+(?:\.py|/))`", text_of("docs/cleaning.md"))
    assert files
    assert [name for name in files if not (ROOT / name).exists()] == []


def test_cleaning_names_every_fixed_rule() -> None:
    folder = Path(cleaners.evidence.__path__[0])
    sources = [*folder.glob("*.py"), folder.parent / "decide.py"]
    rules = {
        rule
        for source in sources
        for rule in re.findall(r'Mark\([^()\n]*?"([a-z][a-z:-]*)"(?:, \w+)?\)', source.read_text("utf-8"))
    }
    assert {"hidden", "title", "densest", "related-list"} <= rules
    rules -= {"place"}  # how `place` compares boxes: no line ever has it
    cleaning = text_of("docs/cleaning.md")
    assert [rule for rule in sorted(rules) if f"`{rule}`" not in cleaning] == []


def test_the_readme_counts_the_articles_of_the_sample_site() -> None:
    (count,) = re.findall(r"^ +articles +(\d+)$", section("README.md", "Two commands"), re.MULTILINE)
    assert int(count) == len(gold())


def test_crawling_names_every_argument_and_attribute() -> None:
    assert [n for n in arguments.ARGUMENTS if n not in rows(section("docs/crawling.md", "Arguments"))] == []
    attributes = {"name", "allowed_domains", *NewsSpider.__annotations__} - {
        "asked",
        "frontier",
        "paging",
        "looks",
    }
    assert set(rows(section("docs/crawling.md", "Attributes of a site"))) - {"attribute"} == attributes


def test_the_readme_names_every_argument() -> None:
    crawling = section("README.md", "Crawling a live site")
    assert [name for name in arguments.ARGUMENTS if f"`-a {name}=" not in crawling] == []


def test_crawling_names_every_stats_key() -> None:
    keys = {
        value for value in vars(tally).values() if isinstance(value, str) and value.startswith("redline/")
    }
    named = {re.sub(r"<.*", "", name) for name in rows(section("docs/crawling.md", "What is counted"))}
    assert keys - named == set()


@pytest.mark.parametrize("name", ["README.md", "docs/crawling.md"])
def test_levels_of_knowledge_are_named(name: str) -> None:
    assert get_args(Known) == KNOWN
    assert [level for level in KNOWN if f"`{level}`" not in text_of(name)] == []


def test_own_settings_are_explained_and_there_are_no_others() -> None:
    assert set(rows(section("docs/crawling.md", "Settings"))) >= set(OWN_SETTINGS)
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "crawler").rglob("*.py"))
    read = set(re.findall(r"settings(?:\.get\w*\(|\[)\"([A-Z_]+)\"", sources))
    from scrapy.settings import default_settings

    assert {name for name in read if not hasattr(default_settings, name)} == set(OWN_SETTINGS)


def test_commands_that_the_documents_name_are_there() -> None:
    commands = {path.stem for path in (ROOT / "crawler" / "commands").glob("*.py")} - {"__init__"}
    scrapys = {"list", "parse", "shell", "check"}
    for name in DOCUMENTS:
        named = set(re.findall(r"(?:^|[`/ ])scrapy ([a-z]+)\b", text_of(name), re.MULTILINE))
        assert named <= commands | scrapys, name
    assert commands <= set(re.findall(r"scrapy ([a-z]+)\b", text_of("README.md")))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_make_targets_that_the_documents_name_are_there(name: str) -> None:
    named = re.findall(r"(?:^ {4}|`)make ([a-z][a-z-]*)", text_of(name), re.MULTILINE)
    assert set(named) <= make_targets()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_relative_links_lead_to_a_file_and_a_heading(name: str) -> None:
    dead = []
    for found in _LINK.finditer(_FENCE.sub("", text_of(name))):
        target = found[1] or found[2]
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (ROOT / name).parent / path if path else ROOT / name
        headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE) if file.is_file() else []
        anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
        if not file.exists() or (anchor and anchor not in anchors):
            dead.append(target)
    assert dead == []


def test_the_readme_adds_a_site_that_can_be_read() -> None:
    (code,) = re.findall(
        r"^```python\n(\"\"\"The Daily.*?)^```",
        section("README.md", "Adding a site"),
        re.MULTILINE | re.DOTALL,
    )
    assert code in text_of("CONTRIBUTING.md")
    made: dict[str, Any] = {"__name__": "dailybench"}
    exec(compile(code, "README.md", "exec"), made)  # noqa: S102 - our own README
    site = made["DailyBenchSpider"]
    assert (site.name, site().rules.furniture["ad"]) == ("dailybench", (".promo-slot",))
    assert len(code.partition("class ")[2].strip().splitlines()) < 10


def test_a_row_of_wording_is_added_as_contributing_says() -> None:
    from cleaners.evidence.wording import row
    from cleaners.evidence.wording.folded import Folded

    (code,) = re.findall(
        r"^```python\n(row\(.*?\))\n```", text_of("CONTRIBUTING.md"), re.MULTILINE | re.DOTALL
    )
    made = eval(code, vars(row))  # noqa: S307 - our own document
    fits = [made.fits(Folded(text), len(text.split())) for text in (made.strikes, *made.keeps)]
    assert fits == [True, False]
    assert len(code.splitlines()) < 10
