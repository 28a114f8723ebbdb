"""Price, VOC, formaldehyde and carbon of designs, reckoned once more from the cut list and the catalogue's files alone.

Shares no code with the program: exact fractions, rounded half up line by line as the documents say. Money agrees to the
fen, all else to the last unit.
"""

import copy
import json
import os
import pathlib
import subprocess
import tempfile
import unittest
from collections import defaultdict
from fractions import Fraction
from math import floor

ROOT = pathlib.Path(__file__).resolve().parents[2]
CLI = os.environ["BOARDWRIGHT_CLI"]


def catalogue(name):
    entries = json.loads((ROOT / f"assets/catalogue/{name}.json").read_text("utf-8"))[name]
    return {entry["id"]: entry for entry in entries}


BOARDS, BANDS, COATINGS, GLUES, HARDWARE, RATES = map(
    catalogue, ("boards", "bands", "coatings", "glues", "hardware", "rates")
)
METHOD = json.loads((ROOT / "assets/methods/system-32.json").read_text("utf-8"))["method"]
RULES = {rule["id"]: rule["value"] for rule in METHOD["values"]}
K = Fraction("0.62")
ROOM, CHANGES = Fraction("31.2"), Fraction("0.5")


def rounded(value):
    return floor(value + Fraction(1, 2))


def um(text):
    number, unit = text.split()
    assert unit == "mm", text
    return int(Fraction(number) * 1000)


def figure(quantity):
    if "value" in quantity:
        return Fraction(str(quantity["value"]))
    return Fraction(rounded(Fraction(str(quantity["low"])) / 2 + Fraction(str(quantity["high"])) / 2))


def fen(quantity):
    if "value" in quantity:
        return rounded(Fraction(quantity["value"]) * 100)
    return rounded((Fraction(quantity["low"]) + Fraction(quantity["high"])) * 50)


def run(*arguments):
    return json.loads(subprocess.run([CLI, *arguments], capture_output=True, check=True).stdout)


def square_mm(one, other):
    return one * other // 1_000_000


def strip(band, thickness):
    wanted = thickness + um(band["overhang"]["value"])
    return next((um(width) for width in band["widths"] if um(width) >= wanted), wanted)


def used(coating, area):
    litres = Fraction(area) / 1_000_000 * figure(coating["coats"]) / (figure(coating["spread_dm2_per_l"]) / 100)
    return litres / (figure(coating["transfer_percent"]) / 100)


class Design:
    """A design's amounts, from its cut list; boards of raw MDF carry the coating."""

    def __init__(self, path, coating=None, glue=METHOD["glue"]):
        self.document = run("estimate", path)
        self.coating, self.glue = coating and COATINGS[coating], GLUES[glue]
        self.cut, self.volume = defaultdict(int), defaultdict(int)
        self.surfaces = defaultdict(int)
        self.strips, self.decors = defaultdict(int), defaultdict(int)
        self.coated = self.glued = 0
        for row in run("parts", path)["rows"]:
            many, (length, width), thickness = row["quantity"], row["finished_um"], row["thickness_um"]
            material = (row["board"], thickness, row["decor"])
            self.cut[material] += many * square_mm(*row["cut_um"])
            faces, opened = 2 * square_mm(length, width), 0
            self.volume[row["board"]] += many * (faces // 2 * thickness // 1000)
            for edge, along in zip(row["edges"], (length, length, width, width)):
                area = square_mm(along, thickness)
                if edge is None:
                    opened += area
                    continue
                self.glued += many * area
                wide = strip(BANDS[edge["band"]], thickness)
                self.strips[edge["band"], wide] += many * along
                over = um(RULES["band_over_length"])
                self.decors[edge["band"], row["decor"], wide] += many * (along + 2 * over)
            is_coated = self.coating is not None and BOARDS[row["board"]]["needs_finish"]
            if is_coated:
                self.coated += many * (faces + opened)
            closed = opened == 0 or (is_coated and self.coating.get("covers_edges", False))
            self.surfaces[row["board"], closed] += many * (faces if closed else faces + opened)

    def money(self):
        boards = 0
        for (board, thickness, _), area in self.cut.items():
            prices = {um(one["thickness"]): fen(one["price_per_m2"]) for one in BOARDS[board]["thicknesses"]}
            boards += rounded(Fraction(area * prices[thickness], 1_000_000))
        markup = figure(self.glue["band_markup_percent"]) if "band_markup_percent" in self.glue else 0
        bands = 0
        for (band, _, wide), length in self.decors.items():
            metre = rounded(Fraction(fen(BANDS[band]["price_per_m"]) * wide, um(BANDS[band]["price_width"])))
            bands += rounded(Fraction(rounded(metre * (100 + markup) / 100) * length, 1_000_000))
        return boards, bands, self.priced(self.coating_grams(), self.coating), self.priced(self.glue_grams(), self.glue)

    def priced(self, grams, record):
        return rounded(Fraction(grams * fen(record["price_per_kg"]), 1000)) if grams else 0

    def coating_grams(self):
        if not self.coated:
            return 0
        millilitres = rounded(used(self.coating, self.coated) * 1000)
        return rounded(millilitres * figure(self.coating["density_g_per_l"]) / 1000)

    def glue_grams(self):
        return rounded(self.glued * figure(self.glue["grams_per_m2"]) / 1_000_000)

    def voc(self):
        lines = []
        if self.coated:
            lines.append(rounded(used(self.coating, self.coated) * figure(self.coating["voc_g_per_l"]) * 1000))
        glue = self.glued * figure(self.glue["grams_per_m2"]) * figure(self.glue["voc_g_per_kg"])
        return sum(lines) + rounded(glue / 1_000_000)

    def carbon(self, field):
        """Of the boards; none where a record lacks it."""
        figures = {board: BOARDS[board]["figures"].get(field) for board in self.volume}
        if None in figures.values():
            return None
        return sum(rounded(Fraction(mm3) * figure(figures[board]) / 10**9) for board, mm3 in self.volume.items())

    def fossil(self):
        total = self.carbon("carbon_fossil_g_per_m3")
        masses = [(self.coating_grams(), self.coating), (self.glue_grams(), self.glue)]
        for (band, wide), length in self.strips.items():
            record = BANDS[band]
            solid = length * wide * um(record["thickness"]) * figure(record["density_kg_per_m3"])
            masses.append((rounded(solid / 10**15), record))
        for line in self.document["hardware"]:
            record = HARDWARE[line["hardware"]]
            masses.append((self.hardware_grams(line, record), record))
        for grams, record in masses:
            if not grams:
                continue
            if total is None or "carbon_g_per_kg" not in record:
                return None
            total += rounded(grams * figure(record["carbon_g_per_kg"]) / 1000)
        return total

    @staticmethod
    def hardware_grams(line, record):
        many = line["quantity"] if line["length_um"] is None else Fraction(line["length_um"], 1_000_000)
        return rounded(many * figure(record["mass_g"]))

    def formaldehyde(self):
        """ng/m³, the larger of the linear and the saturating model."""
        emitted = exchange = saturating = Fraction(0)
        for (board, closed), area in self.surfaces.items():
            limit = BOARDS[board]["emission"].get("limit_ug_per_m3")
            if limit is None:
                return None
            found = figure(limit) / 1000
            through = Fraction(area, 1_000_000) * (Fraction("0.7") if closed else 1)
            emitted += through * found
            exchange += through * K
            saturating += through * K * found * (1 + 1 / K)
        fresh = ROOM * CHANGES
        return max(emitted / fresh, saturating / (fresh + exchange)) * 10**6


class Estimates(unittest.TestCase):
    def check(self, path, coating=None, glue=METHOD["glue"]):
        design = Design(path, coating, glue)
        told, emissions = design.document, design.document["emissions"]
        names = ("boards_by_area_fen", "banding_fen", "coating_fen", "glue_fen")
        self.assertEqual(tuple(told[name] for name in names), design.money())
        hardware = 0
        for line in told["hardware"]:
            many = line["quantity"] if line["length_um"] is None else Fraction(line["length_um"], 1_000_000)
            self.assertEqual(line["fen"], rounded(many * fen(HARDWARE[line["hardware"]]["price"])))
            hardware += line["fen"]
        self.assertEqual(told["total_by_area_fen"], sum(design.money()) + hardware)
        self.assertEqual(emissions["voc"]["value"], design.voc())
        self.assertEqual(emissions["carbon_stored"]["value"], design.carbon("carbon_stored_g_per_m3"))
        fossil = emissions["carbon_fossil"]["value"]
        if design.fossil() is None:
            self.assertIsNone(fossil)
        else:
            # A rail that is drawn in pieces is weighed piece by piece.
            self.assertLessEqual(abs(fossil - design.fossil()), 2)
        formaldehyde = emissions["formaldehyde"]["value"]
        if design.formaldehyde() is None:
            self.assertIsNone(formaldehyde)
        else:
            lines = len(emissions["formaldehyde"]["lines"])
            self.assertLessEqual(abs(formaldehyde - design.formaldehyde()), lines)
        self.quotes(told, design)

    def quotes(self, told, design):
        quote = told["quotes"]["together"]
        use = figure(RATES["rate_use"]["percent"])
        boards = rounded(told["boards_by_area_fen"] * 100 / use)
        self.assertEqual(quote["lines"][0], {"what": "boards", "amount": None, "rate_fen": None, "fen": boards})
        self.assertEqual(sum(line["fen"] for line in quote["lines"]), quote["total_fen"])
        cost = sum(line["fen"] for line in quote["lines"] if line["what"] not in ("margin", "tax"))
        net = rounded(cost * 100 / (100 - figure(RATES["rate_margin"]["percent"])))
        self.assertEqual(quote["net_fen"], net)
        self.assertEqual(quote["total_fen"], net + rounded(net * figure(RATES["rate_tax"]["percent"]) / 100))
        unfolded = told["quotes"]["unfolded_mm2"]
        self.assertEqual(quote["per_unfolded_fen"], rounded(Fraction(quote["total_fen"] * 10**6, unfolded)))

    def test_the_starters(self):
        for path in sorted((ROOT / "assets/designs").glob("*.boardwright.json")):
            with self.subTest(starter=path.name):
                self.check(path)

    def test_coated_fronts(self):
        plain = json.loads((ROOT / "assets/designs/wardrobe.boardwright.json").read_text("utf-8"))
        plain["materials"]["front"] |= {"board": "mdf-enf", "decor": "natural-mdf"}
        # The carcass with a pair of doors: a few boards, so that nothing waits for the optimiser.
        root = plain["items"][0]["root"]
        root["contents"] = {key: inside for key, inside in root["contents"].items() if not key.startswith("interior")}
        root["contents"]["interior.0"] = [{"id": plain["next_node"], "module": "hinged-door"}]
        plain["next_node"] += 1
        for coating, sheen, glue in [
            ("waterborne-pu", "satin", None),
            ("nitro-lacquer", "gloss", "eva"),
            ("powder", "matt", "laser"),
        ]:
            with self.subTest(coating=coating), tempfile.TemporaryDirectory() as folder:
                design = copy.deepcopy(plain) | {"surfaces": {"front": {"coating": coating, "sheen": sheen}}}
                if glue:
                    design["glue"] = glue
                path = pathlib.Path(folder) / "coated.boardwright.json"
                path.write_text(json.dumps(design), "utf-8")
                self.check(path, coating, glue or METHOD["glue"])


if __name__ == "__main__":
    unittest.main()
