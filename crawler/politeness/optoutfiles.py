"""The files in which a host says what its pages may be used for: `/.well-known/tdmrep.json` (W3C TDM
Reservation Protocol) and `/ai.txt` (Spawning). Bytes in; nothing here knows Scrapy, and no file raises.

What a file says is taken word for word; `crawler.politeness.reserved` tells what it reserves.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from cleaners.metadata.signals import MODEL_ROBOTS
from cleaners.model import Signal
from crawler.politeness.paths import MAX_PATTERN, matches

TDMREP: Final = "/.well-known/tdmrep.json"
AI_TXT: Final = "/ai.txt"
FILES: Final = (TDMREP, AI_TXT)
MAX_BYTES: Final = 512 * 1024
"""A larger file is not read."""

MAX_RULES: Final = 2000
MAX_AI_LINES: Final = 10
"""Lines of an ai.txt that stand on an article: some list a hundred file types."""

_LONGEST: Final = 500
_LINE: Final = re.compile(r"[ \t]*([A-Za-z-]{1,40})[ \t]*:([^#\r\n]*)")


@dataclass(frozen=True, slots=True)
class TdmRule:
    """One rule of a tdmrep.json, its values as they stood."""

    location: str
    reservation: str
    policy: str

    def signals(self) -> tuple[Signal, ...]:
        """As it is recorded: where it holds, whether it reserves, and under which policy."""
        named = (
            ("tdm-location", self.location),
            ("tdm-reservation", self.reservation),
            ("tdm-policy", self.policy),
        )
        return tuple(Signal(name, value, "tdmrep.json") for name, value in named if value)


@dataclass(frozen=True, slots=True)
class AiRule:
    """One `Allow` or `Disallow` line of an ai.txt that is told to everyone or to a model's agent."""

    agent: str
    line: str
    pattern: str

    @property
    def disallows(self) -> bool:
        return self.line.lower().startswith("disallow")


def tdm_rules(body: bytes) -> tuple[TdmRule, ...] | None:
    """The rules of a tdmrep.json: an array of objects with `location`, `tdm-reservation` and `tdm-policy`.
    None where it is no such file; a rule that is none is left out."""
    try:
        given: Any = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None
    if isinstance(given, dict):  # a single rule without its array is seen in the wild
        given = [given]
    if not isinstance(given, list):
        return None
    return tuple(
        TdmRule(location[:MAX_PATTERN], _raw(each, "tdm-reservation"), _raw(each, "tdm-policy"))
        for each in given[:MAX_RULES]
        if isinstance(each, dict) and isinstance(location := each.get("location"), str)
    )


def tdm_rule(rules: tuple[TdmRule, ...], path: str) -> TdmRule | None:
    """The rule that holds for a path: that with the longest pattern, the first of several."""
    fit = [rule for rule in rules if matches(rule.location, path)]
    return max(fit, key=lambda rule: len(rule.location), default=None)


def ai_rules(body: bytes) -> tuple[AiRule, ...] | None:
    """The rules of an ai.txt, which is written as a robots.txt is. None where it is no such file: a page,
    say, that stands for what is not there."""
    text = body.decode("utf-8-sig", "replace")
    if text.lstrip().startswith("<"):
        return None
    found: list[AiRule] = []
    known = False  # whether any line is one of such a file
    agents: list[str] = ["*"]
    open_group = False
    for line in re.split(r"\r\n|\n|\r", text):
        if (match := _LINE.match(line)) is None:
            continue
        key, value = match[1].lower(), match[2].strip()[:_LONGEST]
        if key == "user-agent":
            agents = [*agents, value] if open_group else [value]
            open_group = known = True
        elif key in ("allow", "disallow"):
            open_group, known = False, True
            found += [
                AiRule(agent, f"{match[1]}: {value}".rstrip(), value)
                for agent in agents
                if agent == "*" or agent.lower() in MODEL_ROBOTS
            ]
    return tuple(found[:MAX_RULES]) if known else None


def ai_signals(rules: tuple[AiRule, ...]) -> tuple[Signal, ...]:
    """As they are recorded: `signal` is the agent, `value` the line; those for the whole site first."""
    ordered = sorted(rules, key=lambda rule: rule.pattern not in ("/", "*", "/*"))
    found = dict.fromkeys(Signal(rule.agent, rule.line, "ai.txt") for rule in ordered)
    return tuple(found)[:MAX_AI_LINES]


def ai_disallows(rules: tuple[AiRule, ...], path: str) -> bool:
    """Whether an ai.txt forbids the use of what stands at a path: the longest pattern decides, and `Allow`
    where two are as long (RFC 9309, 2.2.2). A pattern need not begin with a slash there: `*.html`, `/`."""
    fit = [
        rule
        for rule in rules
        if rule.pattern and matches(rule.pattern if rule.pattern[0] in "/*" else f"*{rule.pattern}", path)
    ]
    return bool(fit) and max(fit, key=lambda rule: (len(rule.pattern), not rule.disallows)).disallows


def _raw(rule: dict[str, Any], name: str) -> str:
    value = rule.get(name)
    if value is None or isinstance(value, list | dict):
        return ""
    return (value if isinstance(value, str) else json.dumps(value))[:_LONGEST]
