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
from cleaners.learned import BlockModel, ModelError, load

FOLDER: Final = Path(__file__).resolve().parent / "results" / "folds"

_ROOT: Final = Path(__file__).resolve().parent.parent
_SOURCES: Final = "made-of.sha256"
_DECIDE: Final = (
    "benchmarks/train.py", "benchmarks/examples.py", "benchmarks/fitting.py", "cleaners/align.py",
    "cleaners/blocks.py", "cleaners/elements.py", "cleaners/lines.py", "cleaners/page.py",
    "cleaners/shallow.py", "cleaners/learned/*.py", "cleaners/evidence/captions.py",
    "cleaners/evidence/extractor.py", "cleaners/evidence/headline.py", "cleaners/evidence/widgets.py",
    "cleaners/evidence/wording/*.py",
)  # fmt: skip

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
        before = (folder / _SOURCES).read_text("utf-8")
    except OSError:
        before = ""
    if before != sources():
        raise DataError("the block models are of another state of the code. `make bench` trains them again")


def sources() -> str:
    """Stands for all that decides what a model learns: it changes when one of these files does."""
    whole = hashlib.sha256()
    for file in sorted(file for pattern in _DECIDE for file in _ROOT.glob(pattern)):
        whole.update(f"{file.relative_to(_ROOT)}\n".encode() + file.read_bytes())
    return whole.hexdigest()


def sign(folder: Path) -> None:
    """Note that the models in a folder are of the code as it is now."""
    (folder / _SOURCES).write_text(sources(), "utf-8")


def digest(folder: Path | None = None) -> str:
    """Stands for the models' bytes."""
    whole = hashlib.sha256()
    for number in range(FOLDS):
        whole.update(path(number, folder).read_bytes())
    return whole.hexdigest()


def model(url: str) -> BlockModel:
    """The model that has seen no page of the registrable domain of an address."""
    return _loaded(path(fold(url)))


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
