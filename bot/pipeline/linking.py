"""News that gives a show another name ("formerly known as …") merges what stood under both."""

from collections.abc import Iterable

from bot.model import Show
from bot.pipeline.corrected import CorrectedShows
from bot.shows.names import fold
from bot.storage import correcting, corrections
from bot.storage.connection import AsyncConnection
from bot.storage.correcting import Signature


async def link(
    conn: AsyncConnection,
    pairs: Iterable[tuple[Show, Show]],
    *,
    shows: CorrectedShows,
    signature: Signature,
) -> None:
    """Merge shows of which the news says that they are one, in the transaction that is open.

    The catalogue's show is kept, or else the one that the new name means, and it is shown under
    the new name. Two shows of the catalogue are left alone: news alone does not prove them one.
    When the transaction is undone, `shows.doubt` must be called.

    Args:
        conn: the open transaction, which has not filed any news yet.
        pairs: each the show that the old name means and the one that the new name means; shows
            that nobody knows yet are among them.
        shows: this process's memory of shows, which is caught up.
        signature: names the outlet.
    """
    await corrections.begin(conn)
    for old, new in pairs:
        await shows.catch_up(conn)
        before = shows.index.get(old.id) or old
        after = shows.index.get(new.id) or new
        title = new.title
        if before.id == after.id or (before.known and after.known):
            continue
        kept, gone = (before, after) if before.known else (after, before)
        await correcting.merge(conn, kept=kept, gone=gone, signature=signature)
        if not kept.known and fold(kept.title) != fold(title):
            await correcting.rename(conn, show=kept, title=title, signature=signature)
    await shows.catch_up(conn)
