"""Pages from files: WARC, HTML, dirty text and JSONL. No network.

Nothing is dropped in silence: whatever is not a page comes out as `Skipped`, with its place and the cause.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from crawler.archives import Fault, Other, Resource, read_archive
from output import Archived
from output.packing import TORN, opened

STDIN: Final = "-"

_HTML: Final = (".html", ".htm", ".xhtml")
_TEXT: Final = (".txt",)
_LINES: Final = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson", ".ndjson.gz", ".ndjson.zst")
PACKED: Final = (".gz", ".zst")
_WARC: Final = (".warc", ".warc.gz")
SUFFIXES: Final = (*_HTML, *_TEXT, *_LINES, *_WARC)
"""The files that are read from a folder."""
UNPACKING: Final = TORN
"""What is raised for a file that was packed, and is broken."""


@dataclass(frozen=True, slots=True)
class InputPage:
    """A page as it stands in a file. `url` and `content_type` are "" where the file does not tell.
    `place` is the file and, in bytes, where in it the page or its record begins."""

    body: bytes | str = field(repr=False)
    url: str = ""
    content_type: str = ""
    place: Archived = field(default_factory=Archived)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that gave no page. `fault` is False where that is as it should be (a WARC's request record,
    a picture) and True where something is broken or missing; `where` is a place in the file, or ""."""

    file: str
    where: str
    what: str
    fault: bool = True

    def __str__(self) -> str:
        return f"{self.file}{', ' if self.where else ''}{self.where}: {self.what}"


def find(inputs: Iterable[str], exclude: Collection[Path] = ()) -> Iterator[str | Skipped]:
    """The files that `inputs` name, in their order; those of a folder, and of the folders in it, sorted.
    `exclude` holds resolved paths (the command's own output) that are left out of folders."""
    for name in inputs:
        path = Path(name)
        if name == STDIN or path.is_file():
            yield name
        elif path.is_dir():
            yield from _walk(path, exclude)
        elif path.exists():
            yield Skipped(name, "", "neither a file nor a folder")
        else:
            yield Skipped(name, "", "there is no such file or folder")


def _walk(top: Path, exclude: Collection[Path]) -> Iterator[str | Skipped]:
    failed: list[OSError] = []
    for folder, folders, names in os.walk(top, onerror=failed.append):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if not name.lower().endswith(SUFFIXES):
                yield Skipped(str(path), "", "a file that is no page", fault=False)
            elif path.resolve() in exclude:
                yield Skipped(str(path), "", "the output of this run", fault=False)
            else:
                yield str(path)
    for error in failed:
        yield Skipped(str(error.filename), "", f"cannot be read: {error.strerror}")


def read(file: str) -> Iterator[InputPage | Skipped]:
    """The pages of a file, by what its name says it is; of any other name it is taken for one page.
    Never raises for what is in the file, nor when it cannot be read."""
    kind = file.lower()
    try:
        if file == STDIN:
            yield from read_lines(sys.stdin.buffer, file)
        elif is_archive(file):
            for record in read_archive(Path(file)):
                yield of_record(record, file)
        elif holds_lines(file):
            with open_lines(file) as lines:
                yield from read_lines(lines, file)
        elif kind.endswith(_TEXT):
            yield InputPage(_text(Path(file).read_bytes()), "", "text/plain", Archived(file, 0))
        else:
            content_type = "text/html" if kind.endswith(_HTML) else ""
            yield InputPage(Path(file).read_bytes(), "", content_type, Archived(file, 0))
    except OSError as error:
        yield Skipped(file, "", f"cannot be read: {error.strerror or error}")


def is_archive(file: str) -> bool:
    """Whether a file is a WARC, by its name."""
    return file.lower().endswith(_WARC)


def holds_lines(file: str) -> bool:
    """Whether a file holds JSON lines, by its name. Standard input does."""
    return file == STDIN or file.lower().endswith(_LINES)


def open_lines(file: str) -> IO[bytes]:
    """A file of JSON lines, unpacked."""
    return opened(Path(file))


def _text(data: bytes) -> bytes | str:
    """Text where it is UTF-8, as nearly all is; else the bytes, for the cleaner to tell their encoding."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data


def of_record(record: Resource | Other | Fault, file: str) -> InputPage | Skipped:
    """What a record of a WARC is as input."""
    match record:
        case Resource():
            return InputPage(record.payload, record.url, record.content_type, Archived(file, record.offset))
        case Fault():
            return Skipped(file, f"offset {record.offset}", record.what)
        case Other():
            return Skipped(file, f"offset {record.offset}", record.what, fault=False)


def read_lines(lines: Iterable[bytes], file: str) -> Iterator[InputPage | Skipped]:
    """The pages of the JSON lines of a file."""
    offset = number = 0
    try:
        for number, line in enumerate(lines, 1):
            page = parse(line, file, offset, f"line {number}")
            if page is not None:
                yield page
            offset += len(line)
    except UNPACKING as error:
        yield cut_off(file, number, error)


def cut_off(file: str, number: int, error: Exception) -> Skipped:
    """The rest of a file of lines, behind the line of this number, that cannot be unpacked."""
    return Skipped(file, f"after line {number}", f"the rest cannot be unpacked: {error}")


def parse(line: bytes, file: str, offset: int, where: str) -> InputPage | Skipped | None:
    """The page of a JSON line at a byte of a file, None for an empty one. `where` names the line."""
    if not line.strip():
        return None
    page = _parse(line, Archived(file, offset))
    return Skipped(file, where, page) if isinstance(page, str) else page


def _parse(line: bytes, place: Archived) -> InputPage | str:
    """The page of a JSON line, or what is wrong with it."""
    try:
        row: Any = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return f"is no UTF-8: {error.reason} at byte {error.start}"
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" at")  # some of json's messages end so, to go on with the place
        return f"is no JSON: {what} at character {error.pos}"
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits; a hundred thousand brackets
        return f"is no JSON that can be read: {error}"
    if not isinstance(row, dict):
        return f"is no JSON object but {type(row).__name__}"
    url, html, text = row.get("url"), row.get("html"), row.get("text")
    if not isinstance(url, str | None):
        return '"url" is no text'
    if isinstance(html, str):
        return InputPage(html, url or "", "text/html", place)
    if isinstance(text, str):
        return InputPage(text, url or "", "text/plain", place)
    return 'has neither "html" nor "text" with a text'
