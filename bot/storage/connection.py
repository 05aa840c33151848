"""The open view or transaction that every statement of `bot.storage` takes.

Those who hold one for several statements name its type from here: SQL has one place.
"""

from sqlalchemy.ext.asyncio import AsyncConnection

__all__ = ["AsyncConnection"]
