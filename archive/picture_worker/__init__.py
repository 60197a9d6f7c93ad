"""Reads one untrusted original in a process of its own, under hard limits.

Started by ``archive.pictures`` as ``python -m archive.picture_worker REQUEST``, where REQUEST is a
JSON object; answers with one JSON object on standard output: ``{"answer": …}``, or
``{"error": code, "params": {…}}``, where ``code`` is a key of ``archive.pictures.SENTENCES``.
Only the standard library and the decoders are imported: libvips for pixels, pdfium for pages of a
PDF, Pillow for headers. A fault in one of them finds neither settings nor a database connection.

Inside: `refusal` ← `content` (bytes), `tiff`, `pdf` ← `original` (its pages) ← `colour`, `turning`
← `facts`, `derivatives`, `tiling` ← `__main__` (the process).
"""
