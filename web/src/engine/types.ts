// What the engine says, as TypeScript. Mirrors the types of crates/furniture with the same names.
// Lengths are whole micrometres (_um), money whole fen (_fen), shares basis points (_bp).

export type MessageValue = { um: number } | { count: number } | { text: string } | { key: string };
export type Message = { key: string; values?: Record<string, MessageValue> };
export type Problem = { message: Message; place: string | null };
export type Reply<T> = { ok: T } | { problems: Problem[] };

export type Axis = 'width' | 'height' | 'depth';
export type Edit =
  | { edit: 'rename'; name: string }
  | { edit: 'set-size'; item: number; axis: Axis; value: string }
  | { edit: 'set-parameter'; node: number; parameter: string; value: string }
  | { edit: 'reset-parameter'; node: number; parameter: string }
  | { edit: 'set-track'; node: number; parameter: string; index: number; value: string }
  | { edit: 'insert-track'; node: number; parameter: string; index: number; value: string }
  | { edit: 'remove-track'; node: number; parameter: string; index: number }
  | { edit: 'place'; opening: string; module: string }
  | { edit: 'remove'; node: number }
  | { edit: 'set-material'; role: string; board: string; thickness: string; decor: string }
  | { edit: 'set-band'; class: string; band: string | null }
  | { edit: 'set-price'; of: string; price: string | null };

export type OptionView = { value: string; label: string };
export type TrackView = { text: string; size_um: number; remove: Edit | null };
export type Field =
  | {
      kind: 'length';
      value_um: number;
      min_um: number;
      max_um: number;
      step_um: number;
      min_reason: Message | null;
      max_reason: Message | null;
    }
  | { kind: 'count'; value: number; min: number; max: number; min_reason: Message | null; max_reason: Message | null }
  | { kind: 'switch'; value: boolean }
  | { kind: 'choice'; options: OptionView[] }
  | { kind: 'tracks'; tracks: TrackView[]; add: Edit | null };
export type LengthField = Extract<Field, { kind: 'length' }>;

export type ParameterView = {
  parameter: string;
  label: string;
  value: string;
  is_default: boolean;
  field: Field;
  reset: Edit | null;
};
export type ItemView = { item: number; root: number; size: [ParameterView, ParameterView, ParameterView] };
export type NodeView = {
  node: number;
  item: number;
  opening: string | null;
  module: string;
  label: string;
  parameters: ParameterView[];
  remove: Edit | null;
};
export type ChoiceView = { module: string; label: string; edit: Edit | null; refusal: Message | null };
export type RemovalView = { module: string; label: string; edit: Edit };
export type OpeningView = {
  key: string;
  item: number;
  label: Message;
  min_um: [number, number, number];
  size_um: [number, number, number];
  is_compartment: boolean;
  nodes: number[];
  choices: ChoiceView[];
  removals: RemovalView[];
};
export type BoardView = { key: string; label: string; row: number; node: number };
export type MaterialOption = { board: string; thicknesses_um: number[]; decors: string[] };
export type RoleView = {
  role: string;
  label: string;
  board: string;
  thickness_um: number;
  decor: string;
  options: MaterialOption[];
};
export type BandChoiceView = { class: string; label: string; band: string | null };
export type Severity = 'fails' | 'look-at' | 'passes';
export type CheckView = { severity: Severity; message: Message; keys: string[] };

export type HingeSide = 'left' | 'right';
export type ElevationKind = 'board' | 'compartment' | 'fitting' | 'front';
export type ElevationShape = {
  key: string;
  kind: ElevationKind;
  x_um: number;
  y_um: number;
  width_um: number;
  height_um: number;
  colour: string;
  grain_upright: boolean | null;
  hinge: HingeSide | null;
};
export type Elevation = { width_um: number; height_um: number; shapes: ElevationShape[] };

export type PlacementView = {
  keys: string[];
  row: number;
  x_um: number;
  y_um: number;
  width_um: number;
  height_um: number;
  rotated: boolean;
};
export type LeftoverView = { x_um: number; y_um: number; width_um: number; height_um: number; is_offcut: boolean };
export type CutView = { from_um: [number, number]; to_um: [number, number]; stage: number };
export type SheetView = {
  count: number;
  length_um: number;
  width_um: number;
  utilisation_bp: number;
  placements: PlacementView[];
  leftovers: LeftoverView[];
  cuts: CutView[];
};
export type PlanGroup = {
  board: string;
  thickness_um: number;
  decor: string;
  sheets: number;
  bound_sheets: number;
  utilisation_bp: number;
  patterns: SheetView[];
};
export type UnplacedView = { keys: string[]; reason: Message };
export type PlanView = {
  revision: number;
  sheets: number;
  utilisation_bp: number;
  cuts: number;
  cut_length_um: number;
  is_optimal: boolean;
  bound_sheets: number;
  groups: PlanGroup[];
  unplaced: UnplacedView[];
};

export type EdgeBandUse = { band: string; thickness_um: number };
export type CutListRow = {
  row: number;
  label: string;
  quantity: number;
  board: string;
  thickness_um: number;
  decor: string;
  finished_um: [number, number];
  cut_um: [number, number];
  oversize_um: [number, number];
  has_grain: boolean;
  edges: [EdgeBandUse | null, EdgeBandUse | null, EdgeBandUse | null, EdgeBandUse | null];
  grooves: number;
  keys: string[];
};
export type CutList = { rows: CutListRow[]; boards: number };

export type BoardLine = {
  board: string;
  thickness_um: number;
  decor: string;
  quantity: number;
  area_mm2: number;
  fen_per_m2: number;
  is_typical: boolean;
  by_area_fen: number;
  sheets: number | null;
  by_sheets_fen: number | null;
};
export type BandLine = {
  band: string;
  decor: string;
  width_um: number;
  length_um: number;
  fen_per_m: number;
  is_typical: boolean;
  fen: number;
};
export type HardwareLine = {
  hardware: string;
  quantity: number;
  length_um: number | null;
  fen_per_unit: number;
  is_typical: boolean;
  fen: number;
};
export type Estimate = {
  currency: string;
  boards_by_area_fen: number;
  boards_by_sheets_fen: number | null;
  banding_fen: number;
  hardware_fen: number;
  total_by_area_fen: number;
  total_by_sheets_fen: number | null;
  boards: BoardLine[];
  bands: BandLine[];
  hardware: HardwareLine[];
  mass_g: number;
  has_typical_prices: boolean;
};

export type View = {
  revision: number;
  name: string;
  undo: Message | null;
  redo: Message | null;
  items: ItemView[];
  nodes: NodeView[];
  openings: OpeningView[];
  boards: BoardView[];
  materials: RoleView[];
  bands: BandChoiceView[];
  checks: CheckView[];
  elevation: Elevation;
  cut_list: CutList;
  estimate: Estimate;
  plan: PlanView | null;
};

export type Names = { en: string; 'zh-CN': string };
export type CatalogueBoard = {
  id: string;
  name: Names;
  kind: string;
  emission_class: string | null;
  badges: string[];
  thicknesses: { um: number; fen_per_m2: number; is_typical: boolean }[];
  decors: string[];
};
export type Figure = 'plain' | 'wood' | 'bamboo' | 'linen';
export type CatalogueDecor = { id: string; name: Names; colour: string; figure_colour: string; figure: Figure };
export type CatalogueBand = { id: string; name: Names; thickness_um: number; fen_per_m: number; is_typical: boolean };
export type CatalogueHardware = {
  id: string;
  name: Names;
  unit: 'piece' | 'pair' | 'set' | 'metre';
  fen_per_unit: number;
  is_typical: boolean;
};
export type CatalogueSource = { id: string; text: string; url: string | null };
export type Catalogue = {
  boards: CatalogueBoard[];
  decors: CatalogueDecor[];
  bands: CatalogueBand[];
  hardware: CatalogueHardware[];
  sources: CatalogueSource[];
};
export type Starter = { id: string; label: string };
export type Progress = { improved: boolean; done: boolean; progress_bp: number };
