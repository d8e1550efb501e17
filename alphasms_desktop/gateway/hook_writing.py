"""Webhooks written down by one thread: all that came meanwhile in one commit."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from alphasms_desktop.domain.errors import TroubleError
from alphasms_desktop.domain.exchange import ReceivedHook

_log = logging.getLogger(__name__)

Put = Callable[[Sequence[ReceivedHook]], object]
"""Writes webhooks; returns when they are on the disk."""


class HookWriting:
    """Has webhooks written by one thread, all that came meanwhile in one commit."""

    def __init__(self, put: Put, told: Callable[[], None]) -> None:
        self._put = put
        self._told = told
        self._waiting: list[tuple[ReceivedHook, asyncio.Future[bool]]] = []
        self._task: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, "inbox-writer")

    async def keep(self, hook: ReceivedHook) -> bool:
        """Wait until a webhook is on the disk; false where it could not be written."""
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((hook, done))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._write())
        return await done

    async def close(self) -> None:
        """Wait for what is being written."""
        if self._task is not None:
            await self._task
        self._thread.shutdown()

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = self._waiting, []
            hooks = [hook for hook, _ in batch]
            is_kept = await loop.run_in_executor(self._thread, self._write_now, hooks)
            for _, done in batch:
                if not done.done():
                    done.set_result(is_kept)

    def _write_now(self, hooks: Sequence[ReceivedHook]) -> bool:
        try:
            self._put(hooks)
        except TroubleError:
            _log.warning("webhooks could not be kept", exc_info=True)
            return False
        except Exception:
            _log.exception("a fault while webhooks were kept")
            return False
        self._told()
        return True
