"""The block models that `make bench` judges: each page is cleaned by one that has seen no page of its site.

`make train` makes one for each fold of registrable domains. The bundled model learned from all pages, so
what it makes of them says nothing, and is never shown.

    python benchmarks/folds.py [FOLDER]

Exit codes: 0 the models are there and fit this cleaner, 3 they have to be trained.
"""

from __future__ import annotations

import functools
import hashlib
import sys
from pathlib import Path
from typing import Any, Final

from examples import FOLDS, fold
from pages import BenchPage, DataError

from cleaners import Cleaned, clean
from cleaners.learned import BlockModel, ModelError, load, spoken
from cleaners.learned.around import Around
from cleaners.learned.features import rows
from cleaners.learned.tokens import around, names, text_tokens
from cleaners.page import read_html
from crawler.sample.site import answers

FOLDER: Final = Path(__file__).resolve().parent / "results" / "folds"

_HERE: Final = Path(__file__).resolve().parent
_SIGNED: Final = "made-of.sha256"
_TRAINING: Final = ("train.py", "examples.py", "fitting.py")
_PLACES: Final = 3  # decimals of a feature: what lies beyond differs with the processor

_in_use = {"folder": FOLDER}


def use(folder: Path) -> None:
    """Take the models from `folder`, in this process."""
    _in_use["folder"] = folder


def path(number: int, folder: Path | None = None) -> Path:
    """Where the model that has not seen fold `number` is kept."""
    return (folder or _in_use["folder"]) / f"fold-{number}.npz"


def check(folder: Path) -> None:
    """DataError where a model is missing, or does not fit the cleaner as it is now."""
    for number in range(FOLDS):
        try:
            load(path(number, folder))
        except (OSError, ModelError) as error:
            raise DataError(f"no block model for fold {number} ({error}). `make bench` trains it") from error
    try:
        before = (folder / _SIGNED).read_text("utf-8")
    except OSError:
        before = ""
    if before != sources():
        raise DataError("the block models are of another state of the code. `make bench` trains them again")


def sources() -> str:
    """Stands for all that decides what a model learns: how it is trained, and what it reads of a page, which
    is tried on the pages of the sample site. So code can be put in order without training again."""
    whole = hashlib.sha256()
    for name in _TRAINING:
        whole.update((_HERE / name).read_bytes())
    for path, answer in sorted(answers("http://sample.example").items()):
        if answer.content_type.startswith("text/html") and answer.status == 200:
            page = read_html(answer.body.decode())
            marks = spoken(page)
            table = rows(page, Around(page), marks, [(0.0, 0.0)] * len(page.blocks))
            whole.update(f"{path} {table.shape}".encode() + (table.round(_PLACES) + 0.0).tobytes())
            for block in page.blocks:
                whole.update(f"{text_tokens(block)} {[names(e) for _, e in around(block)]}\n".encode())
    return whole.hexdigest()


def sign(folder: Path) -> None:
    """Note that the models in a folder are of the code as it is now."""
    (folder / _SIGNED).write_text(sources(), "utf-8")


def digest(folder: Path | None = None) -> str:
    """Stands for the models' bytes."""
    whole = hashlib.sha256()
    for number in range(FOLDS):
        whole.update(path(number, folder).read_bytes())
    return whole.hexdigest()


def model(url: str) -> BlockModel:
    """The model that has seen no page of the registrable domain of an address."""
    return _loaded(path(_fold(url)))


# Whose fold an address is in is a matter of the benchmark, and must not count for the cleaner's time.
_fold = functools.lru_cache(maxsize=4096)(fold)


@functools.cache
def _loaded(file: Path) -> BlockModel:
    return load(file)


def cleaned(page: BenchPage, **more: Any) -> Cleaned:  # noqa: ANN401 - what else `clean` takes
    """A page cleaned by the model of its fold."""
    return clean(page.body, url=page.url, content_type=page.content_type, model=model(page.url), **more)


def main(argv: list[str]) -> int:
    try:
        check(Path(argv[0]) if argv else FOLDER)
    except DataError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
