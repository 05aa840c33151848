"""A listening port that can be closed and opened again under the same number."""

import socket

from aiohttp import web

from tests.discord_server.sockets import abort

HOST = "127.0.0.1"


class Port:
    """One address of the server; 0 lets the kernel choose a number, which is then kept."""

    def __init__(self, number: int = 0) -> None:
        self.number = number
        self._site: web.SockSite | None = None

    async def open(self, runner: web.AppRunner) -> None:
        """Listen, unless it does already."""
        if self._site is not None:
            return
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, self.number))
        self.number = listening.getsockname()[1]
        self._site = web.SockSite(runner, listening)
        await self._site.start()

    async def close(self) -> None:
        """Refuse new connections; those that stand go on."""
        if self._site is not None:
            await self._site.stop()
            self._site = None

    def cut(self, runner: web.AppRunner) -> None:
        """Reset the connections that stand, kept-alive ones too."""
        for handler in runner.server.connections if runner.server else ():
            transport = handler.transport
            if transport is not None and transport.get_extra_info("sockname")[1] == self.number:
                abort(transport)
