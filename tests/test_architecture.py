"""The house: imports point down, modules are small and say their duty, heavy libraries load where they are used."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import vqr_check

ROOT = Path(vqr_check.__file__).parent
LAYERS = (
    "cli",
    "reporters",
    "examples",
    "many",
    "engine",
    "memory",
    "config",
    "findings",
    "relations",
    "claims",
    "quantities",
    "document",
    "packs",
    "slips",
    "arithmetic",
    "model",
    "plain",
    "record",
)
FACE = ("__init__", "__main__")  # stand above everything
HIGHEST = 400  # lines of a module, beyond which it needs a reason here
LONG: dict[str, str] = {}
OOXML = {"docx", "lxml", "zipfile"}
KNOWS_OOXML = ("document",)  # reading, and writing comments into a copy
HEAVY = ("docx", "jieba", "pint", "rich")


def name_of(path: Path) -> str:
    """document/reader.py → document.reader; a room's __init__ has the room's name."""
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(ROOT.rglob("*.py"))}
every_module = pytest.mark.parametrize("name", MODULES)


def tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text("utf-8"))


def imports(name: str) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it the import stands."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: imports are absolute"
            assert node.module is not None
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_room_has_its_layer() -> None:
    assert {name.split(".")[0] for name in MODULES} - set(FACE) <= set(LAYERS)


@every_module
def test_imports_point_down(name: str) -> None:
    room = name.split(".")[0]
    rank = -1 if room in FACE else LAYERS.index(room)
    for imported in imports(name):
        package, _, rest = imported.partition(".")
        if package != "vqr_check" or rest == "__version__":
            continue
        target = rest.split(".")[0]
        assert target in LAYERS, f"{name} imports {imported}"
        assert target == room or LAYERS.index(target) > rank, f"{name} imports {imported}, which stands above it"


@every_module
def test_a_module_says_its_duty_in_one_sentence(name: str) -> None:
    doc = ast.get_docstring(tree(name))
    assert doc, f"{name} has no docstring"
    assert doc.split("\n\n")[0].endswith((".", "。")), f"{name}: the first paragraph is no sentence"


def public(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield prefix + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body, f"{prefix}{node.name}.")


@every_module
def test_public_names_are_documented(name: str) -> None:
    bare = [called for called, node in public(tree(name).body) if not ast.get_docstring(node)]
    assert not bare, f"{name}: no docstring on {', '.join(bare)}"


@every_module
def test_a_module_stays_small(name: str) -> None:
    lines = len(MODULES[name].read_text("utf-8").splitlines())
    assert lines <= HIGHEST or name in LONG, f"{name} has {lines} lines: think again, or give the reason in LONG"


@pytest.mark.parametrize("name", [name for name in MODULES if not name.startswith("reporters")])  # they draw, too
def test_numbers_are_decimals(name: str) -> None:
    for node in ast.walk(tree(name)):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
        call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
        found = literal or call
        assert not found, f"{name}, line {getattr(node, 'lineno', 0)}: a float"


@every_module
def test_only_the_document_room_and_the_writers_know_ooxml(name: str) -> None:
    if not name.startswith(KNOWS_OOXML):
        assert not OOXML & {imported.split(".")[0] for imported in imports(name)}


@every_module
def test_nothing_reaches_for_the_network(name: str) -> None:
    nets = {"socket", "http", "urllib", "ssl", "ftplib", "smtplib", "requests", "httpx"}
    reached = {imported for imported in imports(name) if imported.split(".")[0] in nets}
    assert not {imported for imported in reached if not imported.startswith("urllib.parse")}


@pytest.mark.parametrize("room", ["model", "arithmetic", "slips"])
def test_the_ground_knows_no_chinese(room: str) -> None:
    if room not in MODULES:
        pytest.skip("no such module")
    module = tree(room)
    docs = {id(n.value) for n in ast.walk(module) if isinstance(n, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            assert not any("\u4e00" <= char <= "\u9fff" for char in node.value), node.value


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = f"import sys, vqr_check.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_is_typed() -> None:
    assert (ROOT / "py.typed").is_file()
