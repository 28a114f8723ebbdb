#!/usr/bin/env python3
"""Makes cutting lists as furniture makers have them, always the same ones for the same seed.

    python3 benches/furniture_lists.py --seed 7 --boards 120 [--out LIST.json]     # one list
    python3 benches/furniture_lists.py --seed 1 --lists 24 --out FOLDER            # lists of 20 to 500 boards
    python3 benches/furniture_lists.py --seed 1 --boards 10000 --types 500         # one large batch of many orders

A list is what one order needs of one board material: cabinets of a few widths, each with its sides, top, bottom,
shelves, doors, back, drawers, rails and plinth, all built alike (depth, board thickness, plinth). In a decor with grain
the parts that one sees keep it along `w`, which lies along the sheet's length; shelves, rails and drawer boxes may be
turned. In a plain one everything may be. Backs and drawer bottoms are in the list where they are made of the same board.

Sheets are 2440 x 1220, 2800 x 2070 or 2750 x 1830 mm, the kerf 3 to 4.4 mm, the trim 0 to 15 mm; all parts fit. The
format is that of `boardwright cut`: millimetres, `cost` is the sheet's area. The number of boards is exact: the last
cabinet's boards are left out as far as they are too many. Only `random()` of Python's generator is used, whose
sequence is promised to stay, so a seed gives the same list on every machine and version."""
import argparse
import copy
import json
import os
import random
import sys

SHEETS = [(2440, 1220), (2800, 2070), (2750, 1830)]
KERFS = [3, 3.2, 3.5, 4, 4, 4.4]
TRIMS = [0, 5, 8, 10, 10, 12, 15]
THICKNESSES = [16, 18, 18, 19]
WIDTHS = [300, 400, 450, 500, 600, 600, 800, 900, 1000]
DEPTHS = [300, 320, 350, 400, 450, 500, 560, 560, 580, 600]
# How many boards the lists of a series have, in turn.
SIZES = [20, 30, 40, 50, 60, 80, 100, 130, 170, 240, 350, 500]


class Dice:
    """Choices from a seed."""

    def __init__(self, seed):
        self.generator = random.Random(seed)

    def number(self, low, high):
        return low + int(self.generator.random() * (high - low + 1))

    def pick(self, options):
        return options[self.number(0, len(options) - 1)]

    def chance(self, share):
        return self.generator.random() < share


class Style:
    """How the cabinets of one order are built."""

    def __init__(self, dice):
        self.thickness = dice.pick(THICKNESSES)
        self.depth = dice.pick(DEPTHS)
        self.plinth = dice.pick([0, 60, 80, 100, 100, 150])
        self.gap = dice.pick([2, 3, 4])
        self.has_own_backs = dice.chance(0.25)
        self.drawer_length = max(l for l in [250, 300, 350, 400, 450, 500, 550] if l <= max(self.depth - 40, 250))
        # Made to measure: any width, instead of a catalogue's.
        made_to_measure = dice.chance(0.4)
        count = dice.number(1, 3)
        self.widths = [dice.number(280, 1050) if made_to_measure else dice.pick(WIDTHS) for _ in range(count)]


def wardrobe(dice, style, width):
    height = dice.pick([1980, 2010, 2100, 2200, 2360])
    yield from carcass(style, width, height)
    yield from shelves(style, width, dice.number(1, 6))
    yield from doors(style, width, height - style.plinth)


def base_cabinet(dice, style, width):
    height = dice.pick([720, 720, 760, 870])
    yield from carcass(style, width, height, has_top=False)
    # Two rails carry the worktop.
    yield width - 2 * style.thickness, dice.pick([80, 100]), 2, False
    if dice.chance(0.35):
        yield from drawers(style, width, height - style.plinth, dice.number(2, 4))
    else:
        yield from shelves(style, width, dice.number(1, 2))
        yield from doors(style, width, height - style.plinth)


def wall_cabinet(dice, style, width):
    height = dice.pick([360, 600, 720, 720, 900])
    inside = copy.copy(style)
    inside.depth, inside.plinth = min(style.depth, 350), 0
    yield from carcass(inside, width, height)
    yield from shelves(inside, width, height // 350)
    yield from doors(inside, width, height)


def bookcase(dice, style, width):
    height = dice.pick([1060, 1400, 1820, 2020, 2200])
    yield from carcass(style, width, height)
    yield from shelves(style, width, height // 360)
    yield width - 2 * style.thickness, 60, 1, False


def chest(dice, style, width):
    height = dice.pick([800, 960, 1120])
    yield from carcass(style, width, height)
    yield from drawers(style, width, height - style.plinth, dice.number(3, 6))


def sideboard(dice, style, width):
    height, columns = dice.pick([600, 750, 850]), dice.number(2, 3)
    total = width * columns
    yield from carcass(style, total, height)
    yield height - style.plinth - 2 * style.thickness, style.depth - 20, columns - 1, True
    yield from shelves(style, width, columns)
    yield from (front for _ in range(columns) for front in doors(style, width, height - style.plinth))


def desk(dice, style, width):
    length = dice.pick([1200, 1400, 1600, 1800])
    yield length, dice.pick([600, 700, 800]), 1, True
    yield 720 - style.thickness, dice.pick([580, 680]), 2, True
    yield length - 2 * style.thickness, dice.pick([300, 400]), 1, True
    yield from drawers(style, min(width, 450), 420, 3)


FURNITURE = [wardrobe, wardrobe, base_cabinet, base_cabinet, base_cabinet, wall_cabinet, bookcase, chest, sideboard, desk]


def carcass(style, width, height, has_top=True):
    inner = width - 2 * style.thickness
    yield height, style.depth, 2, True
    yield inner, style.depth, 2 if has_top else 1, False
    if style.plinth:
        yield inner, style.plinth, 1, True
    if style.has_own_backs:
        yield height - style.plinth - 4, width - 4, 1, True


def shelves(style, width, count):
    yield width - 2 * style.thickness - 1, style.depth - 20, count, False


def doors(style, width, height):
    leaves = 2 if width > 600 else 1
    yield height - style.gap, width // leaves - style.gap, leaves, True


def drawers(style, width, height, count):
    front = height // count - style.gap
    side = max(s for s in [80, 100, 120, 150, 180, 200] if s <= max(front - 40, 80))
    inner = width - 2 * style.thickness - 26
    yield width - style.gap, front, count, True
    yield style.drawer_length, side, 2 * count, False
    yield inner - 2 * style.thickness, side, 2 * count, False
    if style.has_own_backs:
        yield inner, style.drawer_length, count, False


class Order:
    """What is needed of one board material: size and whether it may be turned -> how many."""

    def __init__(self, sheet, trim, has_grain):
        self.length, self.width = sheet[0] - 2 * trim, sheet[1] - 2 * trim
        self.has_grain = has_grain
        self.boards = {}

    def add(self, length, width, quantity, is_seen, at_most):
        """Adds boards as far as they fit a sheet and stay within a number; a part of the same size is the same type."""
        turns = not (is_seen and self.has_grain)
        fits = length <= self.length and width <= self.width
        fits |= turns and width <= self.length and length <= self.width
        if min(length, width) < 40 or not fits:
            return 0
        if turns and length < width:
            length, width = width, length
        quantity = min(quantity, at_most)
        if quantity > 0:
            key = (length, width, turns)
            self.boards[key] = self.boards.get(key, 0) + quantity
        return max(quantity, 0)


def fill(dice, order, boards):
    """One order: cabinets of one style, several alike, until it has that many boards."""
    style, missing = Style(dice), boards
    kinds = [dice.pick(FURNITURE) for _ in range(dice.number(1, 3))]
    while missing > 0:
        kind, width = dice.pick(kinds), dice.pick(style.widths)
        copies = dice.pick([1, 1, 2, 2, 3, 4, 6])
        for length, across, quantity, is_seen in list(kind(dice, style, width)):
            missing -= order.add(length, across, quantity * copies, is_seen, missing)


def furniture_list(seed, boards, types=None):
    """The instance of a seed with exactly that many boards and, where it is said, exactly that many types."""
    dice = Dice(seed)
    sheet, kerf, trim = dice.pick(SHEETS), dice.pick(KERFS), dice.pick(TRIMS)
    order = Order(sheet, trim, dice.chance(0.6))
    if types is None:
        fill(dice, order, boards)
        found = order.boards
    else:
        while len(order.boards) < types:
            fill(dice, order, dice.number(20, 200))
        found = share(dict(list(order.boards.items())[:types]), boards)
    name = f"furniture_s{seed}_n{boards}" + (f"_t{types}" if types else "")
    return {
        "name": name,
        "kerf": kerf,
        "trim": trim,
        "stocks": [{"w": sheet[0], "h": sheet[1], "qty": None, "cost": sheet[0] * sheet[1]}],
        "parts": [{"w": w, "h": h, "qty": quantity, "rotatable": turns} for (w, h, turns), quantity in found.items()],
    }


def share(found, boards):
    """Scales all quantities so that they add up to that many boards, at least one of each."""
    if len(found) > boards:
        raise ValueError(f"{boards} boards can't be of {len(found)} types")
    total, rest = sum(found.values()), boards - len(found)
    scaled = {key: 1 + rest * quantity // total for key, quantity in found.items()}
    for key in sorted(found, key=lambda key: -(rest * found[key] % total))[: boards - sum(scaled.values())]:
        scaled[key] += 1
    return scaled


def series(seed, lists=24):
    """Lists of 20 to 500 boards, each with a seed of its own, from a first one on."""
    return [furniture_list(seed + index, SIZES[index % len(SIZES)]) for index in range(lists)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--boards", type=int, default=60)
    parser.add_argument("--types", type=int, help="exactly so many sizes; without it as few as the cabinets have")
    parser.add_argument("--lists", type=int, help="a series of lists with consecutive seeds instead of one")
    parser.add_argument("--out", help="the file, or the folder of a series; without it one list goes to standard output")
    options = parser.parse_args()
    if options.boards < 1 or (options.types or 1) < 1 or (options.types or 0) > options.boards:
        parser.error("--boards needs at least one board, and --types from one to as many as there are boards")
    if options.lists is not None:
        if not options.out:
            parser.error("a series of lists needs --out FOLDER")
        os.makedirs(options.out, exist_ok=True)
        for instance in series(options.seed, options.lists):
            with open(os.path.join(options.out, instance["name"] + ".json"), "w") as file:
                json.dump(instance, file)
        return
    text = json.dumps(furniture_list(options.seed, options.boards, options.types)) + "\n"
    if options.out:
        with open(options.out, "w") as file:
            file.write(text)
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
