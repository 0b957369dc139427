"""Writes rpmdb.sqlite beside this file: a database of packages as rpm keeps it, with headers of a few tags."""

import pathlib
import sqlite3
import struct

INT32, STRING = 4, 6


def header(name, version, release, source, epoch=None, filler=0):
    tags = [(1000, STRING, name), (1001, STRING, version), (1002, STRING, release)]
    if epoch is not None:
        tags.append((1003, INT32, epoch))
    tags += [(1005, STRING, "x" * filler), (1044, STRING, source)]
    index, data = b"", b""
    for tag, kind, value in tags:
        if kind == INT32:
            data += bytes(-len(data) % 4)
        index += struct.pack(">IIII", tag, kind, len(data), 1)
        data += struct.pack(">I", value) if kind == INT32 else value.encode() + b"\0"
    return struct.pack(">II", len(tags), len(data)) + index + data


def main():
    path = pathlib.Path(__file__).with_name("rpmdb.sqlite")
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.execute("PRAGMA page_size = 1024")
    database.execute("CREATE TABLE Packages (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)")
    database.execute("CREATE TABLE Name (key TEXT NOT NULL, hnum INTEGER NOT NULL, idx INTEGER NOT NULL)")
    rows = [header("openssl-libs", "3.0.7", "24.el9", "openssl-3.0.7-24.el9.src.rpm", epoch=1, filler=9000),
            header("bash", "5.1.8", "6.el9_1", "bash-5.1.8-6.el9_1.src.rpm"),
            header("gpg-pubkey", "fd431d51", "4ae0493b", "(none)")]
    rows += [header(f"filler{number}", "1.0", "1.el9", f"filler{number}-1.0-1.el9.src.rpm", filler=200)
             for number in range(60)]
    database.executemany("INSERT INTO Packages (blob) VALUES (?)", [(row,) for row in rows])
    database.commit()
    database.close()


main()
