"""A made-up story, and what readers say below it."""

from __future__ import annotations

STORY = (
    "The harbor board must return the ferry bell it took from the pier, an appeals court ruled on Friday.",
    "“A bell belongs to those who are woken by it,” Judge Alba Reyes read to the courtroom from nine pages.",
    "The board’s lawyers had argued for two years that the bell was abandoned and its rope was a danger.",
    "The board has thirty days to appeal, and its chairman said that it would decide at its meeting next week.",
)
REMARKS = (
    (
        "Marta K.",
        "27 May 2026 at 10:14",
        "About time! I woke to that bell for thirty years and I want it back.",
        12,
    ),
    (
        "anglerfan77",
        "May 27, 2026",
        "So we pay for lawyers twice. Typical of this board, if you ask me at all.",
        4,
    ),
    ("Oren W", "2 days ago", "What a waste of a court’s time, honestly. It is a bell.", -3),
)


def page(below: str) -> str:
    """A page whose story shares its element with what is below it."""
    story = "".join(f"<p>{text}</p>" for text in STORY)
    return (
        f"<title>The bell of the pier</title><article><h1>The bell of the pier</h1>{story}{below}</article>"
    )
