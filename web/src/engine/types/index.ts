// DO NOT EDIT: `cargo xtask schema` writes this from the types of crates/session and what it shows.
// Lengths are whole micrometres (_um), money whole fen (_fen), shares basis points (_bp).

/**
 * The same furniture otherwise.
 */
export type Alternative = { 
/**
 * Its price by area, in fen.
 */
fen: number, 
/**
 * What is replaced.
 */
replacements: Array<Replacement>, 
/**
 * What can't be.
 */
stuck: Array<Stuck>, };

/**
 * Three prices for the very same furniture, all by area.
 */
export type Alternatives = { 
/**
 * As chosen, in fen.
 */
fen: number, 
/**
 * With no added VOC in coatings and adhesives.
 */
no_added_voc: Alternative, 
/**
 * As it is customarily built at the lowest price.
 */
customary: Alternative, };

/**
 * One of the three directions of a piece of furniture.
 */
export type Axis = "width" | "height" | "depth";

/**
 * The edge band of a class.
 */
export type BandChoiceView = { 
/**
 * Class: visible, hidden.
 */
class: string, 
/**
 * Message key of its name.
 */
label: string, 
/**
 * Edge band in the catalogue; none for raw edges.
 */
band: string | null, 
/**
 * Bands that the glue in force doesn't hold.
 */
unheld: Array<string>, };

/**
 * One edge band.
 */
export type BandLine = { 
/**
 * Edge band in the catalogue.
 */
band: string, 
/**
 * Decor it matches.
 */
decor: string, 
/**
 * Width of the strip.
 */
width_um: number, 
/**
 * Length bought, with over-length at each end.
 */
length_um: number, 
/**
 * Price of a metre.
 */
fen_per_m: number, 
/**
 * Name under which a design may replace the price.
 */
price_name: string, 
/**
 * True when the design has replaced it.
 */
is_own_price: boolean, 
/**
 * True when the price is typical.
 */
is_typical: boolean, 
/**
 * Cost.
 */
fen: number, };

/**
 * How a bar is sawn.
 */
export type BarView = { 
/**
 * How many bars are sawn so.
 */
count: number, 
/**
 * Lengths of the pieces, in the order in which they are sawn off.
 */
pieces_um: Array<number>, 
/**
 * What is left of each.
 */
left_um: number, };

/**
 * The bars of one kind of hardware that is sold by the metre.
 */
export type BarsView = { 
/**
 * Hardware in the catalogue.
 */
hardware: string, 
/**
 * Length of a bar.
 */
bar_um: number, 
/**
 * True when that length is typical.
 */
is_typical: boolean, 
/**
 * Bars to buy.
 */
bars: number, 
/**
 * True when no way to saw them takes fewer.
 */
is_optimal: boolean, 
/**
 * Bars sawn alike together.
 */
patterns: Array<BarView>, 
/**
 * Lengths of the pieces that are longer than a bar.
 */
too_long_um: Array<number>, };

/**
 * The boards of one material.
 */
export type BoardLine = { 
/**
 * Board material in the catalogue.
 */
board: string, 
/**
 * Thickness.
 */
thickness_um: number, 
/**
 * Decor in the catalogue.
 */
decor: string, 
/**
 * Boards of it.
 */
quantity: number, 
/**
 * Area of the cut sizes.
 */
area_mm2: number, 
/**
 * Price of a square metre.
 */
fen_per_m2: number, 
/**
 * Name under which a design may replace the price.
 */
price_name: string, 
/**
 * True when the design has replaced it.
 */
is_own_price: boolean, 
/**
 * True when the price is typical.
 */
is_typical: boolean, 
/**
 * Cost by area.
 */
by_area_fen: number, 
/**
 * Sheets bought, once a plan is known that leaves none of these boards out.
 */
sheets: number | null, 
/**
 * Those sheets by size, then the offcuts in stock that are used; nothing until a plan is known.
 */
lots: Array<SheetLot>, 
/**
 * Cost by sheets, offcuts in stock among them, once such a plan is known.
 */
by_sheets_fen: number | null, };

/**
 * A board material.
 */
export type BoardMaterialView = { 
/**
 * Identifier.
 */
id: string, 
/**
 * Name.
 */
name: NameView, 
/**
 * Build; `board-kind.KIND` is its message key.
 */
kind: string, 
/**
 * Formaldehyde class such as `ENF`; none for wood without added formaldehyde.
 */
emission_class: string | null, 
/**
 * Message keys of what is worth saying beside its name.
 */
badges: Array<string>, 
/**
 * Thicknesses with prices, thinnest first.
 */
thicknesses: Array<ThicknessView>, 
/**
 * Decors it comes in, the usual one first.
 */
decors: Array<string>, };

/**
 * One board by name.
 */
export type BoardView = { 
/**
 * Key: `NODE/board.INDEX`.
 */
key: string, 
/**
 * Message key of its name.
 */
label: string, 
/**
 * Its number where the module makes several of them, from 1; else 0.
 */
number: number, 
/**
 * Number of its row in the cut list.
 */
row: number, 
/**
 * Module it belongs to.
 */
node: number, 
/**
 * Role.
 */
role: Role, 
/**
 * True for doors and drawer fronts.
 */
is_front: boolean, };

/**
 * What the page shows of the catalogue.
 */
export type CatalogueView = { 
/**
 * Board materials.
 */
boards: Array<BoardMaterialView>, 
/**
 * Decors.
 */
decors: Array<DecorView>, 
/**
 * Edge bands.
 */
bands: Array<EdgeBandView>, 
/**
 * Coatings.
 */
coatings: Array<CoatingView>, 
/**
 * Glues for edge bands.
 */
glues: Array<NamedView>, 
/**
 * Targets for a room's air.
 */
targets: Array<NamedView>, 
/**
 * Hardware.
 */
hardware: Array<HardwareView>, 
/**
 * Sources of figures.
 */
sources: Array<SourceView>, };

/**
 * One check of the design.
 */
export type CheckView = { 
/**
 * How it came out.
 */
severity: Severity, 
/**
 * What is wrong and what would be right.
 */
message: Message, 
/**
 * Boards and openings concerned.
 */
keys: Array<string>, };

/**
 * Something that can be put into an opening.
 */
export type ChoiceView = { 
/**
 * Module in the library.
 */
module: string, 
/**
 * What it is called there.
 */
label: Message, 
/**
 * The edit that puts it in; none when refused.
 */
edit: Edit | null, 
/**
 * Why it can't be put in.
 */
refusal: Message | null, };

/**
 * What may be said.
 */
export type Claim = { 
/**
 * The sentence.
 */
says: Message, 
/**
 * Records that keep it from saying more, with what would help.
 */
because: Array<Reason>, };

/**
 * A coating, or the glue of the edge bands.
 */
export type CoatingLine = { 
/**
 * Coating or glue in the catalogue.
 */
coating: string, 
/**
 * True for the glue.
 */
is_glue: boolean, 
/**
 * Area that it is put on.
 */
area_mm2: number, 
/**
 * What is used of it, losses included.
 */
grams: number, 
/**
 * Price of a kilogram.
 */
fen_per_kg: number, 
/**
 * Name under which a design may replace the price.
 */
price_name: string, 
/**
 * True when the design has replaced it.
 */
is_own_price: boolean, 
/**
 * True when the price is typical.
 */
is_typical: boolean, 
/**
 * Cost.
 */
fen: number, };

/**
 * A coating.
 */
export type CoatingView = { 
/**
 * Identifier.
 */
id: string, 
/**
 * Name.
 */
name: NameView, 
/**
 * Sheens it comes in, the usual one first.
 */
sheens: Array<Sheen>, 
/**
 * Decors whose colours it comes in beside clear.
 */
colours: Array<string>, 
/**
 * True for what is customary and releases much.
 */
is_customary: boolean, 
/**
 * How many coats.
 */
coats: number, 
/**
 * VOC content, grams per litre.
 */
voc_g_per_l: number, };

/**
 * The cut list: one row for each kind of board.
 */
export type CutList = { 
/**
 * Rows by material, then size, then name.
 */
rows: Array<CutListRow>, 
/**
 * Boards in all.
 */
boards: number, 
/**
 * Boards that match; a row's [`matched`](CutListRow::matched) is a position in here, from 1.
 */
matched: Array<MatchedBoards>, };

/**
 * Boards that are alike in every respect the factory sees.
 */
export type CutListRow = { 
/**
 * Number, from 1.
 */
row: number, 
/**
 * Message key of the board's name.
 */
label: string, 
/**
 * How many.
 */
quantity: number, 
/**
 * Board material in the catalogue.
 */
board: string, 
/**
 * Thickness.
 */
thickness_um: number, 
/**
 * Decor in the catalogue.
 */
decor: string, 
/**
 * Size after banding: length (along the grain), width.
 */
finished_um: [number, number], 
/**
 * Size at the saw.
 */
cut_um: [number, number], 
/**
 * Size with allowance for a second cut; equal to the cut size where none is needed.
 */
oversize_um: [number, number], 
/**
 * True when the length must lie along the sheet's grain.
 */
has_grain: boolean, 
/**
 * Edge bands: along the length at the front or left, along the length opposite, across at the start, across at the end.
 */
edges: [EdgeBandUse | null, EdgeBandUse | null, EdgeBandUse | null, EdgeBandUse | null], 
/**
 * Grooves milled into it.
 */
grooves: number, 
/**
 * Which boards it matches: a position among [`CutList::matched`], from 1.
 */
matched: number | null, 
/**
 * Keys of the boards.
 */
keys: Array<string>, };

/**
 * One saw cut.
 */
export type CutView = { 
/**
 * Start.
 */
from_um: [number, number], 
/**
 * End.
 */
to_um: [number, number], 
/**
 * Level in the tree of cuts, 1 for the first; 0 for a trim.
 */
stage: number, 
/**
 * The piece on the saw: x, y, width, height.
 */
piece_um: [number, number, number, number], 
/**
 * What is cut off it: x, y, width, height.
 */
off_um: [number, number, number, number], 
/**
 * Where the fence stands: the width of what is cut off.
 */
fence_um: number, 
/**
 * How far the saw travels.
 */
length_um: number, 
/**
 * True when the piece is turned by a quarter before this cut.
 */
is_turned: boolean, 
/**
 * Boards that this cut finishes, by index in `placements`.
 */
boards: Array<number>, 
/**
 * Leftovers that come off with it, by index in `leftovers`.
 */
leftovers: Array<number>, 
/**
 * Pieces that are cut further: x, y, width, height.
 */
pieces_um: Array<[number, number, number, number]>, };

/**
 * A decor.
 */
export type DecorView = { 
/**
 * Identifier.
 */
id: string, 
/**
 * Name.
 */
name: NameView, 
/**
 * Main colour, `#rrggbb`.
 */
colour: string, 
/**
 * Colour of the figure, `#rrggbb`.
 */
figure_colour: string, 
/**
 * Figure.
 */
figure: Figure, };

/**
 * An edge band on one edge.
 */
export type EdgeBandUse = { 
/**
 * Edge band in the catalogue.
 */
band: string, 
/**
 * Thickness.
 */
thickness_um: number, };

/**
 * An edge band.
 */
export type EdgeBandView = { 
/**
 * Identifier.
 */
id: string, 
/**
 * Name.
 */
name: NameView, 
/**
 * Thickness.
 */
thickness_um: number, 
/**
 * Price of a metre of its reference width.
 */
fen_per_m: number, 
/**
 * True when the price is typical.
 */
is_typical: boolean, };

/**
 * One change of a design. Values are text as a person would type them (`2436 mm`, `96 in`, `3`, `yes`).
 */
export type Edit = { "rename": { 
/**
 * New name.
 */
name: string, } } | { "set-size": { 
/**
 * Item.
 */
item: number, 
/**
 * Which of the three.
 */
axis: Axis, 
/**
 * New length.
 */
value: string, } } | { "set-parameter": { 
/**
 * Module in the design.
 */
node: number, 
/**
 * Parameter.
 */
parameter: string, 
/**
 * New value.
 */
value: string, } } | { "reset-parameter": { 
/**
 * Module in the design.
 */
node: number, 
/**
 * Parameter.
 */
parameter: string, } } | { "set-track": { 
/**
 * Module in the design.
 */
node: number, 
/**
 * Parameter.
 */
parameter: string, 
/**
 * Which track, from 0.
 */
index: number, 
/**
 * `1fr` or a length.
 */
value: string, } } | { "insert-track": { 
/**
 * Module in the design.
 */
node: number, 
/**
 * Parameter.
 */
parameter: string, 
/**
 * Position of the new track.
 */
index: number, 
/**
 * `1fr` or a length.
 */
value: string, } } | { "remove-track": { 
/**
 * Module in the design.
 */
node: number, 
/**
 * Parameter.
 */
parameter: string, 
/**
 * Which track, from 0.
 */
index: number, } } | { "place": { 
/**
 * Key of the opening.
 */
opening: string, 
/**
 * Module in the library.
 */
module: string, } } | { "remove": { 
/**
 * Module in the design.
 */
node: number, } } | { "exchange": { 
/**
 * Module in the design.
 */
node: number, 
/**
 * Module in the library.
 */
module: string, } } | { "set-material": { 
/**
 * Role.
 */
role: Role, 
/**
 * Board material in the catalogue.
 */
board: string, 
/**
 * Thickness.
 */
thickness: string, 
/**
 * Decor in the catalogue.
 */
decor: string, 
/**
 * Where; without it everywhere but in what has a material of its own.
 */
place?: MaterialPlace, } } | { "reset-material": { 
/**
 * Role.
 */
role: Role, 
/**
 * Where; without it everywhere.
 */
place?: MaterialPlace, } } | { "set-surface": { 
/**
 * Role.
 */
role: Role, 
/**
 * Coating, sheen and colour.
 */
surface: Surface | null, } } | { "set-glue": { 
/**
 * Glue in the catalogue.
 */
glue: string | null, } } | { "set-band": { 
/**
 * Class: visible, hidden.
 */
class: string, 
/**
 * Edge band in the catalogue.
 */
band: string | null, } } | { "set-price": { 
/**
 * What is priced: a board material by its thickness (`mfc-pb-enf@18 mm`), an edge band by its
 * width (`eb-pp-1.0@22 mm`) or a piece of hardware.
 */
of: string, 
/**
 * Price per unit as text in yuan, such as `58.50`.
 */
price: string | null, } };

/**
 * The front elevation as rectangles, far ones first. Origin lower left, y up.
 */
export type Elevation = { 
/**
 * Overall width.
 */
width_um: number, 
/**
 * Overall height.
 */
height_um: number, 
/**
 * What is drawn, back to front.
 */
shapes: Array<ElevationShape>, };

/**
 * What a rectangle of the elevation stands for.
 */
export type ElevationKind = "board" | "compartment" | "fitting" | "front";

/**
 * One rectangle of the elevation.
 */
export type ElevationShape = { 
/**
 * Board key, opening key or `NODE/model.INDEX`.
 */
key: string, 
/**
 * What it stands for.
 */
kind: ElevationKind, 
/**
 * Left.
 */
x_um: number, 
/**
 * Bottom.
 */
y_um: number, 
/**
 * Width.
 */
width_um: number, 
/**
 * Height.
 */
height_um: number, 
/**
 * Fill, `#rrggbb`; empty for compartments.
 */
colour: string, 
/**
 * True when the grain runs upright in the picture, false when across, none without grain.
 */
grain_upright: boolean | null, 
/**
 * For hinged fronts: the side of the hinges, drawn as the usual triangle.
 */
hinge: HingeSide | null, 
/**
 * For a plinth, a leg and the like: the opening that it fills and is picked by.
 */
mount: string | null, };

/**
 * Emissions, carbon and claim of a design.
 */
export type Emissions = { 
/**
 * VOC released in making it, milligrams.
 */
voc: EstimatedFigure, 
/**
 * Formaldehyde in the room from this piece alone, nanograms per cubic metre.
 */
formaldehyde: EstimatedFigure, 
/**
 * What the room's air should hold at most, nanograms per cubic metre.
 */
target: number | null, 
/**
 * Where the target was read.
 */
target_source: string | null, 
/**
 * Fossil carbon, grams of CO2 equivalent.
 */
carbon_fossil: EstimatedFigure, 
/**
 * Carbon stored in the wood until the end of its life, grams of CO2. Never to be taken off the fossil.
 */
carbon_stored: EstimatedFigure, 
/**
 * The room.
 */
room: Room, 
/**
 * What may be said.
 */
claim: Claim, };

/**
 * A way that a material can go.
 */
export type EndOfLife = "reuse" | "refinish" | "recycle" | "energy";

/**
 * Price and quantities. Money is whole fen, net of tax.
 */
export type Estimate = { 
/**
 * ISO 4217 code.
 */
currency: string, 
/**
 * Boards by the area of their cut sizes.
 */
boards_by_area_fen: number, 
/**
 * What the offcuts kept of the sheets are worth; nothing until a plan is known, and where the workshop credits none.
 */
offcut_credit_fen: number, 
/**
 * Boards by whole sheets bought, less that credit; none until a plan for this revision is known, and where
 * it leaves boards out.
 */
boards_by_sheets_fen: number | null, 
/**
 * Edge bands.
 */
banding_fen: number, 
/**
 * Coatings.
 */
coating_fen: number, 
/**
 * Glue of the edge bands.
 */
glue_fen: number, 
/**
 * Hardware.
 */
hardware_fen: number, 
/**
 * All of it with boards by area.
 */
total_by_area_fen: number, 
/**
 * All of it with boards by sheets; none as for the boards.
 */
total_by_sheets_fen: number | null, 
/**
 * Boards, a line for each material.
 */
boards: Array<BoardLine>, 
/**
 * Edge bands, a line for each.
 */
bands: Array<BandLine>, 
/**
 * Coatings, a line for each, then the glue.
 */
coatings: Array<CoatingLine>, 
/**
 * Hardware, a line for each.
 */
hardware: Array<HardwareLine>, 
/**
 * Mass of the boards, and of bands and hardware whose mass is known, grams.
 */
mass_g: number, 
/**
 * True when a price in it is typical rather than quoted.
 */
has_typical_prices: boolean, };

/**
 * A figure.
 */
export type EstimatedFigure = { 
/**
 * The sum of the lines; none, and never nothing, where one of them is missing.
 */
value: number | null, 
/**
 * Lower end of what is likely.
 */
low: number | null, 
/**
 * Upper end.
 */
high: number | null, 
/**
 * Unit of all of them.
 */
unit: string, 
/**
 * Worst of the lines.
 */
status: FigureStatus, 
/**
 * How the whole is reckoned where it is more than the sum of the lines.
 */
formula: string | null, 
/**
 * What it is made of, the largest first.
 */
lines: Array<FigureLine>, };

/**
 * The kind of a form field with what it needs.
 */
export type Field = { "kind": "length", 
/**
 * Value.
 */
value_um: number, 
/**
 * Smallest allowed.
 */
min_um: number, 
/**
 * Largest allowed.
 */
max_um: number, 
/**
 * Step of the slider.
 */
step_um: number, 
/**
 * Why it can't be less.
 */
min_reason: Message | null, 
/**
 * Why it can't be more.
 */
max_reason: Message | null, } | { "kind": "count", 
/**
 * Value.
 */
value: number, 
/**
 * Smallest allowed.
 */
min: number, 
/**
 * Largest allowed.
 */
max: number, 
/**
 * Why it can't be less.
 */
min_reason: Message | null, 
/**
 * Why it can't be more.
 */
max_reason: Message | null, } | { "kind": "money", 
/**
 * Value.
 */
value_fen: number, } | { "kind": "switch", 
/**
 * Value.
 */
value: boolean, } | { "kind": "choice", 
/**
 * The possible values with their message keys.
 */
options: Array<OptionView>, } | { "kind": "tracks", 
/**
 * The tracks from left to right or bottom to top.
 */
tracks: Array<TrackView>, 
/**
 * The edit that adds a track at the end; none when no more fit.
 */
add: Edit | null, };

/**
 * The figure of a surface. Streaks run along the board's grain axis.
 */
export type Figure = "plain" | "wood" | "bamboo" | "linen";

/**
 * One line of a figure.
 */
export type FigureLine = { 
/**
 * Kind of the record.
 */
kind: RecordKind, 
/**
 * The record.
 */
record: string, 
/**
 * In the unit of the figure; none where the record lacks what it takes.
 */
value: number | null, 
/**
 * How it was reckoned, with the values, in signs that are the same in every language.
 */
formula: string, 
/**
 * Worst of what went in.
 */
status: FigureStatus, 
/**
 * Where that was read.
 */
source: string | null, 
/**
 * Field of the record that is missing.
 */
missing: string | null, };

/**
 * How far a figure can be trusted, best first. What is made of several is as good as the worst of them.
 */
export type FigureStatus = "declared" | "published" | "typical" | "missing";

/**
 * What holds the edge bands.
 */
export type GlueView = { 
/**
 * Glue in the catalogue.
 */
glue: string | null, 
/**
 * Glues that hold every band in use.
 */
options: Array<string>, 
/**
 * The edit that follows the construction method again; none while it does.
 */
reset: Edit | null, };

/**
 * One kind of hardware.
 */
export type HardwareLine = { 
/**
 * Hardware in the catalogue.
 */
hardware: string, 
/**
 * Pieces, pairs or sets.
 */
quantity: number, 
/**
 * Length for what is sold by the metre.
 */
length_um: number | null, 
/**
 * Price of a unit.
 */
fen_per_unit: number, 
/**
 * Name under which a design may replace the price.
 */
price_name: string, 
/**
 * True when the design has replaced it.
 */
is_own_price: boolean, 
/**
 * True when the price is typical.
 */
is_typical: boolean, 
/**
 * Cost.
 */
fen: number, };

/**
 * A piece of hardware.
 */
export type HardwareView = { 
/**
 * Identifier.
 */
id: string, 
/**
 * Name.
 */
name: NameView, 
/**
 * Unit: `piece`, `pair`, `set` or `metre`; `unit.UNIT` is its message key.
 */
unit: "piece" | "pair" | "set" | "metre", 
/**
 * Price of a unit.
 */
fen_per_unit: number, 
/**
 * True when the price is typical.
 */
is_typical: boolean, };

/**
 * The side a door hangs on.
 */
export type HingeSide = "left" | "right";

/**
 * One furniture item and its size.
 */
export type ItemView = { 
/**
 * Identifier.
 */
item: number, 
/**
 * Its outermost module.
 */
root: number, 
/**
 * Width, height, depth as length parameters.
 */
size: [ParameterView, ParameterView, ParameterView], };

/**
 * A leftover rectangle of a sheet.
 */
export type LeftoverView = { 
/**
 * Left.
 */
x_um: number, 
/**
 * Bottom.
 */
y_um: number, 
/**
 * Extent along x.
 */
width_um: number, 
/**
 * Extent along y.
 */
height_um: number, 
/**
 * True when it is large enough to keep as an offcut.
 */
is_offcut: boolean, };

/**
 * Boards on which the figure runs on from one to the next: they are cut from one strip of a sheet, in order.
 */
export type MatchedBoards = { 
/**
 * Keys of the boards, in the order of the strip: from left to right and from below upwards.
 */
keys: Array<string>, 
/**
 * True when they follow one another across the grain, false when they do along it.
 */
is_across: boolean, };

/**
 * A material that can be chosen for a role, ready-made as an edit for each of its decors.
 */
export type MaterialOption = { 
/**
 * Board material in the catalogue.
 */
board: string, 
/**
 * Thickness when this board is chosen: the one in force where it comes in that.
 */
thickness_um: number, 
/**
 * Decor when this board is chosen, found the same way.
 */
decor: string, 
/**
 * Thicknesses that the role can be built of.
 */
thicknesses_um: Array<number>, 
/**
 * Decors it comes in.
 */
decors: Array<string>, 
/**
 * True where a single board can have it too: it must stay as thick as the boards around it.
 */
is_for_one_board: boolean, };

/**
 * What may have a material of its own.
 */
export type MaterialPlace = { "item": number } | { "board": string };

/**
 * A message key and what fills its placeholders.
 */
export type Message = { 
/**
 * Key in `assets/messages`, such as `problem.too-long`.
 */
key: string, 
/**
 * Values by placeholder name.
 */
values?: { [key in string]: MessageValue }, };

/**
 * One value of a message.
 */
export type MessageValue = { "um": number } | { "count": number } | { "text": string } | { "key": string } | { "keys": Array<string> };

/**
 * A name in the languages of the product.
 */
export type NameView = { 
/**
 * English.
 */
en: string, 
/**
 * Simplified Chinese.
 */
"zh-CN": string, };

/**
 * Something with a name and nothing else to show.
 */
export type NamedView = { 
/**
 * Identifier.
 */
id: string, 
/**
 * Name.
 */
name: NameView, };

/**
 * One placed module.
 */
export type NodeView = { 
/**
 * Identifier.
 */
node: number, 
/**
 * Item it belongs to.
 */
item: number, 
/**
 * Key of the opening it sits in; none for the outermost.
 */
opening: string | null, 
/**
 * Module in the library.
 */
module: string, 
/**
 * Message key of its name.
 */
label: string, 
/**
 * Its parameters in the order of the module.
 */
parameters: Array<ParameterView>, 
/**
 * The edit that takes it out; none for what can't be taken out.
 */
remove: Edit | null, };

/**
 * Offcuts in stock that are alike.
 */
export type OffcutView = { 
/**
 * Board material in the catalogue.
 */
board: string, 
/**
 * Thickness.
 */
thickness_um: number, 
/**
 * Decor in the catalogue.
 */
decor: string, 
/**
 * Extent along the grain.
 */
length_um: number, 
/**
 * Extent across the grain.
 */
width_um: number, 
/**
 * How many there are.
 */
quantity: number, 
/**
 * What one costs, fen.
 */
fen: number, };

/**
 * What can be done with an opening; asked for one at a time, since only the picked one is shown.
 */
export type OpeningChoices = { 
/**
 * What can be put in, with the ready-made edit or the reason why not.
 */
choices: Array<ChoiceView>, 
/**
 * What can be taken out around here: what sits in it and the boards that bound it, nearest first.
 */
removals: Array<RemovalView>, };

/**
 * One opening: a compartment when nothing divides it, or the place of a part of the piece itself.
 */
export type OpeningView = { 
/**
 * Key: `NODE/opening.INDEX`.
 */
key: string, 
/**
 * Item it belongs to.
 */
item: number, 
/**
 * Name for lists and screen readers, with its position.
 */
label: Message, 
/**
 * Lowest corner from the item's lower left back corner: x right, y up, z to the front.
 */
min_um: [number, number, number], 
/**
 * Width, height, depth.
 */
size_um: [number, number, number], 
/**
 * True when it can be picked as free space that nothing divides further.
 */
is_compartment: boolean, 
/**
 * True when it can be picked as the place of a base, a back and the like.
 */
is_mount: boolean, 
/**
 * Modules that sit in it.
 */
nodes: Array<number>, };

/**
 * One value of a choice.
 */
export type OptionView = { 
/**
 * Value as text.
 */
value: string, 
/**
 * Message key of its name.
 */
label: string, };

/**
 * An item or a board that has another material than its role has around it.
 */
export type OwnMaterialView = { 
/**
 * What it is.
 */
place: MaterialPlace, 
/**
 * Its name, from the outside in.
 */
names: Array<Message>, 
/**
 * Boards concerned.
 */
keys: Array<string>, 
/**
 * Board material in the catalogue.
 */
board: string, 
/**
 * Thickness.
 */
thickness_um: number, 
/**
 * Decor in the catalogue.
 */
decor: string, 
/**
 * What can be chosen here instead.
 */
options: Array<MaterialOption>, 
/**
 * The edit that lets it follow again.
 */
reset: Edit, };

/**
 * One parameter as a form field.
 */
export type ParameterView = { 
/**
 * Identifier within its module.
 */
parameter: string, 
/**
 * Message key of its name.
 */
label: string, 
/**
 * Value as text, as it would be typed: `2436 mm`, `3`, `yes`, `left`.
 */
value: string, 
/**
 * True while it follows its default formula.
 */
is_default: boolean, 
/**
 * What kind of field it is.
 */
field: Field, 
/**
 * The edit that lets it follow its default again; none while it does.
 */
reset: Edit | null, };

/**
 * A green passport.
 */
export type Passport = { 
/**
 * `boardwright-passport`.
 */
format: string, 
/**
 * Version of the format.
 */
version: number, 
/**
 * Name of the design.
 */
name: string, 
/**
 * Day it was made out, `YYYY-MM-DD`; none where nobody said.
 */
date: string | null, 
/**
 * Width, height and depth of each item, micrometres.
 */
items_um: [number, number, number][], 
/**
 * How many boards.
 */
boards: number, 
/**
 * ISO 4217 code of the price.
 */
currency: string, 
/**
 * Material by area, net of tax, hundredths.
 */
material_fen: number, 
/**
 * Mass of all that is known, grams.
 */
mass_g: number, 
/**
 * Mass of what can be made into new material, grams.
 */
recyclable_g: number, 
/**
 * Mass of recycled material in it, grams; none, as no record of the catalogue tells it.
 */
recycled_g: number | null, 
/**
 * Materials, a line for each record: boards, bands, coatings, glue, hardware.
 */
materials: Array<PassportMaterial>, 
/**
 * VOC released in making it, milligrams.
 */
voc: PassportTotal, 
/**
 * Formaldehyde in the room from this piece alone, nanograms per cubic metre.
 */
formaldehyde: PassportTotal, 
/**
 * The room that this is for.
 */
room: Room, 
/**
 * Fossil carbon, grams of CO2 equivalent.
 */
carbon_fossil: PassportTotal, 
/**
 * Carbon stored until the end of its life, grams of CO2; never to be taken off the fossil.
 */
carbon_stored: PassportTotal, 
/**
 * What may be said.
 */
claim: Claim, };

/**
 * A material.
 */
export type PassportMaterial = { 
/**
 * Kind of the record.
 */
kind: RecordKind, 
/**
 * The record.
 */
record: string, 
/**
 * Its name in English.
 */
name_en: string, 
/**
 * Its name in Chinese.
 */
name_zh: string, 
/**
 * Mass, grams; none where the catalogue doesn't know.
 */
mass_g: number | null, 
/**
 * Formaldehyde class such as `ENF`.
 */
class: string | null, 
/**
 * Number of its certificate; none, as no record of the catalogue has one.
 */
certificate: string | null, 
/**
 * VOC released in making the piece, milligrams; none for what releases none of it.
 */
voc_mg: number | null, 
/**
 * Fossil carbon, grams of CO2 equivalent; none where its record lacks it.
 */
carbon_fossil_g: number | null, 
/**
 * Where it can go at the end of its life, best first; empty for what goes with its board.
 */
end_of_life: Array<EndOfLife>, };

/**
 * A figure without its lines.
 */
export type PassportTotal = { 
/**
 * The value; none where a record lacks what it takes.
 */
value: number | null, 
/**
 * Lower end of what is likely.
 */
low: number | null, 
/**
 * Upper end.
 */
high: number | null, 
/**
 * Unit.
 */
unit: string, 
/**
 * How far it can be trusted.
 */
status: FigureStatus, };

/**
 * One board on a sheet, as placed.
 */
export type PlacementView = { 
/**
 * Boards that lie here: one key for each sheet cut so.
 */
keys: Array<string>, 
/**
 * Number of the row in the cut list.
 */
row: number, 
/**
 * Left.
 */
x_um: number, 
/**
 * Bottom.
 */
y_um: number, 
/**
 * Extent along x.
 */
width_um: number, 
/**
 * Extent along y.
 */
height_um: number, 
/**
 * True when the board's length lies along y.
 */
rotated: boolean, 
/**
 * True when it stays where it is while the rest is planned again.
 */
is_pinned: boolean, };

/**
 * The sheets of one material.
 */
export type PlanGroup = { 
/**
 * Board material in the catalogue.
 */
board: string, 
/**
 * Thickness.
 */
thickness_um: number, 
/**
 * Decor in the catalogue.
 */
decor: string, 
/**
 * Sheets that are bought.
 */
sheets: number, 
/**
 * Offcuts in stock that are used beside them.
 */
offcuts_used: number, 
/**
 * Lower bound of sheets that are bought.
 */
bound_sheets: number, 
/**
 * Area of cut boards over area of sheets.
 */
utilisation_bp: number, 
/**
 * Sheets that are alike stand once, with their count.
 */
patterns: Array<SheetView>, 
/**
 * Leftovers worth keeping, the largest first, alike ones together.
 */
offcuts: Array<SheetLot>, };

/**
 * What a cutting plan changes in the [`View`] of its revision; everything else there stays.
 */
export type PlanNews = { 
/**
 * Revision of the design.
 */
revision: number, 
/**
 * Price and quantities.
 */
estimate: Estimate, 
/**
 * The cutting plan, once known.
 */
plan: PlanView | null, 
/**
 * What the design passes or fails, the plan's word on boards without a sheet among them.
 */
checks: Array<CheckView>, };

/**
 * A cutting plan as drawings and totals.
 */
export type PlanView = { 
/**
 * Revision of the design it is for.
 */
revision: number, 
/**
 * Sheets that are bought.
 */
sheets: number, 
/**
 * Offcuts in stock that are used beside them.
 */
offcuts_used: number, 
/**
 * Area of cut boards over area of sheets and offcuts.
 */
utilisation_bp: number, 
/**
 * Saw cuts in all, every stack of alike sheets sawn once.
 */
cuts: number, 
/**
 * Length of all cuts.
 */
cut_length_um: number, 
/**
 * How often a piece, or a stack of them, is turned by a quarter between two cuts.
 */
turns: number, 
/**
 * Sheets that are locked, and boards that are pinned, while the rest is planned again.
 */
kept: number, 
/**
 * Leftovers large enough to keep, on all sheets together.
 */
offcuts: number, 
/**
 * The largest of them: long and short side.
 */
largest_offcut_um: [number, number] | null, 
/**
 * True when no board is left out and no plan can cost less, material by material.
 */
is_optimal: boolean, 
/**
 * Sheets that any plan buys at least.
 */
bound_sheets: number, 
/**
 * Sheets that a better plan could save at most.
 */
gap_sheets: number, 
/**
 * What a better plan could save at most, fen.
 */
gap_fen: number, 
/**
 * One group for each material, thickness and decor.
 */
groups: Array<PlanGroup>, 
/**
 * Boards that no sheet can hold.
 */
unplaced: Array<UnplacedView>, };

/**
 * One thing that is wrong.
 */
export type Problem = { 
/**
 * What is wrong and what would be right.
 */
message: Message, 
/**
 * Where, for programs and those who write files: a module and parameter, an opening, a rule.
 */
place: string | null, 
/**
 * Where, for people: names from the outside in, as far as the message doesn't say it itself.
 */
within: Array<Message>, 
/**
 * How often it stands against the design, each time in the same words.
 */
times: number, 
/**
 * Boards and openings concerned.
 */
keys: Array<string>, };

/**
 * A quote.
 */
export type Quote = { 
/**
 * Material, labour, overhead, margin, tax: they sum to the total.
 */
lines: Array<QuoteLine>, 
/**
 * Without tax.
 */
net_fen: number, 
/**
 * With tax.
 */
total_fen: number, 
/**
 * With tax, a square metre of the front.
 */
per_projected_fen: number, 
/**
 * With tax, a square metre of boards.
 */
per_unfolded_fen: number, 
/**
 * With tax, a metre of width.
 */
per_metre_fen: number, };

/**
 * One line of a quote.
 */
export type QuoteLine = { 
/**
 * What for; `quote.WHAT` is its message key.
 */
what: string, 
/**
 * How much of it, in the unit that it is charged by: millimetres, square millimetres, boards, orders or percent.
 */
amount: number | null, 
/**
 * The rate, fen per unit; none for material.
 */
rate_fen: number | null, 
/**
 * What it comes to.
 */
fen: number, };

/**
 * Quotes for a design.
 */
export type Quotes = { 
/**
 * Front: width times height of each item, square millimetres.
 */
projected_mm2: number, 
/**
 * All boards, one face each, square millimetres.
 */
unfolded_mm2: number, 
/**
 * Width of all items, millimetres.
 */
width_mm: number, 
/**
 * Orders planned together: boards by area at the usual use of a sheet.
 */
together: Quote | null, 
/**
 * The order planned alone: boards by sheets bought; none until there is a plan that places every board.
 */
alone: Quote | null, 
/**
 * True while a rate is one of the catalogue's that is only typical.
 */
has_typical_rates: boolean, };

/**
 * How far a size can go from where it is, with the reasons why it goes no further. Both ends can be built.
 */
export type Reach = { 
/**
 * The smallest.
 */
min_um: number, 
/**
 * The largest.
 */
max_um: number, 
/**
 * Why it can't be less.
 */
min_reason: Message | null, 
/**
 * Why it can't be more.
 */
max_reason: Message | null, };

/**
 * A record that stands against a claim.
 */
export type Reason = { 
/**
 * Kind of the record.
 */
kind: RecordKind, 
/**
 * The record.
 */
record: string, 
/**
 * What stands against it.
 */
why: Message, };

/**
 * A kind of record of the catalogue.
 */
export type RecordKind = "board" | "band" | "coating" | "glue" | "hardware";

/**
 * Something that can be taken out.
 */
export type RemovalView = { 
/**
 * Module in the library.
 */
module: string, 
/**
 * Message key of its name.
 */
label: string, 
/**
 * The edit.
 */
edit: Edit, 
/**
 * Message keys of the names of what goes along with it, for each module that sits in it.
 */
along: Array<string>, };

/**
 * Something replaced by something else.
 */
export type Replacement = { 
/**
 * Kind of the records.
 */
kind: RecordKind, 
/**
 * Where: a role, or everywhere.
 */
role: Role | null, 
/**
 * What is there.
 */
from: string, 
/**
 * What takes its place.
 */
to: string, 
/**
 * What else changes with it.
 */
notes: Array<Message>, 
/**
 * The edit that makes it.
 */
edit: Edit, 
/**
 * The edit that takes it back.
 */
back: Edit, 
/**
 * What it adds to the price by area, in fen.
 */
fen: number, };

/**
 * What a board is for; decides its material where nothing else does, and which materials are offered.
 *
 * In the order of their names, which is the order of files.
 */
export type Role = "back" | "body" | "drawer" | "front" | "worktop";

/**
 * The material of a role.
 */
export type RoleView = { 
/**
 * Role.
 */
role: Role, 
/**
 * Message key of the role's name.
 */
label: string, 
/**
 * Board material in the catalogue.
 */
board: string, 
/**
 * Thickness.
 */
thickness_um: number, 
/**
 * Decor in the catalogue.
 */
decor: string, 
/**
 * What its boards are coated with; none as they are bought.
 */
surface: Surface | null, 
/**
 * Coatings that its boards take.
 */
coatings: Array<string>, 
/**
 * What can be chosen for this role instead; the page offers nothing else. A single board must stay as thick as its
 * role around it.
 */
options: Array<MaterialOption>, 
/**
 * Items and boards that have another material, items first.
 */
own: Array<OwnMaterialView>, 
/**
 * The edit that lets all of them follow again; none where there are none.
 */
reset: Edit | null, };

/**
 * The room that a piece stands in.
 */
export type Room = { 
/**
 * Volume, litres.
 */
litres: number, 
/**
 * Hundredths of the air that an hour replaces.
 */
air_change_percent: number, 
/**
 * Temperature, °C.
 */
celsius: number, 
/**
 * Relative humidity, percent.
 */
humidity_percent: number, 
/**
 * Target in the catalogue.
 */
target: string, };

/**
 * How a check came out.
 */
export type Severity = "fails" | "look-at" | "passes";

/**
 * How much a coated face shines.
 */
export type Sheen = "open-pore" | "matt" | "satin" | "gloss";

/**
 * Boards of one row on a sheet.
 */
export type SheetBoards = { 
/**
 * Number of the row in the cut list.
 */
row: number, 
/**
 * How many of them lie on one sheet.
 */
quantity: number, };

/**
 * Sheets of one size that a plan takes.
 */
export type SheetLot = { 
/**
 * Length, along the grain.
 */
length_um: number, 
/**
 * Width.
 */
width_um: number, 
/**
 * How many.
 */
quantity: number, 
/**
 * True for offcuts in stock.
 */
is_offcut: boolean, };

/**
 * One sheet as a drawing. Origin: the corner of the contract, x along the sheet's length.
 */
export type SheetView = { 
/**
 * Names what is cut how: it stays the same as long as this sheet's cuts do.
 */
id: string, 
/**
 * Number of the first of these sheets, counted through all materials.
 */
number: number, 
/**
 * How many sheets are cut so.
 */
count: number, 
/**
 * How often the saw does it: sheets that lie on one another are sawn at once.
 */
stacks: number, 
/**
 * True for an offcut in stock.
 */
is_offcut: boolean, 
/**
 * True when they stay as they are while the rest is planned again.
 */
is_locked: boolean, 
/**
 * Length of the sheet.
 */
length_um: number, 
/**
 * Width of the sheet.
 */
width_um: number, 
/**
 * Area of cut boards over area of the sheet.
 */
utilisation_bp: number, 
/**
 * How often a piece is turned by a quarter between two cuts.
 */
turns: number, 
/**
 * Length of its cuts.
 */
cut_length_um: number, 
/**
 * Boards on it.
 */
placements: Array<PlacementView>, 
/**
 * The same boards, alike ones together.
 */
boards: Array<SheetBoards>, 
/**
 * What is left: offcuts and waste.
 */
leftovers: Array<LeftoverView>, 
/**
 * Saw cuts in cutting order.
 */
cuts: Array<CutView>, };

/**
 * A source of figures.
 */
export type SourceView = { 
/**
 * Identifier.
 */
id: string, 
/**
 * Citation.
 */
text: string, 
/**
 * Address, where it is public.
 */
url: string | null, };

/**
 * Something that nothing can take the place of.
 */
export type Stuck = { 
/**
 * Kind of the record.
 */
kind: RecordKind, 
/**
 * Where: a role, or everywhere.
 */
role: Role | null, 
/**
 * What is there.
 */
record: string, 
/**
 * What would help.
 */
help: Message, };

/**
 * What a bare board is coated with.
 */
export type Surface = { 
/**
 * Coating in the catalogue.
 */
coating: string, 
/**
 * How much it shines.
 */
sheen: Sheen, 
/**
 * Decor whose colour it has; none where it is clear.
 */
colour?: string, };

/**
 * A thickness with its price.
 */
export type ThicknessView = { 
/**
 * Thickness, micrometres.
 */
um: number, 
/**
 * Price of a square metre.
 */
fen_per_m2: number, 
/**
 * True when the price is typical.
 */
is_typical: boolean, };

/**
 * One track.
 */
export type TrackView = { 
/**
 * As typed: `1fr` or `400 mm`.
 */
text: string, 
/**
 * What it comes to.
 */
size_um: number, 
/**
 * The edit that takes it out; none for the last one.
 */
remove: Edit | null, };

/**
 * A board that no sheet can hold.
 */
export type UnplacedView = { 
/**
 * The boards.
 */
keys: Array<string>, 
/**
 * Which limit stands against it.
 */
reason: Message, };

/**
 * Everything the page shows for one revision of a design, but for the picture, which travels apart from it: the
 * [`Elevation`] where it is shown, or the scene, from engine to 3D view as a text that the page never reads.
 */
export type View = { 
/**
 * Grows with every edit, undo and redo.
 */
revision: number, 
/**
 * Name of the design.
 */
name: string, 
/**
 * What undo would take back; none when there is nothing.
 */
undo: Message | null, 
/**
 * What redo would bring back.
 */
redo: Message | null, 
/**
 * The furniture items.
 */
items: Array<ItemView>, 
/**
 * Every placed module with its parameters, outermost first.
 */
nodes: Array<NodeView>, 
/**
 * Every opening, outermost first.
 */
openings: Array<OpeningView>, 
/**
 * Every board, for names and hover links.
 */
boards: Array<BoardView>, 
/**
 * The material chosen per role.
 */
materials: Array<RoleView>, 
/**
 * What holds the edge bands.
 */
glue: GlueView, 
/**
 * The edge band chosen per class (visible, hidden).
 */
bands: Array<BandChoiceView>, 
/**
 * What the design passes or fails.
 */
checks: Array<CheckView>, 
/**
 * The boards grouped for the saw.
 */
cut_list: CutList, 
/**
 * Price and quantities; by sheets once a plan for this revision is known.
 */
estimate: Estimate, 
/**
 * The cutting plan for this revision, once known.
 */
plan: PlanView | null, };

/**
 * What the saw can do and which offcuts lie in stock, as form fields.
 */
export type WorkshopView = { 
/**
 * Its rules in the order of the form; `value` is empty where nothing limits.
 */
rules: Array<ParameterView>, 
/**
 * Offcuts in stock.
 */
offcuts: Array<OffcutView>, 
/**
 * True while no rule has a value of its own.
 */
is_default: boolean, };

/** What a call of the engine answers. */
export type Reply<T> = { ok: T } | { problems: Problem[] };
/** One of the designs to start from. */
export type Starter = { id: string; label: string };
/** What a step of the optimiser has brought. */
export type Progress = { improved: boolean; done: boolean; exhausted: boolean; progress_bp: number };
export type LengthField = Extract<Field, { kind: 'length' }>;
export type Catalogue = CatalogueView;
export type CatalogueBoard = BoardMaterialView;
export type CatalogueDecor = DecorView;
export type CatalogueBand = EdgeBandView;
export type CatalogueHardware = HardwareView;
export type CatalogueSource = SourceView;
export type Names = NameView;
