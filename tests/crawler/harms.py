"""What else may happen to a corpus than a kill: each is done, and the next crawl has to mend it.

A harm is a function that does it to a corpus that is crawled from a site whose articles are known; then the site is
crawled once more, and what a reader finds is counted. `Unable` where this machine cannot do it.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crawls import OWN_SERVER, PROJECT

from output.verify import verify

FAULTY = Path(__file__).parent / "faulty"
FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"
_PATIENCE = 120.0
_TMPFS = 4 * 1024 * 1024 + 200_000  # the reserve that a crawl leaves, and room for a part of the articles


class Unable(Exception):  # noqa: N818 - it is no error
    """It cannot be done on this machine; the message says why."""


@dataclass(frozen=True)
class Place:
    """A site to crawl, the corpus to crawl it into, and the dice that say what goes wrong when."""

    url: str
    corpus: Path
    dice: random.Random

    def command(self, *more: str) -> list[str]:
        return [
            sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"url={self.url}/", "-s",
            f"CORPUS_DIR={self.corpus}", "-s", "SHARD_SIZE=20000", *OWN_SERVER, *more,
        ]  # fmt: skip

    def crawl(
        self, *more: str, env: dict[str, str] | None = None, before: tuple[str, ...] = (), kill: float = 0
    ) -> int:
        """Crawls, and gives the exit code; with `kill`, ends it after so many seconds, if it is on still."""
        return self.run([*before, *self.command(*more)], env=env, kill=kill)

    def run(self, command: list[str], *, env: dict[str, str] | None = None, kill: float = 0) -> int:
        process = subprocess.Popen(  # noqa: S603 - our own arguments
            command, cwd=PROJECT, env=os.environ | (env or {}),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            return process.wait(kill or None)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


Harm = Callable[[Place], int]
"""Does it, and gives how often."""


def disk_that_fills(place: Place) -> int:
    """A tmpfs of which the articles need more than there is; then it is made larger."""
    with _tmpfs(place.corpus):
        code = place.crawl()
        if code != 4:
            raise AssertionError(f"the disk was to be full, and the crawl ended with {code}")
        _mount("-o", "remount,size=64m", str(place.corpus))
        place.crawl()
        kept = place.corpus.with_name("kept")
        shutil.copytree(place.corpus, kept)
    place.corpus.rmdir()
    kept.rename(place.corpus)
    return 1


def faults(kind: str) -> Harm:
    """Writes that fail, fsyncs that fail, writes that take a part only."""

    def harm(place: Place) -> int:
        codes = []
        for odds in (4, 12, 30):
            said = f"{kind}:{odds}:{place.dice.randrange(1000)}"
            env = {"PYTHONPATH": str(FAULTY), "FAULTS": said, "FAULTS_IN": str(place.corpus)}
            codes.append(place.crawl(env=env))
        if 4 not in codes:
            raise AssertionError(f"the disk was to fail, and the crawls ended with {codes}")
        return 3

    return harm


def faults_of_the_state(place: Place) -> int:
    """Writes of SQLite that fail: those of shards go by another call."""
    if not shutil.which("strace"):
        raise Unable("strace is not installed")
    codes = []
    for _ in range(2):
        when = place.dice.randrange(5, 40)
        rule = f"inject=pwrite64:error=EIO:when={when}+3"
        strace = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64", "-e", rule)
        codes.append(place.crawl(before=strace))
    if codes == [0, 0]:
        raise AssertionError("the state was to fail, and the crawls ended with 0")
    return 2


def two_at_once(place: Place) -> int:
    """Two crawls of the site begin in one moment: one has the lock, the other says so. The one that has it
    rests until the other has ended, which may come to its start late."""
    for _ in range(2):
        started = [
            subprocess.Popen(  # noqa: S603 - our own arguments
                place.command("-a", "full=1"),
                cwd=PROJECT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for _ in range(2)
        ]
        holder = _holding(place.corpus, started)
        holder.send_signal(signal.SIGSTOP)
        try:
            codes = [process.wait(_PATIENCE) for process in started if process is not holder]
        finally:
            holder.send_signal(signal.SIGCONT)
        codes.append(holder.wait(_PATIENCE))
        if codes != [3, 0]:
            raise AssertionError(f"one was to be locked out and one to be done, and they ended with {codes}")
    return 2


def _holding(corpus: Path, started: list[subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
    """Which of these crawls has the lock of the site, as its file says."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        for path in (corpus / "locks").glob("*.lock"):
            with contextlib.suppress(ValueError):  # it is being written
                pid = json.loads(path.read_bytes())["pid"]
                for process in started:
                    if process.pid == pid:
                        return process
        time.sleep(0.005)
    raise AssertionError("none of two crawls took the lock")


def clock_that_jumps(place: Place) -> int:
    """Crawls a year ahead, a year behind, and now, the first two killed."""
    if not Path(FAKETIME).exists():
        raise Unable("libfaketime is not installed")
    for offset in ("+1y", "-1y"):
        env = {"LD_PRELOAD": FAKETIME, "FAKETIME": offset, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        place.crawl(env=env, kill=place.dice.uniform(2.5, 4.5))
        place.crawl("-a", "full=1", env=env)
    years = {int(path.name[:4]) - time.gmtime().tm_year for path in place.corpus.glob("articles/*/*.jsonl*")}
    if 1 not in years:
        raise AssertionError(f"the clock was to be a year ahead, and files are from years {years}")
    return 4


def state_deleted(place: Place) -> int:
    place.crawl(kill=3)
    for path in place.corpus.glob("state.sqlite*"):
        path.unlink()
    place.crawl()
    for path in place.corpus.glob("state.sqlite*"):
        path.unlink()
    return 2


def state_flipped(place: Place) -> int:
    place.crawl()
    for times in (1, 8, 64):
        flip(place.corpus / "state.sqlite", place.dice, times)
        place.crawl("-a", "full=1")
    return 3


def shards_flipped(place: Place) -> int:
    """Bytes of articles and ledger: verify puts the lines apart, a crawl fetches them, the archive gives the cuts."""
    place.crawl("-s", f"SHARD_COMPRESSION={place.dice.choice(['none', 'gzip', 'zstd'])}")
    for room in ("articles", "removed"):
        for path in place.dice.sample(sorted(place.corpus.glob(f"{room}/**/*.jsonl*")), 2):
            flip(path, place.dice, 1)
    if verify(place.corpus).sound:
        raise AssertionError("four flipped bytes were not found")
    scrapy = [sys.executable, "-m", "scrapy"]
    place.run([*scrapy, "verify", str(place.corpus), "--repair"])
    place.crawl()
    place.run([*scrapy, "reclean", "-s", f"CORPUS_DIR={place.corpus}", "--workers", "0"])
    return 4


def archive_flipped(place: Place) -> int:
    """A byte of what was fetched: it cannot be made again, but it is found, and no article suffers."""
    place.crawl()
    (path,) = place.corpus.glob("archive/**/*.warc.gz")
    whole = path.read_bytes()
    for _ in range(5):
        flip(path, place.dice, 1)
        if verify(place.corpus).sound:
            raise AssertionError("a flipped byte of the archive was not found")
        path.write_bytes(whole)
    return 5


HARMS: dict[str, Harm] = {
    "a tmpfs that fills up": disk_that_fills,
    "writes that end with ENOSPC": faults("enospc"),
    "writes that end with EIO": faults("eio"),
    "short writes": faults("short"),
    "fsyncs that end with EIO": faults("fsync"),
    "writes of the state that end with EIO": faults_of_the_state,
    "two runs at once": two_at_once,
    "the clock moved by a year": clock_that_jumps,
    "state deleted": state_deleted,
    "state with flipped bytes": state_flipped,
    "shards with flipped bytes": shards_flipped,
    "archive with flipped bytes": archive_flipped,
}


def flip(path: Path, dice: random.Random, times: int) -> None:
    """Flips a bit in so many bytes of a file."""
    body = bytearray(path.read_bytes())
    for _ in range(times):
        body[dice.randrange(len(body))] ^= 1 << dice.randrange(8)
    path.write_bytes(body)


@contextmanager
def _tmpfs(folder: Path) -> Iterator[None]:
    folder.mkdir()
    try:
        _mount("-t", "tmpfs", "-o", f"size={_TMPFS}", "redline", str(folder))
    except (OSError, subprocess.CalledProcessError) as error:
        folder.rmdir()
        raise Unable("a tmpfs cannot be mounted here") from error
    try:
        yield
    finally:
        time.sleep(0.1)
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607 - our own folder


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)  # noqa: S603, S607 - our own arguments
