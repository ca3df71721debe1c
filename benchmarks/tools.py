"""The extractors that are compared. Each takes a page as bytes and gives text; its decoding and parse count.

Redline stands there twice: with each page alone, and with what the pages of its site taught. A tool is
imported only where it runs, so that the rest works where the peers are not installed.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import inspect
import logging
import socket
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NoReturn, TypeAlias

from pages import BenchPage

from cleaners.model import Cleaned

Extract: TypeAlias = Callable[[BenchPage], str]

_CLEANERS: Final = Path(__file__).resolve().parent.parent / "cleaners"


@dataclass(frozen=True, slots=True)
class Tool:
    """`load` imports the extractor and gives a function from page to text. `distributions` are the packages
    whose versions matter, the tool's own first; `call` tells a reader how it is called. `ours`: this is
    Redline, by the block models of `folds`. `scored`: the text is compared with gold, not only timed."""

    name: str
    label: str
    call: str
    distributions: tuple[str, ...]
    load: Callable[[], Extract]
    ours: bool = False
    scored: bool = True

    def version(self) -> str:
        """The version of the tool's own package. PackageNotFoundError where it is not installed."""
        return importlib.metadata.version(self.distributions[0])

    def installed(self) -> bool:
        try:
            self.version()
        except importlib.metadata.PackageNotFoundError:
            return False
        return True

    def key(self) -> str:
        """Changes whenever the tool's text may: with its versions, with how it is called here and,
        of Redline, with any file of the cleaner."""
        parts = [f"{name}=={importlib.metadata.version(name)}" for name in self.distributions]
        parts.append(inspect.getsource(self.load) + inspect.getsource(_decode))
        if self.ours:
            parts.append(import_module("folds").digest())
            parts.extend(
                f"{path.relative_to(_CLEANERS)} {hashlib.sha256(path.read_bytes()).hexdigest()}"
                for path in sorted(_CLEANERS.rglob("*"))
                if path.is_file() and path.suffix not in (".pyc", ".npz")  # the models are those of the folds
            )
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _redline() -> Extract:
    return _text_of(import_module("folds").cleaned)


def _redline_known() -> Extract:
    return _text_of(import_module("known").cleaned)


def _text_of(clean: Callable[[BenchPage], Cleaned]) -> Extract:
    def extract(page: BenchPage) -> str:
        cleaned = clean(page)
        if cleaned.reason == "error":
            raise RuntimeError("; ".join(cleaned.notes))  # so that it is counted as a failure, not as empty
        return cleaned.text

    return extract


def _trafilatura() -> Extract:
    extract = import_module("trafilatura").extract

    return lambda page: extract(page.body, include_comments=False) or ""


def _trafilatura_precision() -> Extract:
    extract = import_module("trafilatura").extract

    return lambda page: extract(page.body, include_comments=False, favor_precision=True) or ""


def _trafilatura_metadata() -> Extract:
    extract = import_module("trafilatura").extract

    return lambda page: extract(page.body, with_metadata=True, output_format="json") or ""


def _decode(body: bytes) -> str:
    """Bytes to text, for tools that take only text, or not all bytes."""
    encoding = import_module("resiliparse.parse.encoding")
    return str(encoding.bytes_to_str(body, encoding.detect_encoding(body)))


def _readability() -> Extract:
    document = import_module("readability").Document
    extract_plain_text = import_module("resiliparse.extract.html2text").extract_plain_text

    def extract(page: BenchPage) -> str:
        # Given bytes, it takes a charset that stands in the data URL of a picture for the page's, and fails.
        html = document(_decode(page.body)).summary(html_partial=True)
        # It gives HTML; turning that to text costs about a millisecond.
        return str(extract_plain_text(html, alt_texts=False))

    return extract


def _newspaper() -> Extract:
    dammit, new = import_module("bs4").UnicodeDammit, import_module("newspaper").Article

    def extract(page: BenchPage) -> str:
        article = new(page.url, fetch_images=False)
        # what newspaper does with bytes itself, but not on this way in
        article.download(input_html=dammit(page.body, is_html=True).unicode_markup or "")
        article.parse()
        return str(article.text)

    return extract


def _resiliparse() -> Extract:
    extract_plain_text = import_module("resiliparse.extract.html2text").extract_plain_text

    return lambda page: str(
        extract_plain_text(_decode(page.body), main_content=True, alt_texts=False, comments=False)
    )


REDLINE: Final = "redline"
KNOWN: Final = "redline-known"
METADATA: Final = "trafilatura-metadata"
TRAFILATURA: Final = "trafilatura"
PRECISION: Final = "trafilatura-precision"

_REDLINE_NEEDS: Final = (
    "redline-news",
    "trafilatura",
    "selectolax",
    "numpy",
    "beautifulsoup4",
    "lxml",
    "charset-normalizer",
)

TOOLS: Final = (
    Tool(
        REDLINE,
        "**Redline**",
        "`clean(body, url=…, content_type=…)`, each page alone",
        _REDLINE_NEEDS,
        _redline,
        ours=True,
    ),
    Tool(
        KNOWN,
        "**Redline**, site known",
        "the same with `profile=…`, learned from the set's pages of the site",
        _REDLINE_NEEDS,
        _redline_known,
        ours=True,
    ),
    Tool(
        TRAFILATURA,
        "trafilatura",
        "`extract(body, include_comments=False)`",
        ("trafilatura", "lxml", "justext"),
        _trafilatura,
    ),
    Tool(
        PRECISION,
        "trafilatura, precision",
        "`extract(body, include_comments=False, favor_precision=True)`",
        ("trafilatura", "lxml", "justext"),
        _trafilatura_precision,
    ),
    Tool(
        METADATA,
        "trafilatura with metadata",
        '`extract(body, with_metadata=True, output_format="json")`, only timed',
        ("trafilatura", "lxml", "justext"),
        _trafilatura_metadata,
        scored=False,
    ),
    Tool(
        "readability",
        "readability-lxml",
        "`Document(text).summary()`; resiliparse decodes before and turns HTML to text after",
        ("readability-lxml", "lxml", "resiliparse"),
        _readability,
    ),
    Tool(
        "newspaper",
        "newspaper4k",
        "`Article(url, fetch_images=False)`, decoded by `UnicodeDammit`, `parse()`",
        ("newspaper4k", "lxml", "beautifulsoup4"),
        _newspaper,
    ),
    Tool(
        "resiliparse",
        "resiliparse",
        "`extract_plain_text(text, main_content=True, alt_texts=False, comments=False)`",
        ("resiliparse",),
        _resiliparse,
    ),
)


def prepare(models: Path | None = None, profiles: Path | None = None) -> None:
    """Make a worker process quiet and closed: what tools log or warn is not the benchmark's, and none may
    fetch anything (newspaper4k follows addresses in pages, and looks for a list of domains). `models` and
    `profiles` are the folders of Redline's, where they are not the usual ones."""
    if models is not None:
        import_module("folds").use(models)
    if profiles is not None:
        import_module("known").use(profiles)
    logging.disable()
    warnings.simplefilter("ignore")
    socket.socket.connect = _refuse  # type: ignore[method-assign]  # on purpose, for the whole process
    socket.getaddrinfo = _refuse  # type: ignore[assignment]  # as above


def _refuse(*_: Any) -> NoReturn:  # noqa: ANN401 - stands in for functions of several signatures
    raise OSError("benchmarks run without a network")
