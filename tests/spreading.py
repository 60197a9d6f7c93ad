"""How the suite is spread over processes (``pytest -n``): each file stays together, as fixtures of
a module are made once; so does the whole package of the browser, which has one running site."""

from xdist.scheduler import LoadFileScheduling

TOGETHER = "tests/browser"


class ByFile(LoadFileScheduling):
    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return TOGETHER if file.startswith(f"{TOGETHER}/") else file
