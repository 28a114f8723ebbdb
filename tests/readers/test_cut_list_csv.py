"""The cut list CSV re-read by Python's csv module, which shares no code with the writer.

Compares every figure with `boardwright parts` in JSON, and checks that texts which a spreadsheet would
run as a formula, or which hold separators, quotes, line breaks or emoji, come out whole and harmless.
"""

import csv
import io
import json
import os
import pathlib
import subprocess
import tempfile
import unittest
from decimal import Decimal

ROOT = pathlib.Path(__file__).resolve().parents[2]
CLI = os.environ["BOARDWRIGHT_CLI"]
STARTERS = sorted((ROOT / "assets/designs").glob("*.boardwright.json"))
NAMES = [
    'Hall, left; "tall" one',
    "=cmd()",
    "+1 @sum -2\tx",
    "first line\nsecond line\r\nthird",
    "衣柜 🚪 für Zoë",
    "@import",
    "-2436",
]


def run(*arguments):
    return subprocess.run([CLI, *arguments], capture_output=True, check=True).stdout


def rows(data):
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def names_of(language):
    bands = json.loads((ROOT / "assets/catalogue/bands.json").read_text("utf-8"))["bands"]
    return {band["id"]: band["name"][language] for band in bands}


def um(text):
    return int(Decimal(text) * 1000)


class CutListCsv(unittest.TestCase):
    def test_every_figure_of_the_cut_list_is_there(self):
        for design in STARTERS:
            wanted = json.loads(run("parts", design))["rows"]
            for language in ["en", "zh-CN"]:
                with self.subTest(starter=design.name, language=language):
                    header, *found = rows(run("parts", "--csv", "--language", language, design))
                    self.assertEqual(len(set(header)), 23)
                    self.assertEqual(len(found), len(wanted))
                    for line, row in zip(found, wanted):
                        self.assertEqual(len(line), 23)
                        self.assertEqual(int(line[0]), row["row"])
                        self.assertEqual(int(line[3]), row["quantity"])
                        self.assertEqual(um(line[6]), row["thickness_um"])
                        self.assertEqual([um(n) for n in line[7:9]], row["finished_um"])
                        self.assertEqual([um(n) for n in line[9:11]], row["cut_um"])
                        self.assertEqual([um(n) for n in line[11:13]], row["oversize_um"])
                        bands = [edge["band"] if edge else "" for edge in row["edges"]]
                        self.assertEqual(line[14], str(row["matched"] or ""))
                        names = [names_of(language)[band] if band else "" for band in bands]
                        self.assertEqual(line[15:19], names)
                        self.assertEqual(line[22].split("|"), bands)
                        # The command line has no plan at hand.
                        self.assertEqual(line[21], "")
                        self.assertEqual(int(line[19]), row["grooves"])
                        self.assertEqual(line[20].split(" "), row["keys"])
                        # What is glued on and milled off adds up: finished = cut + bands - pre-mill.
                        for k, pair in enumerate([(2, 3), (0, 1)]):
                            bands = [row["edges"][e]["thickness_um"] for e in pair if row["edges"][e]]
                            premill = 500 * len(bands)
                            self.assertEqual(row["finished_um"][k], row["cut_um"][k] + sum(bands) - premill)

    def test_boards_that_match_name_their_set(self):
        text = (ROOT / "assets/designs/sideboard.boardwright.json").read_text("utf-8")
        tracks = '"tracks": "1fr 1fr 1.4fr"'
        self.assertIn(tracks, text)
        with tempfile.TemporaryDirectory() as folder:
            design = pathlib.Path(folder) / "design.json"
            design.write_text(text.replace(tracks, f'{tracks}, "matched": "yes"'), "utf-8")
            _, *found = rows(run("parts", "--csv", design))
            fronts = [int(line[3]) for line in found if line[14] == "1"]
            self.assertEqual(sum(fronts), 3)
            self.assertTrue(all(line[14] in ("", "1") for line in found))

    def test_names_come_out_whole_and_harmless(self):
        source = json.loads((ROOT / "assets/designs/bookcase.boardwright.json").read_text("utf-8"))
        for name in NAMES:
            with self.subTest(name=name), tempfile.TemporaryDirectory() as folder:
                design = pathlib.Path(folder) / "design.json"
                design.write_text(json.dumps({**source, "name": name}), "utf-8")
                _, *found = rows(run("parts", "--csv", design))
                for line in found:
                    label = line[2]
                    self.assertNotIn(label[0], "=+-@\t\r")
                    self.assertEqual(label.removeprefix("'"), f"{name} / {int(line[0]):02}")

    def test_lines_end_as_rfc_4180_says(self):
        data = run("parts", "--csv", ROOT / "assets/designs/bookcase.boardwright.json")
        self.assertTrue(data.startswith(b"\xef\xbb\xbf"))
        self.assertEqual(data.count(b"\n"), data.count(b"\r\n"))


if __name__ == "__main__":
    unittest.main()
