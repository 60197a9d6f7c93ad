def write_epub(*a):
    return b""
