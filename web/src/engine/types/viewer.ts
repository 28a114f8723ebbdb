// DO NOT EDIT: `cargo xtask schema` writes this from src/contract.rs, the border between page and 3D view.
// Lengths are whole micrometres (_um), places CSS pixels from the canvas's upper left corner.

/**
 * One of the three directions of a piece of furniture.
 */
export type Axis = "width" | "height" | "depth";

/**
 * Place of one dimension's text.
 */
export type DimensionLabel = { 
/**
 * `width`, `height` or `depth`; followed by `-ITEM` from the second item on.
 */
id: string, 
/**
 * The dimension.
 */
text_um: number, 
/**
 * Middle of the text.
 */
x: number, 
/**
 * Middle of the text.
 */
y: number, };

/**
 * The limit a dragged value stands at.
 */
export type Limit = "min" | "max";

/**
 * A look that has a name.
 */
export type Look = "home" | "front" | "left" | "right" | "top";

/**
 * What is marked: selected or under the pointer, here or in a list on the page.
 */
export type Marks = { 
/**
 * Key of a compartment.
 */
compartment: string | null, 
/**
 * Keys of boards.
 */
boards: Array<string>, };

/**
 * A step of the camera by keyboard.
 */
export type Navigation = "orbit-left" | "orbit-right" | "orbit-up" | "orbit-down" | "pan-left" | "pan-right" | "pan-up" | "pan-down" | "zoom-in" | "zoom-out";

/**
 * Part of a drag.
 */
export type Phase = "start" | "move" | "end";

/**
 * What the page is told.
 */
export type ViewerEvent = { "event": "ready" } | { "event": "hover", 
/**
 * Key of the board.
 */
board: string | null, 
/**
 * Key of the compartment.
 */
compartment: string | null, } | { "event": "pick", 
/**
 * Key of the board.
 */
board: string | null, 
/**
 * Key of the compartment.
 */
compartment: string | null, 
/**
 * Where on the canvas.
 */
x: number, 
/**
 * Where on the canvas.
 */
y: number, } | { "event": "motion", 
/**
 * Key of the motion.
 */
key: string, 
/**
 * Where it goes.
 */
open: boolean, } | { "event": "drag", 
/**
 * Identifier of the item.
 */
item: number, 
/**
 * Which size.
 */
axis: Axis, 
/**
 * The value asked for, on a step and within the limits.
 */
value_um: number, 
/**
 * The same for all events of one drag, never zero.
 */
gesture: number, 
/**
 * Part of the drag.
 */
phase: Phase, 
/**
 * Whether it stopped at a limit.
 */
at_limit: Limit | null, } | { "event": "labels", 
/**
 * All of them; those not named are gone.
 */
labels: Array<DimensionLabel>, } | { "event": "failed", 
/**
 * A code such as `context-lost`, or what went wrong.
 */
reason: string, };

/**
 * How the view looks and what it shows besides the furniture.
 */
export type ViewerStyle = { 
/**
 * Dark surroundings.
 */
dark: boolean, 
/**
 * Opens or closes everything that moves; `None` leaves all as they are.
 */
doors_open: boolean | null, 
/**
 * Boards can be seen through.
 */
x_ray: boolean, 
/**
 * Size handles and dimension lines are shown.
 */
dimensions: boolean, 
/**
 * A person's silhouette stands beside the furniture for scale.
 */
person: boolean, 
/**
 * The page's bar lies over the lower border of the picture.
 */
bar: boolean, };
