"""A TCP proxy before a dependency that can be slow, cut its connections and refuse new ones."""

import asyncio
import contextlib


class Proxy:
    """Passes on what comes at one port of this machine to another; what it does wrong is set while it runs."""

    def __init__(self, port: int) -> None:
        """Take the port to listen at; `target` is told once it is known."""
        self.port = port
        self.target = 0
        self.delay_seconds = 0.0
        self.connections = 0
        self.broken = 0
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def mend(self) -> None:
        """Listen again where it refused, and be quick again."""
        self.delay_seconds = 0.0
        if self._server is None:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, reuse_address=True)

    def cut(self) -> None:
        """Break every open connection, whatever is under way; new ones are taken."""
        self.broken += len(self._open) // 2  # each has two ends
        for writer in self._open:
            writer.transport.abort()
        self._open.clear()

    async def refuse(self) -> None:
        """Break every open connection and refuse new ones."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self.cut()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._open.add(writer)
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            self._open.discard(writer)
            writer.transport.abort()
            return
        self._open.add(back)
        try:
            await asyncio.gather(self._pass(reader, back), self._pass(there, writer))
        finally:
            self._open -= {writer, back}
            writer.close()
            back.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on one direction: each piece as late as is set, all in order, none held up by those before it."""
        pieces: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        sending = asyncio.create_task(self._send(pieces, writer))
        with contextlib.suppress(OSError):
            while piece := await reader.read(65_536):
                pieces.put_nowait((asyncio.get_running_loop().time() + self.delay_seconds, piece))
        pieces.put_nowait((0.0, b""))
        await sending

    async def _send(self, pieces: "asyncio.Queue[tuple[float, bytes]]", writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while (piece := await pieces.get())[1]:
                await asyncio.sleep(max(0.0, piece[0] - asyncio.get_running_loop().time()))
                writer.write(piece[1])
                await writer.drain()
            writer.write_eof()
