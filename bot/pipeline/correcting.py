"""Corrections of shows by the people who run the bot: from the names they type to what follows."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.errors import CorrectionRefused
from bot.model import Show, ShowId, StoryId
from bot.pipeline.corrected import CorrectedShows
from bot.shows.choose import Context
from bot.shows.match import new_show
from bot.shows.names import fold
from bot.storage import correcting, corrections, stories
from bot.storage.connection import AsyncConnection
from bot.storage.correcting import Moved, Signature
from bot.storage.corrections import Act
from bot.storage.engine import Storage

MOST_GUESSES = 3
MAX_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What a correction did, or would do.

    Attributes:
        before: the show as it was.
        show: as it is now.
        other: the show that was merged into it or split from it.
        name: the new title or name.
        moved: how much goes from one to the other.
    """

    act: Act
    before: Show
    show: Show
    other: Show | None = None
    name: str = ""
    moved: Moved


class Corrector:
    """Merges, splits, renames and names shows.

    Each method raises `CorrectionRefused` when what is asked for makes no sense, and
    `StorageError` when nothing could be stored; then nothing has changed. With `dry` everything
    is tried and undone, so that what it says is what would happen.
    """

    def __init__(
        self,
        *,
        storage: Storage,
        shows: CorrectedShows,
        now: Callable[[], datetime],
        edit_age: timedelta,
    ) -> None:
        self._storage = storage
        self._shows = shows
        self._now = now
        self._edit_age = edit_age

    async def merge(self, kept: str, gone: str, *, told_by: str, dry: bool = False) -> Corrected:
        """Let the show `gone` become part of the show `kept`."""

        async def act(conn: AsyncConnection) -> Corrected:
            one, other = self._meant(kept), self._meant(gone)
            if one.id == other.id:
                raise CorrectionRefused("same", show=one.title)
            moved = await correcting.merge(
                conn, kept=one, gone=other, signature=self._signed(told_by)
            )
            return Corrected(act=Act.MERGED, before=one, show=one, other=other, moved=moved)

        return await self._do(act, dry=dry)

    async def split(
        self,
        show: str,
        name: str,
        *,
        told_by: str,
        story_ids: Collection[str] = (),
        dry: bool = False,
    ) -> Corrected:
        """Let a name of a show, or a show that was merged into it, be a show of its own."""

        async def act(conn: AsyncConnection) -> Corrected:
            one = self._meant(show)
            other = await self._part_of(conn, one, name)
            ids = [StoryId(id_) for id_ in story_ids]
            known = await stories.get(conn, ids)
            for id_ in ids:
                if id_ not in known or known[id_].show_id != one.id:
                    raise CorrectionRefused("no_such_story", story=id_, show=one.title)
            moved = await correcting.split(
                conn,
                show=one,
                other=other,
                name=name,
                story_ids=ids,
                signature=self._signed(told_by),
            )
            return Corrected(
                act=Act.SPLIT, before=one, show=one, other=other, name=name, moved=moved
            )

        return await self._do(act, dry=dry)

    async def rename(self, show: str, title: str, *, told_by: str, dry: bool = False) -> Corrected:
        """Show a show to people under another title."""

        async def act(conn: AsyncConnection) -> Corrected:
            one, name = self._meant(show), _clean(title)
            if name == one.title:
                raise CorrectionRefused("called_so", show=one.title)
            self._free(name, but=one)
            moved = await correcting.rename(
                conn, show=one, title=name, signature=self._signed(told_by)
            )
            return Corrected(act=Act.RENAMED, before=one, show=one, name=name, moved=moved)

        return await self._do(act, dry=dry)

    async def add_name(self, show: str, name: str, *, told_by: str, dry: bool = False) -> Corrected:
        """Let news that uses this name be news of the show."""

        async def act(conn: AsyncConnection) -> Corrected:
            one, new = self._meant(show), _clean(name)
            if any(fold(new) == fold(each) for each in one.names):
                raise CorrectionRefused("called_so", show=one.title)
            self._free(new, but=one)
            moved = await correcting.add_name(
                conn, show=one, name=new, signature=self._signed(told_by)
            )
            return Corrected(act=Act.NAMED, before=one, show=one, name=new, moved=moved)

        return await self._do(act, dry=dry)

    async def _do(
        self, act: Callable[[AsyncConnection], Awaitable[Corrected]], *, dry: bool
    ) -> Corrected:
        async with self._storage.write() as conn:
            await corrections.begin(conn)
            await self._shows.catch_up(conn)
            done = await act(conn)
            if dry:
                await conn.rollback()
        if dry:
            return done
        async with self._storage.read() as conn:
            await self._shows.catch_up(conn)
        return replace(done, show=self._shows.index.get(done.show.id) or done.show)

    def _meant(self, typed: str) -> Show:
        """Return the one show that an id or a name means."""
        index = self._shows.index
        if found := index.get(ShowId(typed.strip())):
            return found
        named = index.named(typed)
        if len(named) == 1:
            return named[0]
        if named:
            raise CorrectionRefused("ambiguous", name=typed, shows=_listed(named))
        if guesses := index.search(typed, limit=MOST_GUESSES):
            raise CorrectionRefused("unknown_near", name=typed, shows=_listed(guesses))
        raise CorrectionRefused("unknown", name=typed)

    async def _part_of(self, conn: AsyncConnection, show: Show, name: str) -> Show:
        """Return the show that a part of a show is or was: one merged into it, or a new one."""
        for id_ in reversed((await corrections.family(conn, show.id))[1:]):
            merge = await corrections.merge_of(conn, id_)
            other = merge.other if merge else None
            if other and (name == id_ or any(fold(name) == fold(each) for each in other.names)):
                return other
        if all(fold(name) != fold(each) for each in show.names):
            raise CorrectionRefused("not_its_name", name=name, show=show.title)
        if all(fold(name) == fold(each) for each in show.names):
            raise CorrectionRefused("only_name", show=show.title)
        if fold(name) == fold(show.title):
            raise CorrectionRefused("its_title", show=show.title)
        return new_show(name, Context())

    def _free(self, name: str, *, but: Show) -> None:
        """Refuse a name that another show has: two shows of one name are told apart by guessing."""
        others = [each for each in self._shows.index.named(name) if each.id != but.id]
        if others:
            raise CorrectionRefused("taken", name=name, shows=_listed(others))

    def _signed(self, told_by: str) -> Signature:
        now = self._now()
        return Signature(told_by=told_by, now=now, edit_since=now - self._edit_age)


def _clean(name: str) -> str:
    words = " ".join(name.split())
    if not any(character.isalnum() for character in words) or len(words) > MAX_NAME:
        raise CorrectionRefused("no_name", name=words[:MAX_NAME])
    return words


def _listed(shows: Collection[Show]) -> str:
    return ", ".join(f"{show.title} ({show.id})" for show in shows)
