"""The comparison of cutting optimisers: what it records, what it refuses, and that nothing missing is hidden."""

import json
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "benches"))
sys.dont_write_bytecode = True

import cutting  # noqa: E402

JOB = "furniture:2:R"


def instance(name, kerf=0):
    return {
        "name": name,
        "kerf": kerf,
        "trim": 0,
        "stocks": [{"w": 100, "h": 100, "qty": None}],
        "parts": [{"w": 60, "h": 60, "qty": 3, "rotatable": True}],
    }


def plan(name, sheets, why=""):
    figures = {"turns": 2, "patterns": 1, "use": 0.5, "leftover": 4_000_000, "proven": 1, "sheets": sheets}
    return {"instance": name, "ok": not why, "why": why, "wall": 1.0, "cpu": 0.9, "load": 1.0, **figures}


class CuttingBenchmark(unittest.TestCase):
    def setUp(self):
        self.names = ["a", "b"]
        load = mock.patch.object(cutting, "load", lambda name: [instance(name) for name in self.names])
        load.start()
        self.addCleanup(load.stop)
        self.record = {}

    def enter(self, solver, *sheets, accept=False, wrong=None):
        found = [plan(name, number) for name, number in zip(self.names, sheets)]
        if wrong:
            found[-1] = plan(self.names[-1], 0, wrong)
        return cutting.enter(self.record, JOB, {solver: cutting.row(solver, found, "a machine")}, accept)

    def recorded(self, solver):
        return [row["sheets"] for row in self.record[JOB]["rows"] if row["solver"] == solver]

    def test_a_new_row_replaces_the_old_one(self):
        self.enter("rectpack", 4, 4)
        self.assertEqual(self.enter(cutting.OURS, 3, 3), [])
        self.enter("rectpack", 4, 5)
        self.assertEqual((self.recorded("rectpack"), self.recorded(cutting.OURS)), ([[4, 5]], [[3, 3]]))

    def test_more_sheets_than_recorded_are_a_problem(self):
        self.enter(cutting.OURS, 3, 3)
        (problem,) = self.enter(cutting.OURS, 3, 4)
        self.assertIn("7, recorded 6", problem)
        self.assertEqual(self.recorded(cutting.OURS), [[3, 3]])
        self.assertEqual(self.enter(cutting.OURS, 3, 4, accept=True), [])
        self.assertEqual(self.enter(cutting.OURS, 3, 4), [])

    def test_noise_does_not_lower_the_bar(self):
        self.enter(cutting.OURS, 500, 500)
        self.assertEqual(self.enter(cutting.OURS, 501, 502), [])
        self.assertEqual(len(self.enter(cutting.OURS, 502, 502)), 1)

    def test_our_wrong_plan_is_a_problem_and_not_recorded(self):
        (problem,) = self.enter(cutting.OURS, 3, 3, wrong="invalid: part 0 lies twice")
        self.assertIn("part 0 lies twice", problem)
        self.assertEqual(self.recorded(cutting.OURS), [])

    def test_what_a_peer_lacks_is_shown(self):
        self.enter(cutting.OURS, 3, 4)
        self.assertEqual(self.enter("rectpack", 3, 0, wrong="no plan"), [])
        text = "\n".join(cutting.table(JOB, self.record[JOB]))
        self.assertIn("| **boardwright** | 2 of 2 | 7 |", text)
        self.assertIn("| rectpack | 1 of 2 | 3 |", text)
        self.assertIn("- rectpack: no plan on 1 (b), where the best of the others needs 4 sheets. Where it has a plan, ours has 3 sheets", text)

    def test_figures_of_other_instances_are_dropped(self):
        self.enter("rectpack", 4, 4)
        self.names = ["a", "c"]
        self.enter(cutting.OURS, 9, 9)
        self.assertEqual(self.recorded("rectpack"), [])

    def test_the_record_is_read_back(self):
        self.enter("rectpack", 4, 4)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "cutting.json")
            with mock.patch.object(cutting, "RECORD", path):
                cutting.save(self.record)
            self.assertEqual(json.loads(path.read_text("utf-8")), self.record)

    def test_only_our_section_is_replaced(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "RESULTS.md")
            path.write_text("# Measured\n\nBy hand.\n", "utf-8")
            with mock.patch.object(cutting, "RESULTS", path):
                cutting.write("one")
                path.write_text(path.read_text("utf-8") + "\nAfter it.\n", "utf-8")
                cutting.write("two")
            marked = f"{cutting.BEGIN}\ntwo\n{cutting.END}"
            self.assertEqual(path.read_text("utf-8"), f"# Measured\n\nBy hand.\n\n{marked}\n\nAfter it.\n")

    def test_a_set_is_named_in_one_way(self):
        self.assertEqual([cutting.tidy(job) for job in ("real", "real:2.0", "real:0.5:O")], ["real:1:R", "real:2:R", "real:0.5:O"])
        for wrong in ("real:2:X", "real:x:R", "real:0"):
            with self.assertRaises(SystemExit):
                cutting.tidy(wrong)

    def test_the_bound_by_area(self):
        # Three boards of 60 x 60 are 10,800 of 10,000; with kerf 4 each takes 64 x 64 of 104 x 104.
        self.assertEqual(cutting.area_bound(instance("a")), 2)
        self.assertEqual(cutting.area_bound(instance("a", kerf=4)), 2)
        several = instance("a")
        several["stocks"] *= 2
        self.assertEqual(cutting.area_bound(several), 0)

    def test_fractions_become_tenths(self):
        self.assertEqual(cutting.in_integers(instance("a", kerf=4)), (instance("a", kerf=4), 1))
        scaled, units = cutting.in_integers(instance("a", kerf=4.4))
        self.assertEqual((scaled["kerf"], scaled["parts"][0]["w"], scaled["stocks"][0]["h"], units), (44, 600, 1000, 10))


if __name__ == "__main__":
    unittest.main()
