"""What must not stand in a log: the keys in the addresses of previews."""

import logging
import re

KEY = re.compile(r"(/preview/)(?!working-copy/)[^/\s\"']+")


class WithoutKeys(logging.Filter):
    """Writes ``/preview/…/`` for an address that would open the preview to whoever reads it."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if "/preview/" in message:
            record.msg, record.args = KEY.sub(r"\1…", message), ()
        return True
