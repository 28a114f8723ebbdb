#!/usr/bin/env python3
"""Compares `boardwright cut` with other guillotine optimisers, side by side, each plan judged by an independent validator.

    python3 benches/cutting.py [--boardwright PATH] [--sets bwmv100:1:R,real:2:R] [--peers rectpack] [--write]

The instances, the validator and the adapters of the peers are looked for in BOARDWRIGHT_BENCHMARKS (default
../shared/benchmarks beside this repository). A peer that is not installed is left out: PEER_PYTHON names the
interpreter that has rectpack, packingsolver and cutting-engine, PEER_JS the folder where guillotine-packer is installed,
PEER_RUST the built runner of the Rust peers. With --write the table replaces the section of benches/RESULTS.md between
its two markers. Ends with status 1 when a plan of ours is invalid."""
import argparse
import datetime
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
HOME = os.path.abspath(os.environ.get("BOARDWRIGHT_BENCHMARKS") or os.path.join(ROOT, "..", "shared", "benchmarks"))
BEGIN, END = "<!-- cutting: begin -->", "<!-- cutting: end -->"


def target_dir():
    return os.environ.get("CARGO_TARGET_DIR") or os.path.join(ROOT, "target")


def has_module(python, module):
    return subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode == 0


def find_peers(ours):
    """Name -> function of (instance, solution, seconds, may rotate) that gives a command line."""
    python = os.environ.get("PEER_PYTHON", sys.executable)
    adapters = os.path.join(HOME, "peers")
    turn = lambda rotate: [] if rotate else ["--no-rotate"]
    peers = {"boardwright": lambda i, s, t, r: [ours, "cut", i, "--time", f"{t}s", "--out", s] + turn(r)}
    if has_module(python, "packingsolver"):
        script = os.path.join(adapters, "python", "peers_packingsolver.py")
        peers["packingsolver, 3 stages"] = lambda i, s, t, r: [python, script, i, s, "--time", str(t), "--stages", "3"] + turn(r)
    if has_module(python, "rectpack"):
        simple = os.path.join(adapters, "python", "peers_py.py")
        peers["rectpack"] = lambda i, s, t, r: [python, simple, "rectpack", i, s, "--time", str(t)] + turn(r)
    js = os.environ.get("PEER_JS", os.path.join(adapters, "js"))
    if shutil.which("node") and os.path.isdir(os.path.join(js, "node_modules", "guillotine-packer")):
        peers["guillotine-packer"] = lambda i, s, t, r: ["node", os.path.join(js, "peer.js"), i, s, str(t), str(int(r))]
    runner = os.environ.get("PEER_RUST", os.path.join(adapters, "rust", "target", "release", "runner"))
    if os.path.exists(runner):
        peers["cut-optimizer-2d"] = lambda i, s, t, r: [runner, "cutopt", i, s, str(t), str(int(r))]
        peers["bin-packing"] = lambda i, s, t, r: [runner, "binpack", i, s, str(t), str(int(r))]
    return peers


def instances(name):
    if name in ("bwmv100", "bwmv20"):
        files = sorted(glob.glob(f"{HOME}/instances/bwmv/*.json"))
        if name == "bwmv100":
            return [f for f in files if f.endswith(("_i01.json", "_i02.json"))]
        return [f for f in files if f.endswith(("n060_i01.json", "n100_i01.json"))]
    return sorted(glob.glob(f"{HOME}/instances/{name}/*.json"))


def run(validate, command, path, rotate, seconds, folder):
    """The validator's figures of one plan, or the reason why there is none."""
    solution = os.path.join(folder, "solution.json")
    if os.path.exists(solution):
        os.unlink(solution)
    with open(path) as file:
        instance = json.load(file)
    start = time.monotonic()
    try:
        done = subprocess.run(command(path, solution, seconds, rotate), capture_output=True, text=True, timeout=60 + 12 * seconds)
    except subprocess.TimeoutExpired:
        return {"ok": False, "why": "too long"}
    wall = time.monotonic() - start
    if done.returncode or not os.path.exists(solution):
        return {"ok": False, "why": (done.stderr or done.stdout)[-200:]}
    with open(solution) as file:
        plan = json.load(file)
    result = validate(instance, plan, rotate)
    result["wall"] = wall
    result["optimal"] = bool(plan.get("info", {}).get("optimal"))
    result["why"] = result["errors"][:1]
    return result


def measure(validate, peers, name, rotate, seconds):
    """One row for each peer; sums are over the instances that every peer solved, all counts stand beside."""
    results = {peer: [] for peer in peers}
    files = instances(name)
    with tempfile.TemporaryDirectory() as folder:
        for index, path in enumerate(files):
            # Peers take turns on each instance, so that a busy machine is busy for all of them.
            for peer, command in peers.items():
                results[peer].append(run(validate, command, path, rotate, seconds, folder))
            print(f"\r{name}: {index + 1} of {len(files)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    shared = [i for i in range(len(files)) if all(results[peer][i]["ok"] for peer in peers)]
    rows = []
    for peer, found in results.items():
        good = [r for r in found if r["ok"]]
        same = [found[i] for i in shared]
        total = lambda key: sum(r[key] for r in same)
        leftover = sum(r["largest_leftover"][0] * r["largest_leftover"][1] for r in same) / 1e6
        rows.append([
            peer, f"{len(good)} of {len(found)}", str(sum(r["sheets"] for r in good)), str(total("sheets")),
            str(sum(r["optimal"] for r in good)), f"{leftover:.1f}" if name == "real" else "",
            str(total("turns")), str(total("cuts")), f"{sum(r.get('wall', 0) for r in found):.0f}",
        ])
        for path, r in zip(files, found):
            if not r["ok"]:
                print(f"  {peer}: {os.path.basename(path)}: {r['why']}", file=sys.stderr)
    return rows, len(shared), all(r["ok"] for r in results["boardwright"])


def table(rows):
    head = ["solver", "valid", "sheets", "sheets, shared", "proven", "leftover m²", "turns", "cuts", "s in all"]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def write(text):
    path = os.path.join(HERE, "RESULTS.md")
    old = ""
    if os.path.exists(path):
        with open(path) as file:
            old = file.read()
    section = f"{BEGIN}\n{text}\n{END}"
    if BEGIN in old and END in old:
        new = old[: old.index(BEGIN)] + section + old[old.index(END) + len(END) :]
    else:
        new = (old.rstrip() + "\n\n" if old.strip() else "# Measured\n\n") + section + "\n"
    with open(path, "w") as file:
        file.write(new)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--boardwright", default=os.path.join(target_dir(), "release", "boardwright"))
    parser.add_argument("--sets", default="bwmv100:1:R,bwmv100:1:O,real:2:R", help="SET:SECONDS:R or O (no rotation), by commas")
    parser.add_argument("--peers", help="only these, by commas")
    parser.add_argument("--write", action="store_true", help="put the table into benches/RESULTS.md")
    options = parser.parse_args()
    if not os.path.isdir(os.path.join(HOME, "instances")):
        sys.exit(f"no benchmark instances in {HOME}; name their folder in BOARDWRIGHT_BENCHMARKS")
    if not os.path.exists(options.boardwright):
        sys.exit(f"no {options.boardwright}; build it with: cargo build --release -p cli")
    sys.path.insert(0, HOME)
    from validate import validate

    peers = find_peers(options.boardwright)
    if options.peers:
        wanted = options.peers.split(",")
        peers = {name: peer for name, peer in peers.items() if name == "boardwright" or name in wanted}
    lines = ["## Cutting", "", f"{datetime.date.today()}, {os.cpu_count()} cores, every solver on the same machine in turns, plans judged by "
             "`validate.py`. \"Shared\" counts the instances that every solver in the table solved; turns, cuts and leftover too.", ""]
    is_good = True
    for job in options.sets.split(","):
        name, seconds, way = (job.split(":") + ["1", "R"])[:3] if ":" in job else (job, "1", "R")
        seconds = float(seconds)
        rows, shared, ours = measure(validate, peers, name, way == "R", seconds)
        is_good &= ours
        lines += [f"**{name}, {seconds:g} s each, {'rotation' if way == 'R' else 'no rotation'}** ({shared} shared)", ""] + table(rows) + [""]
    text = "\n".join(lines).rstrip()
    print(text)
    if options.write:
        write(text)
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
