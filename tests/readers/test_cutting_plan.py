"""Cutting plans of the starter designs judged by a checker that shares no code with the optimiser.

Every board of the cut list lies on a sheet exactly once in its size, inside the trim, apart by the kerf, with
its grain along the sheet's, and every sheet comes apart by edge-to-edge cuts.
"""

import json
import os
import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CLI = os.environ["BOARDWRIGHT_CLI"]
RULES = {
    rule["id"]: rule["value"]
    for rule in json.loads((ROOT / "assets/methods/system-32.json").read_text("utf-8"))["method"]["values"]
}


def mm(rule):
    number, unit = RULES[rule].split()
    assert unit == "mm"
    return round(float(number) * 1000)


KERF, TRIM = mm("saw_kerf"), mm("saw_trim")


def run(*arguments):
    return json.loads(subprocess.run([CLI, *arguments], capture_output=True, check=True).stdout)


def come_apart(boxes):
    """Whether edge-to-edge cuts as wide as the kerf separate the boxes (x, y, width, height)."""
    if len(boxes) <= 1:
        return True
    for axis in (0, 1):
        ordered = sorted(boxes, key=lambda box: box[axis])
        groups, end = [[ordered[0]]], ordered[0][axis] + ordered[0][axis + 2]
        for box in ordered[1:]:
            if box[axis] >= end + KERF:
                groups.append([])
            groups[-1].append(box)
            end = max(end, box[axis] + box[axis + 2])
        if len(groups) > 1:
            return all(come_apart(group) for group in groups)
    return False


class CuttingPlan(unittest.TestCase):
    def test_plans_of_the_starters(self):
        for design in sorted((ROOT / "assets/designs").glob("*.boardwright.json")):
            with self.subTest(starter=design.name):
                rows = {row["row"]: row for row in run("parts", design)["rows"]}
                plan = run("cut", "--time", "200ms", design)
                self.assertEqual(plan["unplaced"], [])
                seen = []
                for group in plan["groups"]:
                    for sheet in group["patterns"]:
                        boxes = []
                        for board in sheet["placements"]:
                            row = rows[board["row"]]
                            self.assertEqual(len(board["keys"]), sheet["count"])
                            seen += board["keys"]
                            size = [board["width_um"], board["height_um"]]
                            if board["rotated"]:
                                self.assertFalse(row["has_grain"])
                                size.reverse()
                            self.assertEqual(size, row["oversize_um"])
                            self.assertEqual(row["board"], group["board"])
                            self.assertGreaterEqual(min(board["x_um"], board["y_um"]), TRIM)
                            right = board["x_um"] + board["width_um"]
                            top = board["y_um"] + board["height_um"]
                            self.assertLessEqual(right, sheet["length_um"] - TRIM)
                            self.assertLessEqual(top, sheet["width_um"] - TRIM)
                            boxes.append((board["x_um"], board["y_um"], board["width_um"], board["height_um"]))
                        self.assertTrue(come_apart(boxes), f"sheet of {group['board']}")
                self.assertEqual(sorted(seen), sorted(key for row in rows.values() for key in row["keys"]))


if __name__ == "__main__":
    unittest.main()
