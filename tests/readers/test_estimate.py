"""Price, VOC, formaldehyde and carbon of designs, reckoned once more from the cut list and the catalogue's files alone.

Shares no code with the program: exact fractions, rounded half up line by line as the documents say. Every line has
to be there once and agree to the fen, milligram, nanogram and gram, and the lines have to add up to what is told.
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
STARTERS = sorted((ROOT / "assets/designs").glob("*.boardwright.json"))
WARDROBE = json.loads((ROOT / "assets/designs/wardrobe.boardwright.json").read_text("utf-8"))


def catalogue(name):
    entries = json.loads((ROOT / f"assets/catalogue/{name}.json").read_text("utf-8"))[name]
    return {entry["id"]: entry for entry in entries}


BOARDS, BANDS, COATINGS, GLUES, HARDWARE, RATES = map(
    catalogue, ("boards", "bands", "coatings", "glues", "hardware", "rates")
)
METHOD = json.loads((ROOT / "assets/methods/system-32.json").read_text("utf-8"))["method"]
RULES = {rule["id"]: rule["value"] for rule in METHOD["values"]}
# Micrometres in a metre, which is square micrometres in a square millimetre as well.
M = 1_000_000
# Of the room: cubic metres of fresh air an hour. Of boards: metres an hour, in the chamber one.
FRESH, K = Fraction("31.2") * Fraction("0.5"), Fraction("0.62")
# What passes through bands all around, or through a coating that covers the edges.
BARRIER = Fraction("0.7")


def rounded(value):
    return floor(value + Fraction(1, 2))


def um(text):
    number, unit = text.split()
    assert unit == "mm", text
    return int(Fraction(number) * 1000)


def figure(quantity):
    if "value" in quantity:
        return Fraction(str(quantity["value"]))
    return (Fraction(str(quantity["low"])) + Fraction(str(quantity["high"]))) / 2


def fen(quantity):
    return rounded(figure(quantity) * 100)


def run(*arguments):
    return json.loads(subprocess.run([CLI, *arguments], capture_output=True, check=True).stdout)


def strip(band, thickness):
    wanted = thickness + um(band["overhang"]["value"])
    return min((um(width) for width in band["widths"] if um(width) >= wanted), default=wanted)


def carbon(grams, record):
    """Of whole grams; none where the record lacks it."""
    return rounded(grams * figure(record["carbon_g_per_kg"]) / 1000) if "carbon_g_per_kg" in record else None


def amount(line):
    return line["quantity"] if line["length_um"] is None else Fraction(line["length_um"], M)


class Amounts:
    """What a cut list is made of; boards that need a finish carry the coating."""

    def __init__(self, rows, coating, glue):
        self.coating, self.glue = coating, glue
        # By board, thickness and decor: how many, and square millimetres to be cut.
        self.boards = defaultdict(lambda: [0, 0])
        # By board: cubic micrometres over 10⁶, and square millimetres that give off formaldehyde.
        self.volumes, self.emitting = defaultdict(int), defaultdict(Fraction)
        # By band, decor and width: with what is used up beyond the ends. By band and width: what stays on.
        self.drawn, self.kept = defaultdict(int), defaultdict(int)
        self.coated = self.glued = 0
        for row in rows:
            many, thickness = row["quantity"], row["thickness_um"]
            material = self.boards[row["board"], thickness, row["decor"]]
            material[0] += many
            material[1] += many * (row["cut_um"][0] * row["cut_um"][1] // M)
            length, width = row["finished_um"]
            face = length * width // M
            self.volumes[row["board"]] += many * face * thickness
            bare = 0
            for edge, along in zip(row["edges"], (length, length, width, width)):
                if edge is None:
                    bare += along * thickness // M
                    continue
                wide = strip(BANDS[edge["band"]], thickness)
                over = 2 * um(RULES["band_over_length"])
                self.drawn[edge["band"], row["decor"], wide] += many * (along + over)
                self.kept[edge["band"], wide] += many * along
                self.glued += many * (along * thickness // M)
            covered = False
            if coating and BOARDS[row["board"]]["needs_finish"]:
                self.coated += many * (2 * face + bare)
                covered = coating.get("covers_edges", False)
            closed = covered or None not in row["edges"]
            self.emitting[row["board"]] += many * (2 * face * BARRIER if closed else 2 * face + bare)

    def board_lines(self):
        lines = {}
        for (board, thickness, decor), (many, area) in self.boards.items():
            prices = {um(one["thickness"]): fen(one["price_per_m2"]) for one in BOARDS[board]["thicknesses"]}
            price = prices[thickness]
            lines[board, thickness, decor] = (many, area, price, rounded(Fraction(area * price, M)))
        return lines

    def band_lines(self):
        # A layer that laser melts makes bands dearer.
        markup = figure(self.glue["band_markup_percent"]) if "band_markup_percent" in self.glue else 0
        lines = {}
        for (band, decor, wide), length in self.drawn.items():
            record = BANDS[band]
            metre = rounded(Fraction(fen(record["price_per_m"]) * wide, um(record["price_width"])))
            metre = rounded(metre * (100 + markup) / 100)
            lines[band, decor, wide] = (length, metre, rounded(Fraction(metre * length, M)))
        return lines

    def coats(self):
        """Square millimetres times coats, by square decimetres a litre and by what doesn't miss."""
        one = self.coating
        return self.coated * figure(one["coats"]) / (figure(one["spread_dm2_per_l"]) * figure(one["transfer_percent"]))

    def liquids(self):
        """By kind and record: square millimetres, grams, milligrams of VOC."""
        lines = {}
        if self.coated:
            millilitres = rounded(self.coats() * 10)
            grams = rounded(millilitres * figure(self.coating["density_g_per_l"]) / 1000)
            voc = rounded(self.coats() * 10 * figure(self.coating["voc_g_per_l"]))
            lines["coating", self.coating["id"]] = (self.coated, grams, voc)
        if self.glued:
            grams = self.glued * figure(self.glue["grams_per_m2"]) / M
            voc = rounded(grams * figure(self.glue["voc_g_per_kg"]))
            lines["glue", self.glue["id"]] = (self.glued, rounded(grams), voc)
        return lines

    def of_boards(self, field):
        lines = {}
        for board, volume in self.volumes.items():
            held = BOARDS[board]["figures"].get(field)
            lines["board", board] = held and rounded(volume * figure(held) / M**2)
        return lines

    def fossil(self, hardware):
        lines = self.of_boards("carbon_fossil_g_per_m3")
        for (band, wide), length in self.kept.items():
            record = BANDS[band]
            solid = length * wide * um(record["thickness"]) * figure(record["density_kg_per_m3"])
            gram = carbon(rounded(solid / 10**15), record)
            known = lines.get(("band", band), 0)
            lines["band", band] = None if None in (known, gram) else known + gram
        for (kind, name), (_, grams, _) in self.liquids().items():
            lines[kind, name] = carbon(grams, {"coating": COATINGS, "glue": GLUES}[kind][name])
        for line in hardware:
            record = HARDWARE[line["hardware"]]
            lines["hardware", line["hardware"]] = carbon(rounded(amount(line) * figure(record["mass_g"])), record)
        return lines

    def formaldehyde(self):
        """ng/m³ by board, of the linear or the saturating model: whichever comes to more."""
        linear, saturating, taken_up = {}, {}, Fraction(0)
        for board, area in self.emitting.items():
            limit = BOARDS[board]["emission"].get("limit_ug_per_m3")
            if limit is None:
                return None
            # In the chamber, ng/m³; at a rate of 1 m/h what is given off an hour and square metre is as much.
            chamber = figure(limit) * 1000
            linear["board", board] = area / M * chamber / FRESH
            saturating["board", board] = area / M * K * chamber * (1 + 1 / K)
            taken_up += area / M * K
        saturating = {board: share / (FRESH + taken_up) for board, share in saturating.items()}
        return max(linear, saturating, key=lambda model: sum(model.values()))


class Estimates(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, document):
        path = self.folder / name
        path.write_text(json.dumps(document), "utf-8")
        return path

    def estimate(self, path, rows):
        """With an offcut in stock that holds all boards of a material, so that nothing waits for the optimiser."""
        offcuts = [
            {
                "board": board,
                "thickness": f"{thickness / 1000:g} mm",
                "decor": decor,
                "length": "6 m",
                "width": "6 m",
                "quantity": "1",
            }
            for board, thickness, decor in sorted({(row["board"], row["thickness_um"], row["decor"]) for row in rows})
        ]
        rules = {"offcuts_first": "always"}
        workshop = {"format": "boardwright-workshop", "version": 1, "rules": rules, "offcuts": offcuts}
        return run("estimate", "--workshop", self.write("our.workshop.json", workshop), path)

    def check(self, path, coating=None, glue=METHOD["glue"]):
        rows = run("parts", path)["rows"]
        amounts = Amounts(rows, coating and COATINGS[coating], GLUES[glue])
        told = self.estimate(path, rows)
        self.money(told, amounts)
        self.emissions(told, amounts)
        self.quotes(told)
        return rows, told

    def money(self, told, amounts):
        def by(lines, names):
            found = {tuple(line[name] for name in names): line for line in lines}
            self.assertEqual(len(found), len(lines))
            return found

        boards = by(told["boards"], ("board", "thickness_um", "decor"))
        fields = ("quantity", "area_mm2", "fen_per_m2", "by_area_fen")
        found = {key: tuple(line[field] for field in fields) for key, line in boards.items()}
        self.assertEqual(found, amounts.board_lines())

        bands = by(told["bands"], ("band", "decor", "width_um"))
        fields = ("length_um", "fen_per_m", "fen")
        found = {key: tuple(line[field] for field in fields) for key, line in bands.items()}
        self.assertEqual(found, amounts.band_lines())

        liquids = {}
        for (kind, name), (area, grams, _) in amounts.liquids().items():
            price = fen({"coating": COATINGS, "glue": GLUES}[kind][name]["price_per_kg"])
            liquids[name, kind == "glue"] = (area, grams, price, rounded(Fraction(price * grams, 1000)))
        fields = ("area_mm2", "grams", "fen_per_kg", "fen")
        found = by(told["coatings"], ("coating", "is_glue"))
        found = {key: tuple(line[field] for field in fields) for key, line in found.items()}
        self.assertEqual(found, liquids)

        for line in by(told["hardware"], ("hardware",)).values():
            record = HARDWARE[line["hardware"]]
            self.assertEqual(line["length_um"] is not None, record["unit"] == "metre")
            self.assertEqual(line["fen_per_unit"], fen(record["price"]))
            self.assertEqual(line["fen"], rounded(amount(line) * fen(record["price"])))

        sums = {
            "boards_by_area_fen": sum(line["by_area_fen"] for line in told["boards"]),
            "banding_fen": sum(line["fen"] for line in told["bands"]),
            "coating_fen": sum(line["fen"] for line in told["coatings"] if not line["is_glue"]),
            "glue_fen": sum(line["fen"] for line in told["coatings"] if line["is_glue"]),
            "hardware_fen": sum(line["fen"] for line in told["hardware"]),
        }
        self.assertEqual({name: told[name] for name in sums}, sums)
        self.assertEqual(told["total_by_area_fen"], sum(sums.values()))

    def emissions(self, told, amounts):
        def compare(name, unit, wanted):
            found = told["emissions"][name]
            self.assertEqual(found["unit"], unit)
            lines = {(line["kind"], line["record"]): line["value"] for line in found["lines"]}
            self.assertEqual(len(lines), len(found["lines"]))
            self.assertEqual(lines, wanted, name)
            if None in wanted.values():
                self.assertEqual((found["value"], found["low"], found["high"]), (None, None, None))
            else:
                self.assertEqual(found["value"], sum(lines.values()))
                self.assertLessEqual(found["low"], found["value"])
                self.assertLessEqual(found["value"], found["high"])

        compare("voc", "mg", {line: voc for line, (_, _, voc) in amounts.liquids().items()})
        compare("carbon_stored", "g", amounts.of_boards("carbon_stored_g_per_m3"))
        compare("carbon_fossil", "g", amounts.fossil(told["hardware"]))
        formaldehyde = amounts.formaldehyde()
        if formaldehyde is None:
            self.assertIsNone(told["emissions"]["formaldehyde"]["value"])
        else:
            compare("formaldehyde", "ng/m³", {board: rounded(share) for board, share in formaldehyde.items()})

    def quotes(self, told):
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
        self.assertEqual(len(STARTERS), 3)
        for path in STARTERS:
            with self.subTest(starter=path.name):
                self.check(path)

    def test_what_is_sold_by_the_metre_is_weighed_once(self):
        # Two rails of these lengths each round the same way.
        for width in (1783, 1792, 1816):
            with self.subTest(width=width):
                design = copy.deepcopy(WARDROBE)
                design["items"][0]["size"][0] = f"{width} mm"
                self.check(self.write("rails.boardwright.json", design))

    def test_the_stock_leaves_all_but_the_sheets_alone(self):
        path = ROOT / "assets/designs/bookcase.boardwright.json"
        rows = run("parts", path)["rows"]
        told = run("estimate", path)
        self.money(told, Amounts(rows, None, GLUES[METHOD["glue"]]))
        self.quotes(told)
        self.assertEqual(told["emissions"], self.estimate(path, rows)["emissions"])

    def test_coated_fronts(self):
        for coating, sheen, colour, glue in [
            ("waterborne-pu", "satin", "sage", None),
            ("nitro-lacquer", "gloss", None, "eva"),
            ("powder", "matt", None, "laser"),
        ]:
            with self.subTest(coating=coating):
                design = copy.deepcopy(WARDROBE)
                design["materials"]["front"] |= {"board": "mdf-enf", "decor": "natural-mdf"}
                design["surfaces"] = {"front": {"coating": coating, "sheen": sheen}}
                if colour:
                    design["surfaces"]["front"]["colour"] = colour
                if glue:
                    design["glue"] = glue
                path = self.write("coated.boardwright.json", design)
                rows, told = self.check(path, coating, glue or METHOD["glue"])
                self.assertGreater(told["coating_fen"], 0)
                # A coating that covers edges leaves none to a band.
                fronts = [row["edges"] for row in rows if row["board"] == "mdf-enf"]
                self.assertTrue(fronts)
                covers = COATINGS[coating].get("covers_edges", False)
                for edges in fronts:
                    self.assertEqual(all(edge is None for edge in edges), covers)


if __name__ == "__main__":
    unittest.main()
