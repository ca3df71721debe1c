"""Captions leave the text and stay as data: what was cut as a caption goes to the picture it stood under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from selectolax.lexbor import LexborNode

from cleaners.elements import Block
from cleaners.evidence import Marks
from cleaners.metadata.credits import split_credit
from cleaners.metadata.images import MAX_IMAGES, key, source
from cleaners.model import Image


def with_captions(
    images: Sequence[Image], blocks: Sequence[Block], marks: Marks, *, url: str
) -> tuple[Image, ...]:
    """The page's pictures, with captions and credits that were cut from its blocks where one had none.

    A caption belongs to the picture right before it. Of a caption that is printed twice the longer counts.
    """
    found = {key(image.url): image for image in images}
    for node, caption, credit in _captioned(blocks, marks):
        address = source((node.parent or node).css_first("source"), node, url)
        if address is None:
            continue
        name = key(address)
        known = found.get(name)
        if known is None and len(found) < MAX_IMAGES:
            known = Image(address)
        if known is not None:
            text, inside = known.caption or "", ""
            if caption.startswith(text):  # none yet, or the same cut short
                text, inside = split_credit(caption)
            found[name] = replace(
                known,
                caption=text or None,
                credit=known.credit or split_credit(credit)[1] or credit or inside or None,
            )
    return tuple(found.values())


def _captioned(blocks: Sequence[Block], marks: Marks) -> Iterator[tuple[LexborNode, str, str]]:
    """Each picture with blocks under it that were cut as its caption and credit: picture, caption, credit."""
    picture: LexborNode | None = None
    caption = credit = ""
    for block in blocks:
        kind = marks[block.order].kind
        if block.picture is not None or kind not in ("caption", "credit"):
            if picture is not None and (caption or credit):
                yield picture, caption, credit
            picture, caption, credit = block.picture, "", ""
        if kind == "caption" and len(block.text) > len(caption):
            caption = block.text
        elif kind == "credit":
            credit = credit or block.text
    if picture is not None and (caption or credit):
        yield picture, caption, credit
