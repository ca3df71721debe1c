"""The markup of real page families, one module each: `draw` makes the page of an article, `page` puts
masthead and footer around a body, `front` is the inside of a listing, and `REGION` selects what lies
between masthead and footer of an article, the sidebar left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from crawler.sample.families import arc, blogger, lawandcrime, wordpress
from crawler.sample.sheet import Drawn, Links
from crawler.sample.source import Article, Family

DRAW: Final[Mapping[Family, Callable[[Article, Links], Drawn]]] = MappingProxyType(
    {"lawandcrime": lawandcrime.draw, "wordpress": wordpress.draw, "arc": arc.draw, "blogger": blogger.draw}
)
REGIONS: Final[Mapping[Family, str]] = MappingProxyType(
    {
        "lawandcrime": lawandcrime.REGION,
        "wordpress": wordpress.REGION,
        "arc": arc.REGION,
        "blogger": blogger.REGION,
    }
)
