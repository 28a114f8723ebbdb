"""The generator of furniture-like cutting lists: the same list for a seed, and every list one that can be cut."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "benches/furniture_lists.py"
sys.path.insert(0, str(SCRIPT.parent))
sys.dont_write_bytecode = True

import furniture_lists  # noqa: E402


def boards(instance):
    return sum(part["qty"] for part in instance["parts"])


class FurnitureLists(unittest.TestCase):
    def test_a_seed_gives_the_same_list(self):
        first = json.dumps(furniture_lists.furniture_list(7, 120))
        self.assertEqual(first, json.dumps(furniture_lists.furniture_list(7, 120)))
        self.assertNotEqual(first, json.dumps(furniture_lists.furniture_list(8, 120)))

    def test_a_list_as_it_was_when_figures_were_recorded(self):
        # A change here makes the figures recorded for generated lists void.
        instance = furniture_lists.furniture_list(2, 30)
        sizes = [(part["w"], part["h"], part["qty"], part["rotatable"]) for part in instance["parts"]]
        self.assertEqual((instance["kerf"], instance["trim"]), (4.4, 0))
        self.assertEqual(
            sizes,
            [
                (1400, 600, 2, False),
                (701, 580, 4, False),
                (1362, 300, 2, False),
                (448, 138, 6, False),
                (500, 80, 12, True),
                (348, 80, 4, True),
            ],
        )

    def test_every_board_fits_a_sheet(self):
        for seed in range(1, 201):
            count = 20 + seed * 37 % 481
            instance = furniture_lists.furniture_list(seed, count)
            with self.subTest(instance=instance["name"]):
                (sheet,) = instance["stocks"]
                room = [side - 2 * instance["trim"] for side in (sheet["w"], sheet["h"])]
                self.assertIn((sheet["w"], sheet["h"]), furniture_lists.SHEETS)
                self.assertTrue(3 <= instance["kerf"] <= 4.4)
                self.assertEqual(boards(instance), count)
                keys = {(part["w"], part["h"], part["rotatable"]) for part in instance["parts"]}
                self.assertEqual(len(keys), len(instance["parts"]))
                for part in instance["parts"]:
                    size = [part["w"], part["h"]]
                    ways = [size, size[::-1]] if part["rotatable"] else [size]
                    self.assertTrue(any(w <= room[0] and h <= room[1] for w, h in ways), part)
                    self.assertGreaterEqual(min(size), 40)
                    self.assertGreaterEqual(part["qty"], 1)

    def test_lists_are_like_furniture(self):
        lists = furniture_lists.series(1, 48)
        types = sum(len(instance["parts"]) for instance in lists)
        self.assertGreater(sum(map(boards, lists)), 5 * types, "few types with copies")
        parts = [part for instance in lists for part in instance["parts"]]
        locked = sum(part["qty"] for part in parts if not part["rotatable"]) / sum(part["qty"] for part in parts)
        self.assertTrue(0.2 < locked < 0.6, locked)
        strips = sum(part["qty"] for part in parts if part["h"] <= 150) / sum(part["qty"] for part in parts)
        self.assertTrue(0.1 < strips < 0.6, strips)

    def test_a_large_batch_has_its_numbers(self):
        instance = furniture_lists.furniture_list(1, 10_000, 500)
        self.assertEqual((boards(instance), len(instance["parts"])), (10_000, 500))
        with self.assertRaises(ValueError):
            furniture_lists.furniture_list(1, 10, 50)

    def test_the_command_writes_a_series(self):
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, SCRIPT, "--seed", "5", "--lists", "3", "--out", folder]
            subprocess.run(command, check=True, capture_output=True)
            found = {path.stem: json.loads(path.read_text("utf-8")) for path in pathlib.Path(folder).iterdir()}
        self.assertEqual(found, {instance["name"]: instance for instance in furniture_lists.series(5, 3)})
        wrong = subprocess.run([sys.executable, SCRIPT, "--types", "9", "--boards", "3"], capture_output=True)
        self.assertEqual(wrong.returncode, 2)


if __name__ == "__main__":
    unittest.main()
