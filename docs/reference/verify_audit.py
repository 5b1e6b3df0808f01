#!/usr/bin/env python3
"""Checks a sealed audit log from outside, without any of the code that makes it.

    verify_audit.py https://city.example/audit --key "NAME+ID+KEY" --checkpoint kept.txt --keep kept.txt
    verify_audit.py FOLDER --key ... --entry 17
    verify_audit.py --proof proof.json --key ...
    verify_audit.py --proof consistency.json --key ... --checkpoint kept.txt

SOURCE is the address of a log, or a folder with the same files. Everything is fetched and made anew: the hash of every
entry, every tile, the root, and the signature on it. With a kept checkpoint it is proven that nothing before it was
changed, taken out, put in or moved. It ends with 0 and a line that begins with "good", with 1 and one that begins with
"bad", or with 2 when it could not look. Python 3.8 or later, and nothing besides its standard library.

The form is described in audit.md.
"""

import argparse
import base64
import hashlib
import http.client
import json
import os
import sys
import urllib.error
import urllib.request

WIDTH = 256


class Bad(Exception):
    """The log is not what it should be."""


class Away(Exception):
    """It cannot be looked at."""


# --- Ed25519 (RFC 8032, section 5.1): checking a signature, and nothing that a secret goes through.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def point_add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_times(factor, p):
    q = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            q = point_add(q, p)
        p = point_add(p, p)
        factor >>= 1
    return q


def point_read(encoded):
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


def same_point(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


BASE = point_read((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(key, message, signature):
    """Whether this is the key's signature of the message."""
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r = point_read(key), point_read(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    return same_point(point_times(s, BASE), point_add(r, point_times(h, a)))


# --- Keys and checkpoints (C2SP signed-note and tlog-checkpoint).


class Key:
    """A verifier key: NAME+ID+KEY."""

    def __init__(self, text):
        self.text = text.strip()
        try:
            self.name, name_id, key = self.text.split("+", 2)
            self.id, algorithm_and_key = bytes.fromhex(name_id), base64.b64decode(key, validate=True)
        except ValueError:
            raise Bad("%r is no key, which is written NAME+ID+KEY" % text.strip()) from None
        made = hashlib.sha256(self.name.encode() + b"\n" + algorithm_and_key).digest()[:4]
        if algorithm_and_key[:1] != b"\x01" or len(algorithm_and_key) != 33 or made != self.id:
            raise Bad("%r is no Ed25519 key, or its id is not its own" % text.strip())
        self.key = algorithm_and_key[1:]


class Checkpoint:
    """A name, a size, a root, and signatures under an empty line."""

    def __init__(self, note, where):
        try:
            text, signatures = note.decode().rsplit("\n\n", 1)
            self.origin, size, root = text.split("\n")[:3]
            self.size, self.root = int(size), base64.b64decode(root, validate=True)
        except ValueError:
            raise Bad("%s is no signed checkpoint" % where) from None
        if str(self.size) != size or len(self.root) != 32 or not note.endswith(b"\n"):
            raise Bad("%s is no signed checkpoint" % where)
        self.text, self.signatures, self.where = (text + "\n").encode(), signatures, where

    def check(self, keys):
        for line in self.signatures.splitlines():
            parts = line.split(" ")
            if len(parts) != 3 or parts[0] != "\u2014":
                continue
            try:
                signature = base64.b64decode(parts[2], validate=True)
            except ValueError:
                continue
            for key in keys:
                if (key.name, key.id) == (parts[1], signature[:4]) and key.name == self.origin:
                    if signed(key.key, self.text, signature[4:]):
                        return
        raise Bad("%s is not signed by the log's key" % self.where)


# --- The tree (RFC 6962, section 2.1).


def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(hashes):
    """The root over a list of hashes."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << ((len(hashes) - 1).bit_length() - 1)
    return node_hash(root_of(hashes[:split]), root_of(hashes[split:]))


def path_of(number, hashes):
    """The inclusion proof of an entry (section 2.1.1)."""
    if len(hashes) < 2:
        return []
    split = 1 << ((len(hashes) - 1).bit_length() - 1)
    if number < split:
        return path_of(number, hashes[:split]) + [root_of(hashes[split:])]
    return path_of(number - split, hashes[split:]) + [root_of(hashes[:split])]


def root_by_path(number, size, root, path):
    """The root that an inclusion proof leads to (RFC 9162, section 2.1.3.2)."""
    if number >= size:
        return None
    last = size - 1
    for part in path:
        if last == 0:
            return None
        if number & 1 or number == last:
            root = node_hash(part, root)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            root = node_hash(root, part)
        number, last = number >> 1, last >> 1
    return root if last == 0 else None


def roots_by_path(old, new, old_root, path):
    """The roots of both sizes that a consistency proof leads to (RFC 9162, section 2.1.4.2), whose old one is known."""
    if not 0 < old < new:
        return None
    path = list(path)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return None
    number, last = old - 1, new - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    before = after = path[0]
    for part in path[1:]:
        if last == 0:
            return None
        if number & 1 or number == last:
            before, after = node_hash(part, before), node_hash(part, after)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            after = node_hash(after, part)
        number, last = number >> 1, last >> 1
    return (before, after) if last == 0 else None


# --- The log as it is served (C2SP tlog-tiles).


def tile_path(level, position, width):
    elements = ["%03d" % (position % 1000)]
    while position >= 1000:
        position //= 1000
        elements.insert(0, "x%03d" % (position % 1000))
    partial = "" if width == WIDTH else ".p/%d" % width
    return "tile/%s/%s%s" % (level, "/".join(elements), partial)


def one_of(first, last):
    return "entry %d" % first if first == last else "entry %d or one of the next up to %d" % (first, last)


class Source:
    """A log at an address, or in a folder."""

    def __init__(self, place):
        self.place = place.rstrip("/")
        self.remote = place.startswith(("http://", "https://"))

    def read(self, path):
        try:
            if self.remote:
                with urllib.request.urlopen(self.place + "/" + path, timeout=60) as answer:
                    return answer.read()
            with open(os.path.join(self.place, *path.split("/")), "rb") as file:
                return file.read()
        except urllib.error.HTTPError as error:
            if error.code == 404:
                raise Bad("%s is missing" % path) from None
            raise Away("%s/%s: %s" % (self.place, path, error)) from None
        except FileNotFoundError:
            raise Bad("%s is missing" % path) from None
        except http.client.IncompleteRead as error:
            told = "the answer broke off after %d bytes" % len(error.partial)
            raise Away("%s/%s: %s" % (self.place, path, told)) from None
        except (OSError, http.client.HTTPException) as error:
            raise Away("%s/%s: %s" % (self.place, path, str(error).strip() or repr(error))) from None

    def part(self, path, first, count):
        """What is about so many entries, from the first on."""
        try:
            return self.read(path)
        except Bad as bad:
            raise Bad("%s: %s" % (one_of(first, first + count - 1), bad)) from None

    def tiles(self, level, count):
        """The hashes of a level that has so many."""
        hashes = []
        for position in range((count + WIDTH - 1) // WIDTH):
            width = min(WIDTH, count - position * WIDTH)
            path, first = tile_path(level, position, width), position * WIDTH ** (level + 1)
            tile = self.part(path, first, width * WIDTH**level)
            if len(tile) != 32 * width:
                raise Bad("%s has %d bytes and not %d" % (path, len(tile), 32 * width))
            hashes += [tile[at : at + 32] for at in range(0, len(tile), 32)]
        return hashes

    def entries(self, size):
        """The sealed forms, one by one."""
        for position in range((size + WIDTH - 1) // WIDTH):
            width = min(WIDTH, size - position * WIDTH)
            path = tile_path("entries", position, width)
            bundle, at = self.part(path, position * WIDTH, width), 0
            for number in range(width):
                length = int.from_bytes(bundle[at : at + 2], "big")
                entry = bundle[at + 2 : at + 2 + length]
                at += 2 + length
                if at > len(bundle):
                    raise Bad("entry %d: %s ends early" % (position * WIDTH + number, path))
                yield entry
            if at != len(bundle):
                raise Bad("%s is longer than its entries" % path)


def check_tiles(source, leaves):
    """Every level above the hashes of all entries, made anew from the one below."""
    below, level = leaves, 1
    while len(below) >= WIDTH:
        count = len(below) // WIDTH
        above = source.tiles(level, count)
        for at in range(count):
            if root_of(below[at * WIDTH : (at + 1) * WIDTH]) != above[at]:
                span = WIDTH**level
                which = one_of(at * span, (at + 1) * span - 1)
                raise Bad("%s: the tiles above do not agree, level %d" % (which, level))
        below, level = above, level + 1


def check_entries(source, leaves, wanted):
    """Every entry against its hash; answers with the one that is wanted."""
    shown, names = None, {"action", "actor", "facts", "id", "subject", "time"}
    for number, entry in enumerate(source.entries(len(leaves))):
        if leaf_hash(entry) != leaves[number]:
            raise Bad("entry %d is not the one that was sealed" % number)
        try:
            form = json.loads(entry)
        except ValueError:
            form = None
        if not isinstance(form, dict) or set(form) != names:
            raise Bad("entry %d has another form" % number)
        if number == wanted:
            shown = entry
    return shown


def check_log(arguments, source, keys):
    note = source.read("checkpoint")
    checkpoint = Checkpoint(note, "the checkpoint")
    checkpoint.check(keys)
    kept = read_kept(arguments.checkpoint, keys) if arguments.checkpoint else None
    leaves, shown = source.tiles(0, checkpoint.size), None
    if not arguments.no_entries:
        shown = check_entries(source, leaves, arguments.entry)
    check_tiles(source, leaves)
    if root_of(leaves) != checkpoint.root:
        raise Bad(rewritten(leaves, kept))
    said = ["%d entries of %s, root %s" % (checkpoint.size, checkpoint.origin, checkpoint.root.hex())]
    if kept:
        said.append(check_kept(kept, leaves))
    if arguments.entry is not None:
        if not 0 <= arguments.entry < checkpoint.size:
            raise Bad("there is no entry %d" % arguments.entry)
        path = path_of(arguments.entry, leaves)
        root = root_by_path(arguments.entry, checkpoint.size, leaves[arguments.entry], path)
        if root != checkpoint.root:
            raise Bad("entry %d is not in the log" % arguments.entry)
        said.append("entry %d is in it: %s" % (arguments.entry, (shown or b"").decode()))
    if arguments.keep:
        keep(arguments.keep, note)
    return "; ".join(said)


def keep(file, note):
    """Whole or not at all: the one of before may stand there, and it is the proof."""
    try:
        with open(file + ".new", "wb") as new:
            new.write(note)
            new.flush()
            os.fsync(new.fileno())
        os.replace(file + ".new", file)
    except OSError as error:
        raise Away("the log is good, its checkpoint is not kept: %s: %s" % (file, error.strerror)) from None


def rewritten(leaves, kept):
    """What can be told of a log that fits together, and not to the root that was signed over it."""
    first, last = 0, len(leaves) - 1
    if kept and kept.size <= len(leaves):
        if root_of(leaves[: kept.size]) == kept.root:
            first = kept.size
        else:
            last = kept.size - 1
    if first > last:
        return "the root that was signed is not that of its %d entries" % len(leaves)
    return "%s is not the one that was signed: the root over all is another" % one_of(first, last)


def read_kept(file, keys):
    try:
        with open(file, "rb") as kept:
            kept = Checkpoint(kept.read(), "the kept checkpoint")
    except OSError as error:
        raise Away("%s: %s" % (file, error.strerror)) from None
    kept.check(keys)
    return kept


def check_kept(kept, leaves):
    if kept.size > len(leaves):
        raise Bad(
            "entry %d is missing: the log was cut, the kept checkpoint has %d entries"
            % (len(leaves), kept.size)
        )
    if root_of(leaves[: kept.size]) != kept.root:
        raise Bad(
            "%s is another than it was: the kept checkpoint of %d entries has another root"
            % (one_of(0, max(kept.size - 1, 0)), kept.size)
        )
    return "the kept checkpoint of %d entries still holds" % kept.size


def check_proof(file, keys, kept):
    """A proof that somebody was given: of an entry, or that a log begins with an older one."""
    try:
        with open(file, "rb") as given:
            proof = json.load(given)
        path = [bytes.fromhex(part) for part in proof["proof"]]
        if "from" in proof:
            sizes, note = (proof["from"], proof["to"]), proof.get("checkpoint")
            if any(type(size) is not int or size < 0 for size in sizes):
                raise ValueError
            return check_consistency(sizes, path, note and note.encode(), keys, kept)
        number, size = proof["number"], proof["size"]
        entry, note = proof["entry"].encode(), proof["checkpoint"].encode()
        if type(number) is not int or type(size) is not int or number < 0:
            raise ValueError
    except OSError as error:
        raise Away("%s: %s" % (file, error.strerror)) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Bad("%s is no proof" % file) from None
    checkpoint = Checkpoint(note, "the checkpoint of the proof")
    checkpoint.check(keys)
    root = root_by_path(number, size, leaf_hash(entry), path)
    if size != checkpoint.size or root != checkpoint.root:
        raise Bad("the proof does not lead to the root that was signed")
    return "entry %d is among the %d of %s: %s" % (number, size, checkpoint.origin, entry.decode())


def check_consistency(sizes, path, note, keys, kept):
    """That the log of the later size begins with the earlier one: the roots of both were signed, so both are needed."""
    (old, new) = sizes
    if not kept:
        raise Away("a proof of consistency is checked with a kept checkpoint of %d entries: --checkpoint" % old)
    if not note:
        raise Away("the proof is of two sizes and has no checkpoint: ask for it without to=")
    kept, checkpoint = read_kept(kept, keys), Checkpoint(note, "the checkpoint of the proof")
    checkpoint.check(keys)
    if old != kept.size or new != checkpoint.size or kept.origin != checkpoint.origin:
        raise Bad(
            "the proof is of %d and %d entries, the checkpoints of %d and %d"
            % (old, new, kept.size, checkpoint.size)
        )
    if old == 0:
        roots = (hashlib.sha256(b"").digest(), checkpoint.root) if not path else None
    elif old == new:
        roots = (checkpoint.root, checkpoint.root) if not path else None
    else:
        roots = roots_by_path(old, new, kept.root, path)
    if roots != (kept.root, checkpoint.root):
        raise Bad("the proof does not lead from the kept root to the one that was signed")
    return "the %d entries of %s begin with the %d of the kept checkpoint" % (new, kept.origin, old)


def main():
    parser = argparse.ArgumentParser(description="Checks a sealed audit log from outside.")
    parser.add_argument("source", nargs="?", help="the address of a log, or a folder with its files")
    parser.add_argument("--key", action="append", help="the log's public key, NAME+ID+KEY; may be repeated")
    parser.add_argument("--checkpoint", metavar="FILE", help="a checkpoint that was kept earlier")
    parser.add_argument("--keep", metavar="FILE", help="keep the checkpoint here when all is good")
    parser.add_argument("--entry", type=int, metavar="N", help="show entry N and prove that it is in the log")
    parser.add_argument("--no-entries", action="store_true", help="check the tiles alone, not what they are made of")
    parser.add_argument("--proof", metavar="FILE", help="check a proof that the site gave out, without the site; one of consistency with --checkpoint")
    arguments = parser.parse_args()
    if not arguments.source and not (arguments.proof and arguments.key):
        parser.error("name a log, or a proof and a key")
    try:
        source, told = Source(arguments.source or ""), ""
        if arguments.key:
            keys = [Key(key) for key in arguments.key]
        else:
            keys = [Key(line) for line in source.read("key").decode("utf-8", "backslashreplace").splitlines()]
            if not keys:
                raise Bad("the log has no key")
            told = "; its key was taken on its own word: compare %s" % keys[0].text
        if arguments.proof:
            said = check_proof(arguments.proof, keys, arguments.checkpoint)
        else:
            said = check_log(arguments, source, keys)
        print("good: %s%s" % (said, told))
        return 0
    except Bad as bad:
        print("bad: %s" % bad)
        return 1
    except Away as away:
        print("away: %s" % away, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
