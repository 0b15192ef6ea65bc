"""Work in a thread of its own: the browser tests leave a running loop in the thread of the tests."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def aside(call, *arguments):
    """What the call gives, or the error that it raises, from a thread without a loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(call, *arguments).result()


def run_aside(work):
    """Run a coroutine to its end in a loop of its own."""
    return aside(asyncio.run, work)
