"""Exchange files: texts go out to the tools that translators know, and come back.

``choosing`` picks units, ``rows`` makes what is written of them, ``formats`` writes and reads
the files; ``judging`` says what a file would change and ``importing`` changes it.
"""
