#!/usr/bin/env python3
"""Compares `boardwright cut` with other guillotine optimisers, side by side, each plan judged by an independent validator.

    python3 benches/cutting.py                                    # the usual sets, every solver that is installed
    python3 benches/cutting.py --sets bwmv100:1:R,real:2:R        # only these: SET:SECONDS:R, or O for no rotation
    python3 benches/cutting.py --solvers boardwright              # only ours; the rows of others stay as they were
    python3 benches/cutting.py --show                             # measure nothing, write the table again

Figures go into benches/cutting.json, one row per set and solver, where a new row replaces an older one of the same kind;
the section of benches/RESULTS.md between its two markers is written from it. The status is 1 when a plan of ours is
missing or invalid, or when ours needs more sheets than are recorded; then nothing of ours is recorded, unless --accept
says that it should be.

Sets: bwmv (500 instances), bwmv100 (the first two of each kind), real, atp, vs (several sizes in stock) come from the
folder named in BOARDWRIGHT_BENCHMARKS (default ../shared/benchmarks beside this repository), where `validate.py` is too.
furniture (24 lists), furniture@SEED (24 others) and furniture10000 (10,000 boards of 500 types) are made by
`furniture_lists.py`; where lengths aren't whole millimetres every solver gets them in tenths, as some know only integers.

Solvers that are not installed are left out. PEER_PYTHON names the interpreter that has packingsolver, rectpack and
cutting-engine, PEER_JS the folder with peer.js where guillotine-packer is installed, PEER_RUST the built runner of the
Rust peers; without them they are looked for in the folder of the instances."""
import argparse
import datetime
import glob
import json
import math
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time

import furniture_lists

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
HOME = os.path.abspath(os.environ.get("BOARDWRIGHT_BENCHMARKS") or os.path.join(ROOT, "..", "shared", "benchmarks"))
RECORD, RESULTS = os.path.join(HERE, "cutting.json"), os.path.join(HERE, "RESULTS.md")
BEGIN, END = "<!-- cutting: begin -->", "<!-- cutting: end -->"
OURS = "boardwright"
USUAL = ["packingsolver-3", "rectpack", "guillotine-packer", "bin-packing", "cut-optimizer-2d"]
# What is run without --sets, and by which solvers besides ours. Those that know one sheet size are not run on `vs`, and
# only those that end within minutes on ten thousand boards.
SETS = {
    "bwmv100:1:R": USUAL,
    "bwmv100:1:O": USUAL,
    "real:2:R": USUAL + ["packingsolver-inf", "packingsolver-3-lo", "opencutlist-like", "cutting-engine"],
    "vs:3:O": ["packingsolver-3", "rectpack", "bin-packing", "cut-optimizer-2d"],
    "furniture:2:R": USUAL + ["packingsolver-inf"],
    "furniture10000:60:R": ["packingsolver-3", "guillotine-packer"],
}
ONE_SIZE = ["guillotine-packer", "cutting-engine"]
# GDRR is in no package registry. What was measured of it on 2026-11-23 on two busy cores, one thread.
ELSEWHERE = {
    "bwmv100:1:R": "GDRR, measured earlier on such a machine: 1378 and 1382 sheets",
    "bwmv100:1:O": "GDRR, measured earlier on such a machine: 1429 sheets",
    "bwmv:1:R": "GDRR, measured earlier on such a machine: 7050 sheets; published, 600 s on 8 threads: 6986",
    "bwmv:10:R": "GDRR, published, 600 s on 8 threads: 6986 sheets",
    "bwmv:10:O": "GDRR, published, 600 s on 8 threads: 7233 sheets",
    "vs:3:O": "GDRR, measured earlier on such a machine: 98.4, 95.4 and 97.1 %; published, 600 s on 8 threads: 98.4, 97.2 and 98.0 %",
}
# Plans are made against the clock: as large a share of the recorded sheets may be missed on a busy machine.
NOISE = 0.003
FIGURES = ["sheets", "leftover", "turns", "patterns", "use", "proven"]


def has_module(python, module):
    return subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode == 0


def find_solvers(ours):
    """Name -> function of (instance, solution, seconds, may rotate) that gives a command line."""
    python = os.environ.get("PEER_PYTHON", sys.executable)
    adapters = os.path.join(HOME, "peers")
    turn = lambda rotate: [] if rotate else ["--no-rotate"]
    solvers = {}
    if os.path.exists(ours):
        solvers[OURS] = lambda i, s, t, r: [ours, "cut", i, "--time", f"{t:g}s", "--out", s] + turn(r)

    def script(file, *arguments, seconds=None):
        path = os.path.join(adapters, "python", file)
        return lambda i, s, t, r: [python, path, *arguments, i, s, "--time", f"{seconds or t:g}"] + turn(r)

    def packingsolver(*arguments, seconds=None):
        command = script("peers_packingsolver.py", seconds=seconds)
        return lambda i, s, t, r: command(i, s, t, r) + list(arguments)

    if has_module(python, "packingsolver"):
        solvers["packingsolver-3"] = packingsolver("--stages", "3")
        solvers["packingsolver-inf"] = packingsolver("--stages", "inf")
        solvers["packingsolver-3-lo"] = packingsolver("--stages", "3", "--objective", "bppl")
        # A fixed amount of work, however long it takes.
        fixed = ["--stages", "3", "--objective", "bppl", "--mode", "NotAnytimeDeterministic"]
        solvers["opencutlist-like"] = packingsolver(*fixed, seconds=60)
    if has_module(python, "rectpack"):
        solvers["rectpack"] = script("peers_py.py", "rectpack")
    if has_module(python, "cutting_engine"):
        solvers["cutting-engine"] = script("peers_ce.py")
    js = os.environ.get("PEER_JS", os.path.join(adapters, "js"))
    if shutil.which("node") and os.path.isdir(os.path.join(js, "node_modules", "guillotine-packer")):
        solvers["guillotine-packer"] = lambda i, s, t, r: ["node", os.path.join(js, "peer.js"), i, s, f"{t:g}", str(int(r))]
    runner = os.environ.get("PEER_RUST", os.path.join(adapters, "rust", "target", "release", "runner"))
    if os.path.exists(runner):
        solvers["cut-optimizer-2d"] = lambda i, s, t, r: [runner, "cutopt", i, s, f"{t:g}", str(int(r))]
        solvers["bin-packing"] = lambda i, s, t, r: [runner, "binpack", i, s, f"{t:g}", str(int(r))]
    return solvers


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def load(name):
    """The instances of a set."""
    if name == "furniture10000":
        return [furniture_lists.furniture_list(1, 10_000, 500)]
    if name.split("@")[0] == "furniture":
        return furniture_lists.series(int((name.split("@") + ["1"])[1]))
    files = sorted(glob.glob(f"{HOME}/instances/{name if name != 'bwmv100' else 'bwmv'}/*.json"))
    if name == "bwmv100":
        files = [f for f in files if f.endswith(("_i01.json", "_i02.json"))]
    if not files:
        sys.exit(f"no instances of {name} in {HOME}; name their folder in BOARDWRIGHT_BENCHMARKS")
    return [read(f) for f in files]


def in_integers(instance):
    """The instance in tenths of a millimetre where it has fractions, and how many units a millimetre then has."""
    lengths = [instance["kerf"], instance["trim"]]
    lengths += [side for kind in ("stocks", "parts") for item in instance[kind] for side in (item["w"], item["h"])]
    if all(length == int(length) for length in lengths):
        return instance, 1
    scaled = {**instance, "kerf": round(instance["kerf"] * 10), "trim": round(instance["trim"] * 10)}
    for kind in ("stocks", "parts"):
        scaled[kind] = [{**item, "w": round(item["w"] * 10), "h": round(item["h"] * 10)} for item in instance[kind]]
    return scaled, 10


def area_bound(instance):
    """No plan has fewer sheets: each board comes with a kerf, which may run off the sheet. 0 where sheets have several sizes."""
    if len(instance["stocks"]) > 1:
        return 0
    kerf, (sheet,) = instance["kerf"], instance["stocks"]
    room = [side - 2 * instance["trim"] + kerf for side in (sheet["w"], sheet["h"])]
    need = sum(part["qty"] * (part["w"] + kerf) * (part["h"] + kerf) for part in instance["parts"])
    return math.ceil(need / (room[0] * room[1]) - 1e-9)


def solve(validate, command, instance, rotate, seconds, folder):
    """The figures of one plan, or in `why` the reason that there is none."""
    scaled, units = in_integers(instance)
    problem, solution = os.path.join(folder, f"{instance['name']}.json"), os.path.join(folder, "solution.json")
    with open(problem, "w") as file:
        json.dump(scaled, file)
    if os.path.exists(solution):
        os.unlink(solution)
    limit = max(60, 12 * seconds)
    used = lambda: sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    start, cpu = time.monotonic(), used()
    why = said = ""
    try:
        done = subprocess.run(command(problem, solution, seconds, rotate), capture_output=True, text=True, timeout=limit)
        said = (done.stderr or done.stdout).strip()[-300:]
        if done.returncode or not os.path.exists(solution):
            why = "no plan"
    except subprocess.TimeoutExpired:
        why = f"no end within {limit:g} s"
    found = {"instance": instance["name"], "wall": time.monotonic() - start, "cpu": used() - cpu, "load": os.getloadavg()[0]}
    if why:
        print(f"\n  {instance['name']}: {why}: {said}", file=sys.stderr)
        return {**found, "ok": False, "why": why}
    plan = read(solution)
    judged = validate(scaled, plan, rotate)
    length, width = judged["largest_leftover"]
    # A plan with no sheet or with boards missing is no plan; the rest of what the validator finds is a wrong one.
    why = "" if judged["ok"] else "invalid: " + judged["errors"][0] if judged["parts"] else "no plan"
    return {
        **found, "ok": judged["ok"], "why": why, "sheets": judged["sheets"], "turns": judged["turns"],
        "patterns": judged["patterns"], "use": judged["utilisation"], "leftover": round(length * width / units**2),
        "proven": int(bool((plan.get("info") or {}).get("optimal"))),
    }


def row(solver, found, machine):
    """What is recorded of one solver on one set: a figure for each instance, null where there is no valid plan."""
    result = {"solver": solver, "date": str(datetime.date.today()), "machine": machine}
    for key in FIGURES:
        result[key] = [one[key] if one["ok"] else None for one in found]
    mean = lambda key: round(sum(one[key] for one in found) / len(found), 3)
    result["seconds"], result["longest"] = mean("wall"), round(max(one["wall"] for one in found), 2)
    result["cpu"], result["load"] = mean("cpu"), round(mean("load"), 1)
    result["wrong"] = {one["instance"]: one["why"] for one in found if not one["ok"]}
    return result


def parse(job):
    """The name of the set, the seconds for each instance and whether boards may be turned."""
    name, seconds, way = job.split(":")
    return name, float(seconds), way == "R"


def tidy(job):
    """A job as it is named in the record; what isn't said is one second with rotation."""
    name, seconds, way = (job.split(":") + ["1", "R"][job.count(":") :])[:3]
    if way not in ("R", "O") or not seconds.replace(".", "", 1).isdigit() or float(seconds) <= 0:
        sys.exit(f"{job} is no SET:SECONDS:R or SET:SECONDS:O")
    return f"{name}:{float(seconds):g}:{way}"


def measure(validate, solvers, job, machine, each):
    """A row for each solver."""
    name, seconds, rotate = parse(job)
    instances = load(name)
    results = {solver: [] for solver in solvers}
    with tempfile.TemporaryDirectory() as folder:
        for index, instance in enumerate(instances):
            # Solvers take turns on each instance, so that a busy machine is busy for all of them.
            for solver, command in solvers.items():
                found = solve(validate, command, instance, rotate, seconds, folder)
                results[solver].append(found)
                if each:
                    each.write(json.dumps({"job": job, "solver": solver, **found}) + "\n")
                    each.flush()
            print(f"\r{job}: {index + 1} of {len(instances)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    return {solver: row(solver, found, machine) for solver, found in results.items()}


def enter(record, job, rows, accept=False):
    """Merges rows into the record and gives back what is wrong with ours."""
    name, _, rotate = parse(job)
    instances = load(name)
    names = [instance["name"] for instance in instances]
    entry = record.setdefault(job, {})
    if entry.get("instances") != names:
        # Figures of other instances can't stand beside these.
        entry.clear()
    entry["instances"], entry["bound"] = names, sum(area_bound(instance) for instance in instances)
    if (best := best_known(names, rotate)) is not None:
        entry["best"] = best
    problems = []
    if OURS in rows:
        problems += [f"{job}: {instance}: {why}" for instance, why in rows[OURS]["wrong"].items()]
        if not problems:
            # Several sizes of sheets are compared by how well they are used instead of by their number.
            several = not entry["bound"]
            figure = sum(rows[OURS]["use"]) / len(names) if several else sum(rows[OURS]["sheets"])
            limit = entry.get("limit", figure)
            is_worse = figure < limit * (1 - NOISE) if several else figure > limit + int(limit * NOISE)
            if is_worse and not accept:
                problems.append(f"{job}: {figure:.6g}, recorded {limit:.6g}; if that is meant, record it with --accept")
            else:
                entry["limit"] = figure if accept else max(figure, limit) if several else min(figure, limit)
    kept = {one["solver"]: one for one in entry.get("rows", [])}
    kept.update((solver, one) for solver, one in rows.items() if not (problems and solver == OURS))
    entry["rows"] = list(kept.values())
    return problems


def best_known(names, rotate):
    """The sum of the best published plans with at most three stages, at any time, where they are known."""
    path = f"{HOME}/instances/bwmv_refs.json"
    known = read(path) if os.path.exists(path) else {}
    found = [known.get(name, {}).get("R_3nh_best" if rotate else "O_3nh_best") for name in names]
    return None if None in found else sum(found)


def save(record):
    """Writes the record with one row to a line."""
    order = list(SETS)
    jobs = sorted(record, key=lambda job: (order.index(job) if job in order else len(order), job))
    text = []
    for job in jobs:
        entry = dict(record[job])
        rows = ",\n".join("      " + json.dumps(one, separators=(",", ":")) for one in entry.pop("rows"))
        head = "".join(f"    {json.dumps(key)}: {json.dumps(value)},\n" for key, value in entry.items())
        text.append(f'  {json.dumps(job)}: {{\n{head}    "rows": [\n{rows}\n    ]\n  }}')
    with open(RECORD, "w", encoding="utf-8") as file:
        file.write("{\n" + ",\n".join(text) + "\n}\n")


def table(job, entry):
    """One set as Markdown."""
    name, seconds, rotate = parse(job)
    names, several = entry["instances"], not entry["bound"]
    groups = sorted({one[:2] for one in names}) if name == "vs" else []
    has_leftover = name != "vs" and not name.startswith("bwmv")
    lines = [f"### {name}, {seconds:g} s each, {'rotation' if rotate else 'no rotation'}", ""]
    remarks = [f"{len(names)} instances" if len(names) > 1 else "1 instance"]
    if not several:
        remarks.append(f"bound by area {entry['bound']} sheets")
    if "best" in entry:
        remarks.append(f"best published plans with three stages, at any time: {entry['best']}")
    remarks += [ELSEWHERE[job]] if job in ELSEWHERE else []
    lines += ["; ".join(remarks) + ".", ""]
    head = ["solver", "valid"] + ([f"use {group}" for group in groups] if several else ["sheets"])
    head += [] if several or len(names) > 1 else ["over the bound"]
    head += [] if several else ["proven optimal"]
    head += ["leftover, m²"] if has_leftover else []
    head += ["turns", "patterns", "mean use", "s each", "longest", "CPU s each", "load", "measured"]
    lines += ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    # Complete ones first, the fewest sheets or the best use first.
    good = lambda one, key: [value for value in one[key] if value is not None]
    mean = lambda values: f"{100 * sum(values) / len(values):.1f} %" if values else "–"
    rank = lambda one: (len(one["wrong"]), -sum(good(one, "use")) if several else sum(good(one, "sheets")))
    rows = sorted(entry["rows"], key=rank)
    for one in rows:
        count = len(good(one, "sheets"))
        cells = [f"**{one['solver']}**" if one["solver"] == OURS else one["solver"], f"{count} of {len(names)}"]
        if several:
            cells += [mean([u for n, u in zip(names, one["use"]) if n[:2] == g and u is not None]) for g in groups]
        else:
            cells.append(str(sum(good(one, "sheets"))) if count else "–")
            if len(names) == 1:
                cells.append(f"{100 * (sum(good(one, 'sheets')) / entry['bound'] - 1):.2f} %" if count else "–")
            cells.append(str(sum(good(one, "proven"))))
        if has_leftover:
            cells.append(f"{sum(good(one, 'leftover')) / 1e6:.1f}")
        cells += [str(sum(good(one, "turns"))), str(sum(good(one, "patterns"))), mean(good(one, "use"))]
        cells += [f"{one['seconds']:.2f}", f"{one['longest']:.1f}", f"{one['cpu']:.2f}", f"{one['load']:.1f}", one["date"]]
        lines.append("| " + " | ".join(cells) + " |")
    notes = [note(names, one, rows, several, has_leftover) for one in rows if one["wrong"]]
    return lines + [""] + notes + ([""] if notes else [])


def note(names, one, rows, several, has_leftover):
    """What a solver's missing plans are, and what others have instead: its sums are of the plans that it has."""
    kinds = {}
    for instance, why in one["wrong"].items():
        kinds.setdefault(why.split(":")[0], []).append(instance)
    shown = lambda found: ", ".join(found[:4]) + (f" and {len(found) - 4} more" if len(found) > 4 else "")
    text = f"- {one['solver']}: " + "; ".join(f"{why} on {len(found)} ({shown(found)})" for why, found in kinds.items())
    if several:
        return text + "."
    lacking = [i for i, name in enumerate(names) if name in one["wrong"]]
    others = [[other["sheets"][i] for other in rows if other["sheets"][i] is not None] for i in lacking]
    if all(others):
        text += f", where the best of the others needs {sum(map(min, others))} sheets"
    ours = next((other for other in rows if other["solver"] == OURS and other is not one), None)
    both = [i for i in range(len(names)) if i not in lacking and ours and ours["sheets"][i] is not None]
    if both:
        total = lambda key: sum(ours[key][i] for i in both)
        text += f". Where it has a plan, ours has {total('sheets')} sheets, {total('turns')} turns"
        text += f", {total('leftover') / 1e6:.1f} m² left over" if has_leftover else ""
    return text + "."


def section(record):
    """The whole section of RESULTS.md."""
    order = list(SETS)
    jobs = sorted(record, key=lambda job: (order.index(job) if job in order else len(order), job))
    machines = sorted({one["machine"] for job in jobs for one in record[job]["rows"]})
    text = [
        "## Cutting",
        "",
        f"Written by `cargo xtask bench cutting`; measured on: {'; '.join(machines)}. One solver at a time; "
        "those of one run take turns on each instance. Plans are judged by `validate.py`, which shares no code with any of them; a plan that is missing or "
        "wrong counts as such, and sums are over the valid plans. \"Leftover\" adds up the largest rectangle that is left "
        "over on each list, to be compared at the same number of sheets, \"turns\" are turns of the workpiece between cuts, \"load\" is the mean number of busy processes "
        "on the machine: above its cores, solvers waited. \"Longest\" beyond the given time is time that the solver took "
        "itself; CPU above that time is a second thread.",
        "",
        "rectpack and guillotine-packer know rotation only for all boards or none and turn none on lists with grain; "
        "rectpack runs without its merging of sections, which gives plans that can't be cut. packingsolver-3 has three stages "
        "at most, -inf any number, -lo looks for the largest leftover; opencutlist-like is PackingSolver as OpenCutList sets "
        "it, a fixed amount of work.",
        "",
    ]
    for job in jobs:
        text += table(job, record[job])
    return "\n".join(text).rstrip()


def write(text):
    """Replaces the section between the markers, or adds it."""
    old = ""
    if os.path.exists(RESULTS):
        with open(RESULTS, encoding="utf-8") as file:
            old = file.read()
    new = f"{BEGIN}\n{text}\n{END}"
    if BEGIN in old and END in old:
        new = old[: old.index(BEGIN)] + new + old[old.index(END) + len(END) :]
    else:
        new = (old.rstrip() or "# Measured") + f"\n\n{new}\n"
    with open(RESULTS, "w", encoding="utf-8") as file:
        file.write(new)


def main():
    target = os.environ.get("CARGO_TARGET_DIR") or os.path.join(ROOT, "target")
    program = os.environ.get("BOARDWRIGHT_CLI") or os.path.join(target, "release", "boardwright")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--boardwright", default=program, help="the command (default: BOARDWRIGHT_CLI, or what cargo built)")
    parser.add_argument("--sets", help=f"SET:SECONDS:R or O, by commas (default: {','.join(SETS)})")
    parser.add_argument("--solvers", help="only these, by commas; ours is called boardwright")
    parser.add_argument("--machine", default=f"{os.cpu_count()} cores ({platform.system()}, {platform.machine()})",
                        help="what the machine is, in words")
    parser.add_argument("--each", metavar="FILE", help="add the figures of every single plan to this file, a line each")
    parser.add_argument("--accept", action="store_true", help="record ours even if it is worse than before")
    parser.add_argument("--dry-run", action="store_true", help="print the table, write nothing")
    parser.add_argument("--show", action="store_true", help="measure nothing, write the table from what is recorded")
    options = parser.parse_args()
    record = read(RECORD) if os.path.exists(RECORD) else {}
    problems, shown = [], record
    if not options.show:
        if not os.path.exists(os.path.join(HOME, "validate.py")):
            sys.exit(f"no validate.py in {HOME}; name its folder in BOARDWRIGHT_BENCHMARKS")
        sys.path.insert(0, HOME)
        from validate import validate

        solvers = find_solvers(options.boardwright)
        wanted = options.solvers.split(",") if options.solvers else None
        missing = [name for name in wanted or [OURS] if name not in solvers]
        if missing:
            sys.exit(f"not installed: {', '.join(missing)}; there are: {', '.join(solvers)}")
        jobs = [tidy(job) for job in options.sets.split(",")] if options.sets else list(SETS)
        with open(options.each or os.devnull, "a", encoding="utf-8") as each:
            for job in jobs:
                chosen = wanted or [OURS] + SETS.get(job, USUAL)
                if any(len(instance["stocks"]) > 1 for instance in load(parse(job)[0])):
                    chosen = [name for name in chosen if name not in ONE_SIZE]
                found = {name: solvers[name] for name in chosen if name in solvers}
                problems += enter(record, job, measure(validate, found, job, options.machine, each), options.accept)
                # What has been measured is kept, also if a later set is interrupted.
                if not options.dry_run:
                    save(record)
        shown = {job: record[job] for job in jobs}
    print("\n".join(line for job in shown for line in table(job, shown[job])).rstrip())
    if not options.dry_run:
        write(section(record))
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
