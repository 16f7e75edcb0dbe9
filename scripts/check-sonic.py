#!/usr/bin/env python3
"""Holds files of SONiC's `config_db.json` against its YANG models, with libyang's `yanglint`.

    check-sonic.py <folder of yang-models> <file or folder> ...

The folder is `src/sonic-yang-models/yang-models` of sonic-buildimage; the templates beside it are rendered as its build does. The tables of a
file are turned into the lists of the models: the key `Ethernet0|10.0.0.0/31` is a value for each key leaf. Ends with 1 where a file does not
hold, with 2 where the check cannot run.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = re.compile(r'namespace\s+"([^"]+)"')
NODE = re.compile(r"^(?P<indent>[ |]*)\+--(?:rw|ro|--)? ?(?P<name>[^\s?*!]+)(?P<mark>[?*!]?)\s*(?:\[(?P<keys>[^\]]*)\])?\s*(?P<rest>.*)$")


class Node:
    """A node of a model: a container, a list with its keys, or a leaf."""

    def __init__(self, name, keys=None, is_list=False):
        self.name = name
        self.keys = keys or []
        self.is_list = is_list
        self.children = {}


def render_templates(models, folder):
    """The branch that SONiC's own configuration manager takes: all that is not `cvl`."""
    for template in sorted((models.parent / "yang-templates").glob("*.yang.j2")):
        text = re.sub(
            r'\s*{% if yang_model_type == "cvl" %}.*?{% else %}(.*?)\s*{% endif %}',
            lambda match: match.group(1),
            template.read_text(),
            flags=re.S,
        )
        (folder / template.name[: -len(".j2")]).write_text(text)


def read_trees(text):
    """Top-level nodes of each module, from `yanglint -f tree`."""
    modules, stack = {}, []
    for line in text.splitlines():
        if line.startswith("module: "):
            root = Node(line[len("module: ") :].strip())
            modules[root.name] = root
            stack = [(-1, root)]
            continue
        match = NODE.match(line)
        if match is None or not stack or re.match(r"\s+(augment|notifications|rpcs|grouping)", line):
            continue
        name = match["name"]
        # Nodes of a choice stand in its parent; its own lines and those of its cases do not appear in data.
        is_choice = name.startswith("(") or name.startswith(":(")
        indent = len(match["indent"])
        while stack[-1][0] >= indent:
            stack.pop()
        parent = stack[-1][1]
        if is_choice:
            stack.append((indent, parent))
            continue
        node = Node(name, (match["keys"] or "").split(), match["mark"] == "*")
        parent.children[name] = node
        stack.append((indent, node))
    return modules


class Unknown(Exception):
    """What a file holds and the models do not."""


def leaf(name, value, node):
    if isinstance(value, dict):
        raise Unknown(f"'{name}' holds members")
    values = value if isinstance(value, list) else str(value).split(",") if node.is_list else [value]
    return "".join(f"<{name}>{escape(str(one))}</{name}>" for one in values)


def members(node, entry, path):
    out = []
    for name, value in entry.items():
        child = node.children.get(name)
        if child is None:
            raise Unknown(f"{path}: there is no '{name}'")
        out.append(leaf(name, value, child))
    return "".join(out)


def list_entry(lists, key, entry, path):
    parts = key.split("|")
    # A key that holds the separator itself (an IPv6 address does not) would need more; lists of one table differ in the number of keys.
    fitting = [one for one in lists if len(one.keys) == len(parts)]
    if not fitting:
        raise Unknown(f"{path}: no list has {len(parts)} keys")
    problems = []
    for one in fitting:
        keys = "".join(f"<{name}>{escape(part)}</{name}>" for name, part in zip(one.keys, parts))
        inner = [child for child in one.children.values() if child.keys]
        try:
            if inner and not any(name in one.children for name in entry):
                # A map, such as DSCP to traffic class: a list in a list, whose other leaf is the value.
                [pairs] = inner
                [value_leaf] = [name for name in pairs.children if name not in pairs.keys]
                body = "".join(
                    f"<{pairs.name}><{pairs.keys[0]}>{escape(left)}</{pairs.keys[0]}>"
                    f"<{value_leaf}>{escape(str(right))}</{value_leaf}></{pairs.name}>"
                    for left, right in entry.items()
                )
            else:
                body = members(one, entry, path)
        except Unknown as problem:
            problems.append(problem)
            continue
        return f"<{one.name}>{keys}{body}</{one.name}>"
    raise problems[0]


def to_xml(config, tables, namespaces):
    """One element a module, with all its tables."""
    by_module = {}
    for table, entries in config.items():
        if table not in tables:
            raise Unknown(f"no model has the table '{table}'")
        module, node = tables[table]
        lists = [child for child in node.children.values() if child.keys]
        body = []
        for key, entry in entries.items():
            path = f"{table}|{key}"
            if key in node.children and not node.children[key].keys:
                body.append(f"<{key}>{members(node.children[key], entry, path)}</{key}>")
            else:
                body.append(list_entry(lists, key, entry, path))
        by_module.setdefault(module, []).append(f"<{table}>{''.join(body)}</{table}>")
    return "".join(
        f"<{module} xmlns={quoteattr(namespaces[module])}>{''.join(parts)}</{module}>" for module, parts in by_module.items()
    )


def files_of(arguments):
    for argument in map(Path, arguments):
        if argument.is_dir():
            yield from sorted(argument.rglob("*.json"))
        else:
            yield argument


def main(arguments):
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    models = Path(arguments[0])
    files = list(files_of(arguments[1:]))
    if not (models / "sonic-port.yang").is_file() or not files:
        print(f"'{models}' holds no models of SONiC, or there is no file to check", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        render_templates(models, folder)
        # Models of events describe what a switch says, not how it is configured.
        own = [path for path in sorted(models.glob("*.yang")) if not path.name.startswith("sonic-events")]
        sources = own + sorted(folder.glob("*.yang"))
        base = ["yanglint", "-Q", "-i", "-p", str(folder), "-p", str(models)]
        tree = subprocess.run([*base, "-f", "tree", *map(str, sources)], capture_output=True, text=True, check=False)
        if tree.returncode != 0:
            print(tree.stderr, file=sys.stderr)
            return 2
        modules = read_trees(tree.stdout)
        namespaces = {path.stem: NAMESPACE.search(path.read_text())[1] for path in sources}
        tables = {
            table: (module.name, node)
            for module in modules.values()
            for top in module.children.values()
            if top.name == module.name
            for table, node in top.children.items()
        }
        problems = {}
        data = []
        for number, path in enumerate(files):
            try:
                xml = to_xml(json.loads(path.read_text()), tables, namespaces)
            except (Unknown, ValueError) as problem:
                problems[path] = [str(problem)]
                continue
            data.append((path, folder / f"{number}.xml"))
            data[-1][1].write_text(xml)
        lint = [*base, *map(str, sources), "-t", "config"]
        # All at once, for loading the models takes most of the time; one by one only to say which does not hold.
        if data and faults(lint, [file for _, file in data]):
            for path, file in data:
                found = faults(lint, [file])
                if found:
                    problems[path] = found
        for path, found in problems.items():
            print(f"{path}:\n  " + "\n  ".join(found))
        print(f"{len(files) - len(problems)} of {len(files)} files hold against the YANG models of SONiC")
        return 1 if problems else 0


def faults(lint, files):
    result = subprocess.run([*lint, *map(str, files)], capture_output=True, text=True, check=False)
    if result.returncode == 0:
        return []
    return [line for line in result.stderr.splitlines() if "err" in line.lower()] or [result.stderr.strip()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
