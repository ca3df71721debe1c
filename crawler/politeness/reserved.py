"""What the opt-outs of a page reserve: the purposes for which it is not to be used. Knows no Scrapy.

This is a reading of other people's statements, so it stands in tables here, and the statements themselves
stay on each article word for word: whoever reads them otherwise can. Where one may be read in two ways, the
one that reserves more is taken.

| statement | reserves |
|---|---|
| `tdm-reservation` is 1 (meta before header before tdmrep.json) | rag, train |
| `noai` | rag, train |
| `noarchive`, `nocache` (Bing: not in chat answers, not for training) | rag, train |
| `nosnippet`, `max-snippet:0` (Google: not as input of generated answers) | rag |
| `noindex`, `none` | search; said to a model's agent, what that agent is for |
| `Content-Signal` with `search=no`, `ai-input=no`, `ai-train=no` | search; rag; train |
| `Content-Usage` with `search=n`, `train-ai=n`, `ai-output=n`, `bots=n` … | search; train; rag; all |
| a model's agent may not fetch the page (robots.txt) | what that agent is for |
| ai.txt disallows the page | train |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias, get_args
from urllib.parse import urlsplit

from cleaners.metadata.signals import MODEL_ROBOTS
from cleaners.model import Signal
from crawler.politeness.paths import matches
from crawler.politeness.rules import RobotsRules

Purpose: TypeAlias = Literal["search", "rag", "train"]
PURPOSES: Final[tuple[Purpose, ...]] = get_args(Purpose)
"""`search`: an index that leads to the page; `rag`: the text as input of an answer; `train`: of a model."""

Purposes: TypeAlias = frozenset[Purpose]
_NONE: Final[Purposes] = frozenset()
_SEARCH: Final[Purposes] = frozenset(("search",))
_RAG: Final[Purposes] = frozenset(("rag",))
_TRAIN: Final[Purposes] = frozenset(("train",))
_AI: Final[Purposes] = _RAG | _TRAIN
_ALL: Final[Purposes] = frozenset(PURPOSES)

DIRECTIVES: Final[Mapping[str, Purposes]] = {
    "noai": _AI,
    "noarchive": _AI,
    "nocache": _AI,
    "nosnippet": _RAG,
    "max-snippet:0": _RAG,
    "noindex": _SEARCH,
    "none": _SEARCH,
}
CONTENT_SIGNAL: Final[Mapping[str, Purposes]] = {"search": _SEARCH, "ai-input": _RAG, "ai-train": _TRAIN}
CONTENT_USAGE: Final[Mapping[str, Purposes]] = {
    "search": _SEARCH,
    "train-ai": _TRAIN,
    "train-genai": _TRAIN,
    "ai-output": _RAG,
    "ai-use": _AI,
    "ai": _AI,
    "genai": _AI,
    "bots": _ALL,
    "automated-processing": _ALL,
}
AGENTS: Final[Mapping[str, Purposes]] = {
    **dict.fromkeys(MODEL_ROBOTS, _TRAIN),
    "oai-searchbot": _SEARCH | _RAG,
    "perplexitybot": _SEARCH | _RAG,
    "chatgpt-user": _RAG,
    "google-extended": _AI,
    "amazonbot": _AI,
    "anthropic-ai": _AI,
    "claudebot": _AI,
}
"""What the agents of models are for, after their makers' own pages; of those that do not say, training."""

_SAID: Final = re.compile(r"([a-z][a-z-]{0,30})[ \t]*=[ \t]*\"?([a-z]{1,5})", re.IGNORECASE)
_AGENT_FIRST: Final = re.compile(r"[ \t]*([A-Za-z0-9_-]{1,60})[ \t]*:(.*)")
_WITH_VALUE: Final = frozenset("max-snippet max-image-preview max-video-preview unavailable_after".split())
_OF: Final = re.compile(r"[^(]{1,40}\((.{0,600})\)")
_AGENT: Final = re.compile(
    r"^[ \t]*user-?agent[ \t]*:[ \t]*([A-Za-z0-9_-]{1,60})", re.IGNORECASE | re.MULTILINE
)


def path_of(url: str) -> str:
    """Path and query of an address, as patterns are held against."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "/"
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def of_signals(signals: Iterable[Signal], url: str, product: str = "Redline") -> Purposes:
    """What the statements of a page and its host reserve, of those that are about the page at `url`. Lines of
    robots.txt count that are told to everyone, to `product` or to a model's agent."""
    found = _NONE
    tdm: dict[str, str] = {}
    usage: list[str] = []
    for each in signals:
        name, value = each.signal.lower(), each.value
        if name == "tdm-reservation":
            tdm.setdefault(each.where, value)
        elif name.startswith("content-signal") and _told(each.signal, product):
            found |= _no(value, CONTENT_SIGNAL)
        elif name.startswith("content-usage") and _told(each.signal, product):
            usage.append(value)
        elif each.where in ("meta", "header"):
            found |= _of_directives(name, value)
    found |= _of_usage(usage, path_of(url))
    said = next((tdm[where] for where in ("meta", "header", "tdmrep.json") if where in tdm), "")
    return found | (_AI if said.strip() == "1" else _NONE)


def _no(value: str, table: Mapping[str, Purposes]) -> Purposes:
    said = {match[1].lower(): match[2].lower() for match in _SAID.finditer(value)}
    return _NONE.union(*(table.get(name, _NONE) for name, word in said.items() if word in ("n", "no")))


def _of_usage(values: Iterable[str], path: str) -> Purposes:
    """`Content-Usage` lines, of which each may begin with a path: the longest that fits decides for a
    word."""
    best: dict[str, tuple[int, str]] = {}
    for value in values:
        pattern, _, rest = value.partition(" ") if value.startswith("/") else ("", "", value)
        if pattern and not matches(pattern, path):
            continue
        for match in _SAID.finditer(rest):
            said = (len(pattern), match[2].lower())
            best[match[1].lower()] = max(best.get(match[1].lower(), said), said, key=lambda each: each[0])
    denied = (word for word, (_, said) in best.items() if said in ("n", "no"))
    return _NONE.union(*(CONTENT_USAGE.get(word, _NONE) for word in denied))


def _of_directives(name: str, value: str) -> Purposes:
    """Robots directives in a meta element or an X-Robots-Tag, in which agents may be named one after
    another."""
    found = _NONE
    agent = name
    for part in value.lower().split(","):
        directive = "".join(part.split())
        if (first := _AGENT_FIRST.match(part)) and first[1] not in _WITH_VALUE:
            agent, directive = first[1], "".join(first[2].split())
        if directive in ("noindex", "none") and agent in AGENTS:
            found |= AGENTS[agent]
        else:
            found |= DIRECTIVES.get(directive, _NONE)
    return found


def _told(name: str, product: str) -> bool:
    """Whether a line of robots.txt, recorded with the agents of its group, is for everyone or for models."""
    if (of := _OF.match(name)) is None:
        return True
    agents = {agent.strip().partition("/")[0].lower() for agent in of[1].split(",")}
    return bool(agents & ({"*", product.lower()} | MODEL_ROBOTS))


class ModelAgents:
    """Which agents of models a robots.txt names, and what they may fetch."""

    def __init__(self, body: bytes) -> None:
        named = {match[1].lower() for match in _AGENT.finditer(body.decode("utf-8-sig", "replace"))}
        self._rules = [
            (agent, RobotsRules(body, agent)) for agent in sorted(MODEL_ROBOTS & named)
        ]  # one file is read as often as it names agents: 17 at most

    def reserved(self, url: str) -> Purposes:
        """What those are for that may not fetch the page."""
        return _NONE.union(*(AGENTS[agent] for agent, rules in self._rules if not rules.allowed(url)))


def ordered(purposes: Iterable[Purpose]) -> tuple[Purpose, ...]:
    """In the order of PURPOSES, each once."""
    given = set(purposes)
    return tuple(purpose for purpose in PURPOSES if purpose in given)
