"""Reads one untrusted picture in a process of its own, under hard limits.

Started by ``archive.pictures`` as ``python -m archive.picture_worker REQUEST``, where REQUEST is a
JSON object; answers with one JSON object on standard output: ``{"answer": …}``, or
``{"error": code, "params": {…}}``, where ``code`` is a key of ``archive.pictures.SENTENCES``.
Only the standard library and Pillow are imported: it starts quickly, and a fault in a
decoder finds neither settings nor a database connection in this process.

Inside: `refusal` ← `content` (bytes) ← `picture` ← `derivatives` ← `__main__` (the process).
"""
