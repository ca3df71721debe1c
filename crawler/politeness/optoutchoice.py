"""What a crawl makes of opt-outs: the settings OPT_OUTS and OPT_OUT_PURPOSES."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, Self, TypeAlias, cast, get_args

from scrapy.settings import BaseSettings

from cleaners.model import Signal
from crawler.politeness.optouts import OptOuts
from crawler.politeness.reserved import PURPOSES, Purpose, ordered
from crawler.tally import NoArticle

Action: TypeAlias = Literal["record", "mark", "skip"]
ACTIONS: Final[tuple[Action, ...]] = get_args(Action)


class OptOutError(ValueError):
    """A setting that cannot be used; the message says what to give instead."""


@dataclass(frozen=True, slots=True)
class OptOutChoice:
    """`record`: opt-outs stand on the article, and change nothing. `mark`: the article says too which of
    `purposes` it is left out for. `skip`: a page that reserves one of `purposes` becomes no article."""

    action: Action = "record"
    purposes: frozenset[Purpose] = frozenset(PURPOSES)

    @classmethod
    def of(cls, settings: BaseSettings) -> Self:
        """As the settings have it. OptOutError where they say something else."""
        action = str(settings.get("OPT_OUTS", "record")).strip().lower()
        purposes = {
            str(each).strip().lower() for each in settings.getlist("OPT_OUT_PURPOSES", list(PURPOSES))
        }
        if action not in ACTIONS:
            raise OptOutError(f"OPT_OUTS={action} is not known: give one of {', '.join(ACTIONS)}")
        if not purposes or not purposes <= set(PURPOSES):
            given = ",".join(sorted(purposes))
            raise OptOutError(f"OPT_OUT_PURPOSES={given} is not known: give some of {','.join(PURPOSES)}")
        return cls(action, cast("frozenset[Purpose]", frozenset(purposes)))

    def left_out(self, url: str, signals: Iterable[Signal], kept: OptOuts) -> tuple[Purpose, ...]:
        """The purposes that the article at `url` is marked with. NoArticle (`opted_out`) where it is
        skipped."""
        if self.action == "record":
            return ()
        found = ordered(kept.reserved(url, signals) & self.purposes)
        if found and self.action == "skip":
            raise NoArticle("opted_out", f"{url} is reserved for {', '.join(found)}")
        return found
