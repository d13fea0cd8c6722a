"""Opens a package: finds out what a file really is, inflates parts within limits and parses their XML safely."""

from __future__ import annotations

import hashlib
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from vqr_check.document.limits import MEBIBYTE, Limits
from vqr_check.document.names import STRICT, transitional
from vqr_check.document.parsing import Refusal, ascii_based, parse
from vqr_check.record import dataclass

Element = Any  # lxml ships no types

Slimmer = Callable[[bytes], bytes]  # XML that reads the same with less in it

CHUNK = 1 << 20
HEAD = 1 << 14  # bytes of a part that hold its declaration and its root's namespaces
USUAL_PREFIX = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
ORDINARY = re.compile(r"(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\.[A-Za-z0-9]+")  # a target that says what it means
MAIN_TYPES = re.compile(
    rb'PartName\s*=\s*"([^"]+)"[^>]*?ContentType\s*=\s*"[^"]*(?:document|template)\.(?:macroEnabledTemplate\.|macroEnabled\.)?main\+xml"'
)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a glance at a part's bytes says, so that walkers need not look for it everywhere."""

    hides: bool  # hidden text may occur


@dataclass(frozen=True, slots=True)
class Relationship:
    """One arrow from a part to another part or to the outside."""

    kind: str  # the last word of its type: styles, footnotes, chart…
    target: str  # a part's name, or an address when external
    external: bool


def load(source: str | Path | BinaryIO, limits: Limits) -> bytes:
    """The bytes of a file or stream, never more than the limit."""
    try:
        if isinstance(source, (str, Path)):
            path = Path(source)
            if path.is_dir():
                raise Refusal("是一个文件夹，请给出其中的 .docx 文件")
            with path.open("rb") as stream:
                data = stream.read(limits.file_bytes + 1)
        else:
            data = source.read(limits.file_bytes + 1)
    except FileNotFoundError:
        raise Refusal("找不到这个文件，请检查路径") from None
    except PermissionError:
        raise Refusal("没有读取权限，请检查文件权限或关闭正在使用它的程序") from None
    except (OSError, ValueError) as error:
        raise Refusal(f"无法打开（{error.__class__.__name__}），请检查路径和磁盘") from None
    if len(data) > limits.file_bytes:
        raise Refusal(f"超过 {limits.file_bytes // MEBIBYTE} MB 的上限；确认可信后可提高 Limits.file_bytes")
    return data


def sniff(data: bytes, name: str) -> None:
    """Refuse what is no zip package, saying what it is and how to go on."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data:
        raise Refusal("是空文件，请重新保存或重新传输")
    if Path(name).name.startswith("~$"):
        raise Refusal("是 Word 打开文件时留下的临时文件（~$），请检查同名的正式文件")
    if data.startswith(b"PK"):
        return
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refusal(_old_office(data))
    for magic, what in (
        (b"%pdf", "是 PDF 文件，请用 Word 打开并另存为 .docx，或索取原始文档"),
        (b"{\\rtf", "是 RTF 文件，请用 Word 或 WPS 打开并另存为 .docx"),
        (b"<!doctype html", "是网页（HTML）文件，请用 Word 打开并另存为 .docx"),
        (b"<html", "是网页（HTML）文件，请用 Word 打开并另存为 .docx"),
        (b"<?xml", "是单个 XML 文件，不是 .docx，请用 Word 打开并另存为 .docx"),
        (b"mime-version", "是网页存档（MHT）文件，请用 Word 打开并另存为 .docx"),
        (b"rar!", "是 RAR 压缩包，请先解压"),
        (b"7z\xbc\xaf", "是 7z 压缩包，请先解压"),
    ):
        if head.startswith(magic):
            raise Refusal(what)
    if not data.strip(b"\0"):
        raise Refusal("内容全为零字节，多半是传输或磁盘出错，请重新获取")
    raise Refusal("不是 Word 文档（.docx），请确认文件类型")


def _old_office(data: bytes) -> str:
    names = ("EncryptedPackage", "WordDocument", "Workbook", "PowerPoint Document")
    found = next((n for n in names if n.encode("utf-16-le") in data), "")
    if found == "EncryptedPackage":
        return "有打开密码（已加密），请先在 Word 中输入密码并取消密码保护"
    if found == "WordDocument":
        return "是旧版 Word 文件（.doc），请用 Word 或 WPS 打开并另存为 .docx"
    if found:
        return "是 Excel 或 PowerPoint 的旧版文件，不是 Word 文档"
    return "是旧版 Office 文件，不是 .docx，请用 Word 打开并另存为 .docx"


class Package:
    """The parts of one file; inflates each on demand and never writes, fetches or follows anything outside."""

    def __init__(self, data: bytes, name: str, limits: Limits, word: bool = True) -> None:
        """``word``: whether it must be a Word document; else it may be any Office file."""
        sniff(data, name)
        self.path = name
        self.sha256 = hashlib.sha256(data).hexdigest()
        self.limits = limits
        self.own = 0
        self.inner: list[Package] = []
        self.strict = False
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, EOFError, OSError, LookupError):
            raise Refusal("压缩包不完整或已损坏，请重新下载或请对方重新发送") from None
        if len(infos) > limits.parts:
            raise Refusal(f"含有 {len(infos)} 个部件，超过 {limits.parts} 个的上限（Limits.parts）")
        self._infos = {_clean(info.filename): info for info in infos}
        self._folded = {key.lower(): key for key in self._infos}
        self.main = self._find_main(word)

    def _find_main(self, word: bool) -> str:
        for relation in self.relationships("").values():
            if relation.kind == "officeDocument" and self.has(relation.target):
                name = self.name(relation.target)
                if word and name.startswith(("xl/", "ppt/", "visio/")):
                    raise Refusal("是 Excel、PowerPoint 或 Visio 文件，不是 Word 文档")
                return name
        types = self.bytes("[Content_Types].xml") if self.has("[Content_Types].xml") else b""
        found = MAIN_TYPES.search(types)
        for name in ([found[1].decode("utf-8", "replace")] if found else []) + ["word/document.xml"]:
            if self.has(_clean(name)):
                return self.name(_clean(name))
        if any(info.filename == "mimetype" for info in self._infos.values()):
            raise Refusal("是 OpenDocument（.odt）等格式，请另存为 .docx")
        raise Refusal("是压缩包但不是 Word 文档（没有正文部件），请确认文件类型")

    def has(self, name: str) -> bool:
        """Whether there is such a part, in whatever case its name is written."""
        return name.lower() in self._folded

    def name(self, name: str) -> str:
        """The part's name as the package writes it."""
        return self._folded[name.lower()]

    def names(self) -> tuple[str, ...]:
        """Every part's name, in the order of the package."""
        return tuple(self._infos)

    def raw(self, name: str) -> bytes:
        """A part exactly as it stands in the package, inflated within the limits."""
        info = self._infos[self.name(name)]
        if info.flag_bits & 0x1:
            raise Refusal("压缩包带有密码，请先去掉密码")
        limits, chunks, size = self.limits, [], 0
        spent = self.spent
        allowed = min(limits.part_bytes, max(limits.free_bytes, limits.ratio * info.compress_size))
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    if size > allowed or spent + size > limits.total_bytes:
                        raise Refusal(
                            f"部件 {name} 解压后过大（像压缩炸弹），已停止读取；确认可信后可提高 Limits 中的上限",
                            hostile=True,
                        )
                    chunks.append(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, LookupError, struct.error):
            raise Refusal(f"部件 {name} 已损坏，请重新下载或请对方重新发送") from None
        except (NotImplementedError, RuntimeError, ImportError):
            raise Refusal(f"部件 {name} 用了不支持的压缩或加密方式，请用 Word 重新保存") from None
        except Exception as error:  # lzma has an exception of its own and may be missing
            if error.__class__.__name__ != "LZMAError":
                raise
            raise Refusal(f"部件 {name} 已损坏，请重新下载或请对方重新发送") from None
        self.own += size
        return b"".join(chunks)

    def nested(self, name: str, word: bool = True) -> Package:
        """A package that is a part of this one; what it holds counts towards the limits of the whole."""
        data = self.raw(name)
        left = max(self.limits.total_bytes - self.spent, 0)
        inner = Package(data, name, replace(self.limits, total_bytes=left), word)
        self.inner.append(inner)
        return inner

    @property
    def spent(self) -> int:
        """How many bytes have been inflated, here and in the packages within."""
        return self.own + sum(inner.spent for inner in self.inner)

    def bytes(self, name: str) -> bytes:
        """A part's XML in an encoding based on ASCII, with the names of Transitional files."""
        data = self.raw(name)
        if STRICT in data[:HEAD]:
            self.strict = True
            data = transitional(data)
        return ascii_based(data, name)

    def tree(self, name: str) -> Element:
        """The root element of a part."""
        return parse(self.bytes(name), name)

    def surveyed(self, name: str, slimmer: Slimmer | None = None) -> tuple[Element, Particulars]:
        """The root element of a part, slimmed first where that is asked for, and what its bytes say at a glance."""
        data = self.bytes(name)
        if slimmer is not None:
            data = slimmer(data)
        return parse(data, name), survey(data)

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The arrows that leave a part ("" for the package), by id; those that lead nowhere are left out."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", base + ".rels")
        if not self.has(name):
            return {}
        try:
            root = self.tree(name)
        except Refusal:
            return {}
        found = {}
        for element in root.iter(RELATION):
            external = element.get("TargetMode") == "External"
            target = element.get("Target") or ""
            if not external:
                target = f"{folder}/{target}" if folder and ORDINARY.fullmatch(target) else resolve(folder, target)
            kind = (element.get("Type") or "").rsplit("/", 1)[-1]
            found[element.get("Id") or ""] = Relationship(kind, target, external)
        return found


def resolve(folder: str, target: str) -> str:
    """A relationship's target as a part name; one that climbs out of the package names no part."""
    try:
        path = unquote(urlsplit(target.replace("\\", "/")).path)
    except ValueError:
        return ""
    joined = path if path.startswith("/") else posixpath.join(folder, path)
    parts: list[str] = []
    for step in joined.split("/"):
        if step == "..":
            if not parts:
                return ""
            parts.pop()
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(parts)


def _clean(name: str) -> str:
    return resolve("", name) if name.endswith((".xml", ".rels")) else name.replace("\\", "/").lstrip("/")


def survey(data: bytes) -> Particulars:
    """What the bytes of a part say at a glance."""
    return Particulars(hides=b"<w:vanish" in data or USUAL_PREFIX not in data[:HEAD])
