"""What opt-outs reserve: every row of the table in docs/crawling.md, and what is said to others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.settings import Settings

from cleaners.metadata.signals import MODEL_ROBOTS
from cleaners.model import Signal
from crawler.politeness.optoutchoice import OptOutChoice, OptOutError
from crawler.politeness.reserved import AGENTS, PURPOSES, ModelAgents, of_signals, ordered

URL = "https://news.example/2026/a.html?p=1"


@pytest.mark.parametrize(
    ("signals", "purposes"),
    [
        ([], ""),
        ([("tdm-reservation", "1", "header")], "rag train"),
        ([("tdm-reservation", " 1 ", "meta")], "rag train"),
        ([("tdm-reservation", "1", "tdmrep.json")], "rag train"),
        ([("tdm-reservation", "0", "header")], ""),
        ([("tdm-reservation", "0", "meta"), ("tdm-reservation", "1", "header")], ""),
        ([("tdm-reservation", "1", "header"), ("tdm-reservation", "0", "tdmrep.json")], "rag train"),
        ([("tdm-policy", "https://x.example/", "header")], ""),
        ([("robots", "noai, noimageai", "meta")], "rag train"),
        ([("robots", "noimageai", "meta")], ""),
        ([("x-robots-tag", "NoArchive", "header")], "rag train"),
        ([("robots", "nocache", "meta")], "rag train"),
        ([("robots", "index, max-snippet : 0, follow", "meta")], "rag"),
        ([("robots", "max-snippet:-1, max-image-preview:large", "meta")], ""),
        ([("robots", "nosnippet", "meta")], "rag"),
        ([("robots", "noindex", "meta")], "search"),
        ([("x-robots-tag", "none", "header")], "search"),
        ([("x-robots-tag", "unavailable_after: 25 Jun 2030 15:00:00 PST", "header")], ""),
        ([("x-robots-tag", "GPTBot: noindex, googlebot: nosnippet", "header")], "rag train"),
        ([("gptbot", "noindex", "meta")], "train"),
        ([("perplexitybot", "none", "meta")], "search rag"),
        ([("content-signal", "search=yes, ai-train=no", "header")], "train"),
        ([("Content-Signal (*)", "search=no,ai-input=no", "robots.txt")], "search rag"),
        ([("Content-Signal (OtherBot)", "ai-train=no", "robots.txt")], ""),
        ([("Content-Signal (OtherBot, redline/1)", "ai-train=no", "robots.txt")], "train"),
        ([("Content-Signal (CCBot)", "ai-train=no", "robots.txt")], "train"),
        ([("Content-Signal", "ai-train=yes", "robots.txt")], ""),
        ([("content-usage", "train-ai=n", "header")], "train"),
        ([("Content-Usage (*)", "bots=n", "robots.txt")], "search rag train"),
        ([("Content-Usage (*)", "search=n, ai-output=n", "robots.txt")], "search rag"),
        ([("Content-Usage", "/2025/ train-ai=n", "robots.txt")], ""),
        ([("Content-Usage", "/2026/ train-ai=n", "robots.txt")], "train"),
        (
            [
                ("Content-Usage", "train-ai=n", "robots.txt"),
                ("Content-Usage", "/2026/ train-ai=y", "robots.txt"),
            ],
            "",
        ),
        (
            [
                ("Content-Usage", "/2026/*.html train-ai=n", "robots.txt"),
                ("Content-Usage", "/ train-ai=y", "robots.txt"),
            ],
            "train",
        ),
        ([("GPTBot", "Disallow: /", "robots.txt")], ""),  # judged by the whole file, see below
        ([("isAccessibleForFree", "false", "json-ld")], ""),
    ],
)
def test_what_statements_reserve(signals: list[tuple[str, str, str]], purposes: str) -> None:
    found = of_signals([Signal(*each) for each in signals], URL)
    assert ordered(found) == tuple(purposes.split())


@pytest.mark.parametrize(
    ("lines", "purposes"),
    [
        ("User-agent: GPTBot|Disallow: /", "train"),
        ("User-agent: GPTBot|Disallow: /2025/", ""),
        ("User-agent: GPTBot|Disallow: /|Allow: /2026/", ""),
        ("User-agent: GPTBot|Allow: /", ""),
        ("User-agent: CCBot/2.0|User-agent: ChatGPT-User|Disallow: /2026/", "rag train"),
        ("User-agent: OAI-SearchBot|Disallow: /", "search rag"),
        ("User-agent: AI2Bot|Disallow: /", "train"),
        ("User-agent: Google-Extended|Disallow: /", "rag train"),
        ("User-agent: Googlebot|Disallow: /", ""),
        ("User-agent: *|Disallow: /", ""),
        ("", ""),
    ],
)
def test_what_robots_txt_reserves_by_the_agents_that_it_names(lines: str, purposes: str) -> None:
    agents = ModelAgents(lines.replace("|", "\n").encode())
    assert ordered(agents.reserved(URL)) == tuple(purposes.split())


def test_every_agent_of_a_model_is_for_something() -> None:
    assert set(AGENTS) == MODEL_ROBOTS
    assert all(AGENTS.values())


@given(st.lists(st.tuples(st.text(min_size=1), st.text(), st.sampled_from(["meta", "header", "robots.txt"]))))
def test_no_statement_raises(signals: list[tuple[str, str, str]]) -> None:
    assert of_signals([Signal(*each) for each in signals], URL) <= set(PURPOSES)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"OPT_OUTS": "mark", "OPT_OUT_PURPOSES": "train, rag"}, ""),
        ({}, ""),
        ({"OPT_OUTS": "drop"}, "OPT_OUTS=drop is not known: give one of record, mark, skip"),
        ({"OPT_OUT_PURPOSES": "train,sale"}, "OPT_OUT_PURPOSES=sale,train is not known"),
        ({"OPT_OUT_PURPOSES": ""}, "OPT_OUT_PURPOSES= is not known"),
    ],
)
def test_the_settings(given: dict[str, str], problem: str) -> None:
    if problem:
        with pytest.raises(OptOutError, match=problem):
            OptOutChoice.of(Settings(given))
    else:
        assert OptOutChoice.of(Settings(given)).action == given.get("OPT_OUTS", "record")
